//! What `OpenAPI` 3 calls things.

use super::super::Terms;
use super::super::reference::Wanted;

pub(super) static TERMS: Terms = Terms {
    definition: Wanted {
        name: "schema",
        help: "define the schema under `components/schemas`, or replace the reference with its content",
    },
    parameter: Wanted {
        name: "shared parameter",
        help: "define the parameter under `components/parameters`, or replace the reference with its content",
    },
    response: Wanted {
        name: "shared response",
        help: "define the response under `components/responses`, or replace the reference with its content",
    },
    body_types: "`content`",
    response_types: "`content`",
    form_field: "a property of its schema",
    list_format: "style",
    list_formats: "styles are form, spaceDelimited, pipeDelimited and deepObject in a query, simple, label and matrix in a path, and simple in a header",
    nested_lists: "format each text as the service expects",
    whole_url: "write only the path below the URL of the server, and the rest under `servers`",
    types: "types are string, integer, number, boolean, array and object",
};

pub(super) const BODY: Wanted = Wanted {
    name: "shared body",
    help: "define the body under `components/requestBodies`, or replace the reference with its content",
};
