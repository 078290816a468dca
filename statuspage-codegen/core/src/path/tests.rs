//! Paths in the notations of documents, and how they are read.

use super::*;

#[test]
fn both_notations_give_the_same_template() {
    let brackets = PathTemplate::parse("/pages/[page_id]/incidents/[incident_id].json").unwrap();
    let braces = PathTemplate::parse("/pages/{page_id}/incidents/{ incident_id }.json").unwrap();
    assert_eq!(brackets, braces);
    assert_eq!(
        brackets.to_string(),
        "/pages/{page_id}/incidents/{incident_id}.json"
    );
    assert_eq!(
        brackets.parameters().collect::<Vec<_>>(),
        ["page_id", "incident_id"]
    );
}

#[test]
fn other_notations_give_the_same_template() {
    for (path, template) in [
        ("/a/:id", "/a/{id}"),
        ("/a/:id.json", "/a/{id}.json"),
        (":id/b", "/{id}/b"),
        ("/a/#{id}/b", "/a/{id}/b"),
        ("/a/${id}", "/a/{id}"),
        ("/a/$[id]/$${b}", "/a/{id}/{b}"),
        ("/a/%7Bid%7D/%7bb%7d", "/a/{id}/{b}"),
        ("/a/<id>", "/a/{id}"),
        (" /a/{id} ", "/a/{id}"),
        ("/a/{id}#copy", "/a/{id}"),
        ("/a#b=c", "/a"),
        ("/&#123;id&#125;/b", "/{id}/b"),
        ("/&#x7B;id&#X7d;/&lbrace;b&rcub;", "/{id}/{b}"),
        ("/a/&lt;id&gt;?b=c&amp;d=e", "/a/{id}?b=c&d=e"),
        ("#", "/"),
        ("/##{id}", "/{id}"),
        ("/:from-:to", "/{from}-:to"),
        ("/a/{id:[0-9]{3}}/b", "/a/{id}/b"),
        (r"/a/{id:\d+}.{form : json|xml}", "/a/{id}.{form}"),
        ("/a/<int:id>/<path:rest>", "/a/{id}/{rest}"),
        ("/a/{{id}}/{{ b }}", "/a/{id}/{b}"),
        ("/a/{id?}/{rest*}", "/a/{id}/{rest}"),
        ("/a/{*rest}", "/a/{rest}"),
        ("/a/{ id ? }/{* rest}", "/a/{id}/{rest}"),
        ("/a/{id:[^/?#]+}/b#c", "/a/{id}/b"),
        (r#"/a/<regex("[a-z:]+"):id>"#, "/a/{id}"),
        ("/a/[id:int]", "/a/{id}"),
        ("/a#[]", "/a"),
    ] {
        assert_eq!(PathTemplate::parse(path).unwrap().to_string(), template);
    }
    for text in [
        "/v1:batch",
        "/a:b",
        "/{id}:cancel",
        "/:",
        "/a/::b",
        "/a>b",
        "/a[]/b[]",
        "/a$[]",
        "/a?b=c&d={e}",
        "/a&b;/&c&zz;",
        "/a?b=(/c)&d=/*",
        "/a*/b(c)",
        "/P({id})/F(a='{id}')",
    ] {
        assert_eq!(PathTemplate::parse(text).unwrap().to_string(), text);
    }
}

#[test]
fn a_parameter_that_stands_there_twice_is_one() {
    let path = PathTemplate::parse("/P({id})/F(a='{id}',b={b})").unwrap();
    assert_eq!(path.parameters().collect::<Vec<_>>(), ["id", "b"]);
}

#[test]
fn adjacent_parameters_and_missing_slash() {
    assert_eq!(
        PathTemplate::parse("{a}{b}").unwrap().to_string(),
        "/{a}{b}"
    );
    assert_eq!(PathTemplate::parse("pets").unwrap().to_string(), "/pets");
    assert_eq!(PathTemplate::parse("").unwrap().to_string(), "/");
}

#[test]
fn what_cannot_be_split_is_reported() {
    for (path, part) in [
        ("/a/{b", "`{b` is not closed"),
        ("/a/b}", "`}` begins with a bracket that nothing opened"),
        ("/a/{}", "is not a parameter name"),
        ("/a/{b[c]}", "`b[c]` is not a parameter name"),
        ("/a/{b/c}", "`b/c` is not a parameter name"),
        ("/a/{?b}", "`?b` is not a parameter name"),
        ("/a/{{b}", "`{{b}` is not closed"),
        ("/a/{:x}", "is not a parameter name"),
        ("https://a.b/c", "whole URL"),
        ("HTTP://a.b/c", "whole URL"),
        ("wss://a.b/{c}", "whole URL"),
        ("/a/{id}#copy{of}", "the `#` cuts off `copy{of}`"),
        ("/a#b/c", "the `#` cuts off `b/c`"),
        ("/a/&#xZZ;b", "the `#` cuts off `xZZ;b`"),
        ("/a#b?c=d", "the `#` cuts off `b?c=d`"),
        (
            "/by_path/*full_path",
            "`*full_path` stands for any number of segments",
        ),
        ("*path", "`*path` stands for"),
        ("/files/*", "`*` stands for"),
        ("/a/*.json", "`*.json` stands for"),
        (
            "/custom_data(/*scope)",
            "`(/*scope)` begins an optional part",
        ),
        ("/a(.:format)", "`(.:format)` begins an optional part"),
        ("/a(/:id)", "`(/` begins an optional part"),
    ] {
        let message = PathTemplate::parse(path).unwrap_err();
        assert!(message.contains(part), "{path}: {message}");
    }
}
