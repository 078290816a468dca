//! Bytes from outside -> a text that is worth reading as a description, or the reason why not.

use std::time::Duration;

use anyhow::{Result, anyhow, bail};
use statuspage_codegen_core::{Rule, Severity, Source, Value};

use crate::print;
use crate::{document, file};

use super::weight;

/// How large the vendor's file may be, in bytes.
pub(super) const SIZE_LIMIT: u64 = 20_000_000;

/// How many repeated keys are reported in one go.
const REPEATED_KEYS: usize = 10;

/// Checks everything about a text but what it says as a description.
///
/// Reading it may take as long as the time limit.
pub(super) fn check(name: &str, bytes: &[u8], time_limit: Duration) -> Result<Source> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = before.split(|byte| *byte == b'\n').count();
        anyhow!(
            "{name}:{line}: not UTF-8 (byte {} of the file); save it in that encoding",
            error.valid_up_to() + 1
        )
    })?;
    let visible = text.trim_start_matches('\u{feff}').trim();
    if visible.is_empty() {
        bail!("{name} is empty; name a file or an address that has a description, with --from");
    }
    if visible.starts_with('<') {
        bail!(
            "{name} is an HTML or XML page, perhaps a login page, not a description; download the raw file with a \
             browser, and name it with --from"
        );
    }
    // Some texts keep the parser busy: nesting alone can take hours.
    let (owned, text) = (name.to_owned(), text.to_owned());
    match file::in_time(time_limit, move || parse(owned, &text))? {
        Some(parsed) => parsed,
        None => bail!(
            "{name} cannot be read within {} s (see --time-limit); check whether it is the right file",
            time_limit.as_secs()
        ),
    }
}

fn parse(name: String, text: &str) -> Result<Source> {
    if !weight::is_small_enough(text) {
        bail!(
            "{name} unfolds to far more than it is, since it uses YAML aliases again and again; write out what they \
             stand for"
        );
    }
    let source = Source::new(name, text.to_owned());
    let tree = source
        .parse()
        .map_err(|error| anyhow!("{}{}", error.render(&source), tab_hint(text)))?;
    refuse_repeated_keys(&source, &tree)?;
    Ok(source)
}

/// The likely reason for a syntax error of a text that is indented with tabs.
fn tab_hint(text: &str) -> String {
    let indented = |line: &str| {
        let content = line.trim_start_matches([' ', '\t']);
        line[..line.len() - content.len()].contains('\t') && !content.is_empty()
    };
    match text.lines().position(indented) {
        Some(index) if !text.trim_start().starts_with('{') => format!(
            "\n  help: line {} is indented with a tab, and YAML takes only spaces",
            index + 1
        ),
        _ => String::new(),
    }
}

/// A repeated key hides what stands below it from whoever reads the other one.
fn refuse_repeated_keys(source: &Source, tree: &Value) -> Result<()> {
    let repeated = document::repeated_keys(tree);
    if repeated.is_empty() {
        return Ok(());
    }
    let count = repeated.len();
    let shown = || repeated.iter().take(REPEATED_KEYS);
    let help = "rename or remove all but one of them, since only one can count";
    let rule = (Severity::Error, Rule::RepeatedKey.as_str());
    let mut lines: Vec<String> = shown()
        .zip(source.locate_all(shown()))
        .map(|(pointer, place)| {
            let message = format!("`{pointer}` occurs more than once, here first");
            print::problem(source.name(), place, rule, &message, help)
        })
        .collect();
    if count > REPEATED_KEYS {
        lines.push(format!("and {} more", count - REPEATED_KEYS));
    }
    bail!("{}", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: Duration = Duration::from_secs(60);

    fn refusal(bytes: &[u8]) -> String {
        check("a.yaml", bytes, LIMIT).unwrap_err().to_string()
    }

    #[test]
    fn byte_order_mark_and_carriage_returns_are_fine() {
        check("a.yaml", b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", LIMIT).unwrap();
    }

    #[test]
    fn refusals_tell_the_line() {
        assert!(refusal(b"a: 1\nb: \xff\n").starts_with("a.yaml:2: not UTF-8 (byte 9"));
        let reported = refusal(b"a:\n\tb: 1\n");
        assert!(reported.starts_with("a.yaml:2:"), "{reported}");
        assert!(
            reported.contains("line 2 is indented with a tab"),
            "{reported}"
        );
    }

    #[test]
    fn nothing_but_space_is_empty() {
        for text in ["", " \n\t\r\n", "\u{feff}", "\u{feff}\n"] {
            assert!(refusal(text.as_bytes()).contains("is empty"), "{text:?}");
        }
    }

    #[test]
    fn repeated_keys_are_told_once_each_at_every_depth() {
        let reported = refusal(b"a: 1\nb:\n- c: 1\n  d: 2\n  c: 3\n  c: 4\na: 5\n");
        assert_eq!(
            reported.lines().collect::<Vec<_>>(),
            [
                "a.yaml:3:6: error[repeated-key]: `/b/0/c` occurs more than once, here first",
                "  help: rename or remove all but one of them, since only one can count",
                "a.yaml:1:4: error[repeated-key]: `/a` occurs more than once, here first",
                "  help: rename or remove all but one of them, since only one can count",
            ]
        );
        let many: String = (0..20)
            .map(|index| format!("k{}: 1\n", index % 15))
            .chain((0..15).map(|index| format!("k{index}: 1\n")))
            .collect();
        assert!(refusal(many.as_bytes()).ends_with("\nand 5 more"));
    }
}
