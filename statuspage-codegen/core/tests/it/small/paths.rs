//! Paths as scraped documents have them: what would be sent wrongly is an error.

use super::{assert_read, assert_refused, outcome};

/// A document with one operation at a path, and the parameters that it declares.
fn with(path: &str, parameters: &str) -> String {
    let path = path.replace('\'', "''");
    format!("paths: {{'{path}': {{get: {{operationId: get-row, parameters: [{parameters}]}}}}}}")
}

#[test]
fn entities_are_decoded() {
    for path in [
        "/&#123;row-id&#125;/comments",
        "/&#x7B;row-id&#x7D;/comments",
        "/&lbrace;row-id&rbrace;/comments",
        "/&lcub;row-id&rcub;/comments",
        "/&lt;row-id&gt;/comments",
    ] {
        let declared = "{name: row-id, in: path, required: true, type: integer}";
        assert_read(
            &with(path, declared),
            &[
                "GET /{row-id}/comments ->",
                "row_id: integer = path \"row-id\"",
                "using `/{row-id}/comments`",
            ],
        );
    }
    assert_read(&with("/a?b=c&amp;d=e", ""), &["GET /a?b=c&d=e ->"]);
    // All operations of the document have paths of their own.
    assert_read(
        r#"{"swagger": "2.0", "paths": {
            "/&#123;id&#125;/comments": {"get": {"operationId": "a"}, "delete": {"operationId": "b"}},
            "/&#123;id&#125;/likes": {"delete": {"operationId": "c"}}}}"#,
        &[
            "GET /{id}/comments",
            "DELETE /{id}/comments",
            "DELETE /{id}/likes",
        ],
    );
}

#[test]
fn what_a_request_cannot_fill_is_an_error_at_its_place() {
    for (path, reason) in [
        (
            "/folders/by_path/*full_path",
            "`*full_path` stands for any number of segments",
        ),
        ("/files/*", "`*` stands for any number of segments"),
        (
            "/custom_data(/*scope)",
            "`(/*scope)` begins an optional part",
        ),
        ("/rows(.:format)", "`(.:format)` begins an optional part"),
        ("/rows(/:id)/b", "`(/` begins an optional part"),
        (
            "/summary/{group_id}?period=",
            "no parameter gives a value for `period=`",
        ),
        (
            "/rows?a=b&period=&c=d",
            "no parameter gives a value for `period=`",
        ),
        ("/rows#/{id}", "the `#` cuts off `/{id}`"),
        ("/rows#id?a=b", "the `#` cuts off `id?a=b`"),
        ("/:id?/comments", "the `?` cuts off `/comments`"),
        ("/rows?a=b?c=d", "the `?` cuts off `a=b?c=d`"),
    ] {
        assert_refused(
            &with(path, ""),
            &[
                "a:2:9: error[path-template]: the path",
                path,
                reason,
                "help: write",
            ],
        );
    }
    assert_refused(
        r#"{"swagger": "2.0", "paths": {"/a/*rest": {"get": {"operationId": "a"}}}}"#,
        &["`*rest` stands for any number of segments"],
    );
}

#[test]
fn parameters_fill_the_query_of_a_path() {
    for place in ["path", "query"] {
        for path in ["/rows/{id}?period=", "/rows/{id}?period"] {
            let declared = format!(
                "{{name: id, in: path, required: true, type: string}}, {{name: period, in: {place}, required: true, type: string, enum: [day]}}"
            );
            assert_read(
                &with(path, &declared),
                &[
                    "GET /rows/{id} ->",
                    "period: GetRowPeriod = query \"period\"",
                    "using `/rows/{id}`",
                ],
            );
        }
    }
    let period = "{name: period, in: query, type: string}";
    assert_read(
        &with("/rows?type=x&period=&sort", period),
        &[
            "GET /rows?type=x&sort ->",
            "period: string? = query \"period\"",
            "`/rows?type=x&sort` has a query, which is sent unchanged",
        ],
    );
    // The parameter is there already.
    assert_read(
        &with("/rows?period={period}", period),
        &["GET /rows ->", "period: string? = query"],
    );
    let text = outcome(&with("/rows?period={period}", period));
    assert_eq!(text.matches("period: string").count(), 1, "{text}");
    // What is fixed, or filled by the path's own parameter, stays.
    for path in [
        "/rows?type=x",
        "/rows?acl",
        "/rows?page={page}",
        "/rows?a=/b&c=d",
    ] {
        assert_read(&with(path, ""), &[&format!("GET {path} ->")]);
    }
    // Nothing is left of it.
    assert_read(&with("/rows?", ""), &["GET /rows ->"]);
    assert_read(&with("/rows/:id?", ""), &["GET /rows/{id} ->"]);
}

#[test]
fn operations_that_become_one_request_are_errors() {
    for (first, second) in [
        ("/rows/{id}", "/rows/:id"),
        ("/rows", "rows"),
        ("/rows", "/rows?"),
        ("/&#123;id&#125;", "/{id}"),
    ] {
        assert_refused(
            &format!(
                "paths:\n  '{first}': {{get: {{operationId: a}}}}\n  '{second}': {{get: {{operationId: b}}}}"
            ),
            &[
                &format!("error[path-template]: `GET {second}` is the same request as `a`: `GET /"),
                "a:4:",
            ],
        );
    }
    assert_refused(
        "paths: {/rows: {get: {operationId: a}, GET: {operationId: b}}}",
        &["`GET /rows` is the same request as `a`"],
    );
    // Other names of parameters, and fragments, distinguish operations in the document.
    assert_read(
        "paths: {'/rows/{a}': {get: {operationId: a}}, '/rows/{b}': {get: {operationId: b}}, '/rows/{a}#b': {get: {operationId: c}}}",
        &["GET /rows/{a}", "GET /rows/{b}"],
    );
}
