//! Changes of operations and what belongs to no model, one at a time.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    Row {
        change: "the base URL",
        edits: &[("host: h.example", "host: i.example")],
        says: &[
            r#"client: addition (wire): constant `BASE_URL` value changed: `"https://h.example"` -> `"https://i.example"`"#,
        ],
    },
    Row {
        change: "no base URL",
        edits: &[("host: h.example\nschemes: [https]\n", "")],
        says: &[
            r#"client: breaking (removed): constant `BASE_URL` removed, was `"https://h.example"`"#,
        ],
    },
    Row {
        change: "a summary",
        edits: &[("summary: Gets", "summary: Fetches")],
        says: &["get_a: docs (documentation): summary changed: `Fetches`"],
    },
    Row {
        change: "a description",
        edits: &[("      description: Gets one\n", "")],
        says: &["get_a: docs (documentation): description removed"],
    },
    Row {
        change: "a tag",
        edits: &[("tags: [A]", "tags: [A, B]")],
        says: &["get_a: docs (documentation): tags changed: `A, B`"],
    },
    Row {
        change: "a deprecation",
        edits: &[(
            "      tags: [A]\n",
            "      tags: [A]\n      deprecated: true\n",
        )],
        says: &["get_a: addition (deprecation): function `get_a` now deprecated"],
    },
    Row {
        change: "a deprecated field",
        edits: &[(
            "name: {type: string}",
            "name: {type: string, deprecated: true}",
        )],
        says: &["put_a: docs (documentation): field `name` now deprecated"],
    },
    Row {
        change: "whether it is repeated",
        edits: &[(
            "      tags: [A]\n",
            "      tags: [A]\n      x-idempotent: false\n",
        )],
        says: &[
            "get_a: addition (wire): request no longer repeated if it may have been carried out",
        ],
    },
    Row {
        change: "a function's name",
        edits: &[("operationId: get-a", "operationId: fetch-a")],
        says: &[
            "fetch_a: breaking (renamed): function `fetch_a` renamed, was `get_a`",
            "fetch_a: breaking (renamed): struct `FetchAParams` renamed, was `GetAParams`",
        ],
    },
    Row {
        change: "the spelling of an id",
        edits: &[("operationId: get-a", "operationId: get_a")],
        says: &[r#"get_a: addition (wire): operationId changed: `"get-a"` -> `"get_a"`"#],
    },
    Row {
        change: "a method",
        edits: &[("    put:", "    post:")],
        says: &["put_a: addition (wire): request changed: `PUT /a/{id}` -> `POST /a/{id}`"],
    },
    Row {
        change: "a path",
        edits: &[("/a/{id}:", "/b/{id}.json:")],
        says: &[
            "get_a: addition (wire): request changed: `GET /a/{id}` -> `GET /b/{id}.json`",
            "put_a: addition (wire): request changed: `PUT /a/{id}` -> `PUT /b/{id}.json`",
        ],
    },
    Row {
        change: "the media types",
        edits: &[
            (
                "      operationId: put-a\n",
                "      operationId: put-a\n      consumes: [application/merge-patch+json]\n",
            ),
            (
                "      operationId: get-a\n",
                "      operationId: get-a\n      produces: [application/hal+json]\n",
            ),
        ],
        says: &[
            "get_a: addition (wire): Accept media type changed: the default -> `application/hal+json`",
            "put_a: addition (wire): body media type changed: the default -> `application/merge-patch+json`",
        ],
    },
    Row {
        change: "a response that may have no body",
        edits: &[(
            "responses: {200: {description: OK, schema: {$ref: '#/definitions/Thing'}}}",
            "responses: {200: {description: OK, schema: {$ref: '#/definitions/Thing'}}, 202: {description: later}}",
        )],
        says: &[
            "get_a: breaking (retyped): output type changed: `models::Thing` -> `Option<models::Thing>`",
        ],
    },
    Row {
        change: "the notation of a path",
        edits: &[("/a/{id}:", "'/a/[id]':")],
        says: &[],
    },
    Row {
        change: "a parameter of a path",
        edits: &[("/a/{id}:", "/a/{key}:")],
        says: &[
            "get_a: breaking (renamed): field `key` renamed, was `id`",
            "get_a: docs (documentation): request changed: `GET /a/{key}`",
            "put_a: breaking (renamed): field `key` renamed, was `id`",
            "put_a: docs (documentation): request changed: `PUT /a/{key}`",
        ],
    },
    Row {
        change: "an operation",
        edits: &[(
            "definitions:",
            "  /b:\n    get: {operationId: get-b, responses: {204: {description: none}}}\ndefinitions:",
        )],
        says: &["get_b: addition (added): function `get_b` added, with `GetBParams`"],
    },
    Row {
        change: "a short name",
        edits: &[(
            "operationId: list",
            "operationId: list\n      x-rust-alias: all",
        )],
        says: &[
            "list: addition (added): function `all` added: short for `list`, with `AllParams` and `all_items`",
        ],
    },
    Row {
        change: "a list in pages with a short name",
        edits: &[
            ("tags: [A]\n", "tags: [A]\n      x-rust-alias: one\n"),
            (
                "description: Zs}\n      responses: {200: {description: OK, schema: {$ref: '#/definitions/Thing'}}}",
                "description: Zs}\n      - {in: query, name: page, type: integer}\n      - {in: query, name: per_page, type: integer}\n      responses: {200: {description: OK, schema: {type: array, items: {$ref: '#/definitions/Thing'}}}}",
            ),
        ],
        says: &[
            "get_a: breaking (retyped): output type changed: `models::Thing` -> `Vec<models::Thing>`",
            "get_a: addition (added): function `one` added: short for `get_a`, with `OneParams` and `one_items`",
            "get_a: addition (added): function `get_a_items` added: the items of all pages",
            "get_a: addition (added): field `page` added: `Option<i64>`, query parameter `\"page\"`",
            "get_a: addition (added): field `per_page` added: `Option<i64>`, query parameter `\"per_page\"`",
        ],
    },
    Row {
        change: "a parameter with the name of a function",
        edits: &[(
            "      - {name: x, in: query,",
            "      - {name: send, in: query, type: string}\n      - {name: x, in: query,",
        )],
        says: &[
            "get_a: breaking (removed): function `send` removed: it is the setter of a field",
            "get_a: addition (added): field `send` added: `Option<String>`, query parameter `\"send\"`",
        ],
    },
    Row {
        change: "a list in pages",
        edits: &[
            ("/list:", "/gone:"),
            ("operationId: list", "operationId: gone"),
        ],
        says: &[
            "gone: addition (added): function `gone` added, with `GoneParams` and `gone_items`",
            "list: breaking (removed): function `list` removed, with `ListParams` and `list_items`",
        ],
    },
    Row {
        change: "the name of a list in pages",
        edits: &[("operationId: list", "operationId: list-all")],
        says: &[
            "list_all: breaking (renamed): function `list_all` renamed, was `list`",
            "list_all: breaking (renamed): struct `ListAllParams` renamed, was `ListParams`",
            "list_all: breaking (renamed): function `list_all_items` renamed, was `list_items`",
        ],
    },
    Row {
        change: "a list that is whole now",
        edits: &[(
            "      - {in: query, name: page, type: integer, minimum: 1}\n",
            "",
        )],
        says: &[
            "list: breaking (removed): function `list_items` removed: the list has no pages any more",
            "list: breaking (removed): field `page` removed, was `Option<i64>`",
        ],
    },
    Row {
        change: "a list that comes in pages now",
        edits: &[
            ("in: query, name: page", "in: header, name: page"),
            (
                "      - {name: z, in: query, type: array, items: {type: string}, description: Zs}\n      responses: {200: {description: OK, schema: {$ref: '#/definitions/Thing'}}}",
                "      - {name: z, in: query, type: array, items: {type: string}, description: Zs}\n      - {in: query, name: page, type: integer}\n      - {in: query, name: per_page, type: integer}\n      responses: {200: {description: OK, schema: {type: array, items: {$ref: '#/definitions/Thing'}}}}",
            ),
        ],
        says: &[
            "get_a: breaking (retyped): output type changed: `models::Thing` -> `Vec<models::Thing>`",
            "get_a: addition (added): function `get_a_items` added: the items of all pages",
            "get_a: addition (added): field `page` added: `Option<i64>`, query parameter `\"page\"`",
            "get_a: addition (added): field `per_page` added: `Option<i64>`, query parameter `\"per_page\"`",
            "list: breaking (removed): function `list_items` removed: the list has no pages any more",
            "list: addition (moved): field `page` moved in the request: query parameter `\"page\"` -> header parameter `\"page\"`",
        ],
    },
    Row {
        change: "the numbers of pages",
        edits: &[
            (
                "name: page, type: integer, minimum: 1",
                "name: page, type: integer, minimum: 0",
            ),
            (
                "name: limit, type: integer, maximum: 100",
                "name: limit, type: integer",
            ),
        ],
        says: &[
            r#"list: addition (wire): function `list_items` pages changed: `"page"` from 1, `"limit"` up to 100 -> `"page"` from 0, `"limit"`"#,
            "list: docs (documentation): field `page` constraints changed: `minimum 0`",
            "list: docs (documentation): field `limit` constraints removed",
        ],
    },
    Row {
        change: "an output",
        edits: &[(
            "schema: {$ref: '#/definitions/Thing'}",
            "schema: {type: array, items: {$ref: '#/definitions/Thing'}}",
        )],
        says: &[
            "get_a: breaking (retyped): output type changed: `models::Thing` -> `Vec<models::Thing>`",
        ],
    },
    Row {
        change: "an optional parameter",
        edits: &[(
            "      - {name: z,",
            "      - {name: w, in: query, type: boolean}\n      - {name: z,",
        )],
        says: &[
            r#"get_a: addition (added): field `w` added: `Option<bool>`, query parameter `"w"`"#,
        ],
    },
    Row {
        change: "a required parameter",
        edits: &[(
            "      - {name: z,",
            "      - {name: w, in: header, type: number, required: true}\n      - {name: z,",
        )],
        says: &[
            r#"get_a: breaking (added): field `w` added, required: `f64`, header parameter `"w"`; a new argument of `new(id, x, y, w)`"#,
        ],
    },
    Row {
        change: "a parameter that becomes optional",
        edits: &[(
            "in: query, type: string, required: true",
            "in: query, type: string",
        )],
        says: &[
            "get_a: breaking (optional): field `x` now optional: `String` -> `Option<String>`; no longer an argument of `new(id, y)`",
        ],
    },
    Row {
        change: "a parameter's type",
        edits: &[(
            "in: query, type: integer",
            "in: query, type: string, format: date-time",
        )],
        says: &["get_a: breaking (retyped): field `y` type changed: `i64` -> `Timestamp`"],
    },
    Row {
        change: "a parameter's values",
        edits: &[(
            "in: query, type: array, items: {type: string}",
            "in: query, type: array, items: {type: string, enum: [a]}",
        )],
        says: &[
            "get_a: breaking (retyped): field `z` type changed: `Option<Vec<String>>` -> `Option<Vec<models::GetAZItem>>`",
            "GetAZItem: addition (added): enum `GetAZItem` added",
        ],
    },
    Row {
        change: "a parameter's description",
        edits: &[("description: Zs", "description: All Zs")],
        says: &["get_a: docs (documentation): field `z` description changed: `All Zs`"],
    },
    Row {
        change: "a parameter's place",
        edits: &[("{name: x, in: query", "{name: x, in: header")],
        says: &[
            r#"get_a: addition (moved): field `x` moved in the request: query parameter `"x"` -> header parameter `"x"`"#,
        ],
    },
    Row {
        change: "a parameter's wire name",
        edits: &[(
            "{name: z, in: query",
            "{name: 'z[]', in: query, collectionFormat: csv",
        )],
        says: &[
            r#"get_a: addition (wire): field `z` wire name changed: query parameter `"z"` -> query parameter `"z[]"`"#,
        ],
    },
    Row {
        change: "a parameter's notation",
        edits: &[(
            "{name: z, in: query",
            "{name: z, in: query, collectionFormat: multi",
        )],
        says: &[
            "get_a: addition (wire): field `z` list format changed: items joined by ',' -> a pair for each item",
        ],
    },
    Row {
        change: "an argument that is taken away",
        edits: &[(
            "      - {name: y, in: query, type: integer, required: true}\n",
            "",
        )],
        says: &[
            "get_a: breaking (removed): field `y` removed, was `i64`; no longer an argument of `new(id, x)`",
        ],
    },
    Row {
        change: "a name that is taken now",
        edits: &[(
            "    put:\n      operationId: put-a\n      parameters:\n",
            "    put:\n      operationId: put-a\n      parameters:\n      - {name: name, in: query, type: string}\n",
        )],
        says: &[
            "put_a: breaking (renamed): field `thing_name` renamed, was `name`",
            r#"put_a: addition (added): field `name` added: `Option<String>`, query parameter `"name"`"#,
        ],
    },
    Row {
        change: "a field that may be null",
        edits: &[(
            "name: {type: string}",
            "name: {type: string, x-nullable: true}",
        )],
        says: &[
            "put_a: breaking (retyped): field `name` type changed: `Option<String>` -> `Nullable<String>`",
            "put_a: addition (added): function `clear_name` added: sends null",
        ],
    },
    Row {
        change: "a field with a type of its own",
        edits: &[(
            "name: {type: string}",
            "name: {type: string, x-rust-type: Name}",
        )],
        says: &[
            "put_a: breaking (retyped): field `name` type changed: `Option<String>` -> `Option<models::Name>`",
            "Name: addition (added): newtype `Name` added",
        ],
    },
    Row {
        change: "the limits of a parameter",
        edits: &[(
            "{name: y, in: query, type: integer,",
            "{name: y, in: query, type: integer, minimum: 1, maximum: 9,",
        )],
        says: &["get_a: docs (documentation): field `y` constraints added: `minimum 1, maximum 9`"],
    },
    Row {
        change: "what a group is about",
        edits: &[(
            "schemes: [https]\n",
            "schemes: [https]\ntags: [{name: A, description: All}]\n",
        )],
        says: &["client: docs (documentation): tags added: `A: All`"],
    },
    Row {
        change: "an envelope",
        edits: &[(
            "            thing:\n              properties:",
            "            object:\n              properties:",
        )],
        says: &[
            r#"put_a: addition (moved): field `name` moved in the request: body field `"name"` in `"thing"` -> body field `"name"` in `"object"`"#,
            r#"put_a: addition (moved): field `sort` moved in the request: body field `"sort"` in `"thing"` -> body field `"sort"` in `"object"`"#,
        ],
    },
    Row {
        change: "a body without an envelope",
        edits: &[(
            "            thing:\n              properties:\n                name: {type: string}\n                sort:",
            "            name: {type: string}\n            sort:",
        )],
        says: &[
            r#"put_a: addition (moved): field `name` moved in the request: body field `"name"` in `"thing"` -> body field `"name"`"#,
            r#"put_a: addition (moved): field `sort` moved in the request: body field `"sort"` in `"thing"` -> body field `"sort"`"#,
        ],
    },
    Row {
        change: "the order of arguments",
        edits: &[
            (
                "      - {name: x, in: query, type: string, required: true}\n",
                "",
            ),
            (
                "      - {name: z,",
                "      - {name: x, in: query, type: string, required: true}\n      - {name: z,",
            ),
        ],
        says: &[
            "get_a: breaking (reordered): function `new` arguments reordered: `new(id, x, y)` -> `new(id, y, x)`",
        ],
    },
    Row {
        change: "the order of the rest",
        edits: &[
            ("                name: {type: string}\n", ""),
            (
                "sort: {type: string, enum: [one, two]}",
                "sort: {type: string, enum: [two, one]}\n                name: {type: string}",
            ),
        ],
        says: &[],
    },
];
