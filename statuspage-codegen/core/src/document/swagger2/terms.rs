//! What Swagger 2.0 calls things.

use super::super::Terms;
use super::super::reference::Wanted;

pub(super) static TERMS: Terms = Terms {
    definition: Wanted {
        name: "definition",
        help: "define the schema under `definitions`, or replace the reference with its content",
    },
    parameter: Wanted {
        name: "shared parameter",
        help: "define the parameter under `parameters` at the top of the document, or replace the reference with its content",
    },
    response: Wanted {
        name: "shared response",
        help: "define the response under `responses` at the top of the document, or replace the reference with its content",
    },
    body_types: "`consumes`",
    response_types: "`produces`",
    form_field: "`in: formData`",
    list_format: "collectionFormat",
    list_formats: "formats are csv, ssv, tsv and pipes, and multi in a query or form",
    nested_lists: "give them different `collectionFormat`s, such as `pipes` around `csv`, or format each text as the service expects",
    whole_url: "write only the path below `basePath`, and the rest as `schemes`, `host` and `basePath`",
    types: "types are string, integer, number, boolean, array and object, and file in a form",
};
