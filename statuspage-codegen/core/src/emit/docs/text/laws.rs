//! Property tests of documentation, which is checked with the Markdown parser that rustdoc uses.

use proptest::prelude::*;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use super::{code, first_sentence, is_hidden, paragraphs, words};

/// Any text, and often what Markdown has a meaning for.
fn text() -> impl Strategy<Value = String> {
    let markup = [
        "```",
        "~~~",
        "`",
        "    ",
        "\t",
        "\n",
        "\r\n",
        "\n\n",
        "# ",
        "> ",
        "- ",
        "* ",
        "+ ",
        "1. ",
        "1) ",
        "---",
        "===",
        "|",
        "[a](b)",
        "[a]: b",
        "![",
        "<b>",
        "<!--",
        "*/",
        "/*",
        "//",
        "&lt;",
        "\\",
        "\u{202e}",
        "\u{200b}",
        "\u{ad}",
        "https://a.example/",
        "http://",
        "(",
        ")",
        ":",
        ".",
        " ",
        "a",
        "word",
        "é",
        "[^1]",
        "$x$",
        "_a_",
        "~~",
        ":-",
    ];
    let part = prop_oneof![
        3 => prop::sample::select(markup.to_vec()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(part, 0..16).prop_map(|parts| parts.concat())
}

/// What rustdoc would make of it that is not words, lists, code among words and addresses.
fn harm(markdown: &str) -> Option<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let mut events = Parser::new_ext(markdown, options);
    let harm = events.find(|event| match event {
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            ..
        }) => *link_type != LinkType::Autolink || !dest_url.starts_with("http"),
        Event::Start(tag) => !matches!(tag, Tag::Paragraph | Tag::List(_) | Tag::Item),
        Event::End(_) | Event::Text(_) | Event::Code(_) | Event::SoftBreak => false,
        _ => true,
    });
    harm.map(|event| format!("{event:?}"))
}

/// In no line is anything that an editor or a compiler would read otherwise than a reader does.
fn is_plain(markdown: &str) -> bool {
    markdown.lines().all(|line| {
        !line.starts_with("    ") && !line.starts_with("```") && !line.chars().any(is_hidden)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn paragraphs_are_words_lists_and_code(text in text()) {
        let found = paragraphs(&text);
        for shown in found.iter().map(String::as_str).chain(found.iter().map(|one| first_sentence(one))) {
            prop_assert!(is_plain(shown), "{shown:?}");
            prop_assert_eq!(harm(shown), None, "{:?}", shown);
        }
        let together = found.join("\n\n");
        prop_assert_eq!(harm(&together), None, "{:?}", together);
    }

    #[test]
    fn headings_and_code_stay_in_their_line(text in text()) {
        let heading = words(&text);
        prop_assert!(!heading.contains('\n') && is_plain(&heading), "{heading:?}");
        let code = code(&text);
        prop_assert!(!code.contains('\n') && !code.chars().any(is_hidden), "{code:?}");
        let sentence = format!("Field {code}.");
        prop_assert_eq!(harm(&sentence), None, "{:?}", sentence);
        let inline = Parser::new(&sentence).filter(|event| matches!(event, Event::Code(_)));
        prop_assert_eq!(inline.count(), 1, "{:?}", sentence);
    }
}
