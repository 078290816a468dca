//! Changes of models, one at a time.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    Row {
        change: "a field of a model",
        edits: &[(
            "      note: {",
            "      more: {type: boolean}\n      note: {",
        )],
        says: &["Thing: addition (added): field `more` added: `Option<bool>`"],
    },
    Row {
        change: "a required field of a model",
        edits: &[
            ("[id, kind]", "[id, kind, more]"),
            (
                "      note: {",
                "      more: {type: boolean}\n      note: {",
            ),
        ],
        says: &[
            "Thing: breaking (added): field `more` added, required: `bool`; a new argument of `new(id, kind, more)`",
        ],
    },
    Row {
        change: "a field that becomes required",
        edits: &[("[id, kind]", "[id, kind, note]")],
        says: &[
            "Thing: breaking (required): field `note` now required: `Option<String>` -> `String`; a new argument of `new(id, kind, note)`",
        ],
    },
    Row {
        change: "a field that becomes optional",
        edits: &[("[id, kind]", "[id]")],
        says: &[
            "Thing: breaking (optional): field `kind` now optional: `models::Kind` -> `Option<models::Kind>`; no longer an argument of `new(id)`",
        ],
    },
    Row {
        change: "a field's type",
        edits: &[("count: {type: integer}", "count: {type: number}")],
        says: &[
            "Part: breaking (retyped): field `count` type changed: `Option<i64>` -> `Option<f64>`",
        ],
    },
    Row {
        change: "a field's wire name",
        edits: &[("      note: {", "      Note: {")],
        says: &[r#"Thing: addition (wire): field `note` wire name changed: `"note"` -> `"Note"`"#],
    },
    Row {
        change: "a field's rust name",
        edits: &[("      note: {type", "      NOTE TEXT: {type")],
        says: &[
            "Thing: breaking (removed): field `note` removed, was `Option<String>`",
            "Thing: addition (added): field `note_text` added: `Option<String>`",
        ],
    },
    Row {
        change: "a field's description",
        edits: &[(", description: A note.", "")],
        says: &["Thing: docs (documentation): field `note` description removed"],
    },
    Row {
        change: "a field that must be boxed",
        edits: &[(
            "      weight: {type: number}",
            "      weight: {type: number}\n      of: {$ref: '#/definitions/Thing'}",
        )],
        says: &[
            "Thing: breaking (retyped): field `part` type changed: `Option<models::Part>` -> `Option<Box<models::Part>>`",
            "Part: addition (added): field `of` added: `Option<Box<models::Thing>>`",
        ],
    },
    Row {
        change: "the order of a model's arguments",
        edits: &[
            ("      id: {type: string}\n", ""),
            ("      note: {", "      id: {type: string}\n      note: {"),
        ],
        says: &[
            "Thing: breaking (reordered): function `new` arguments reordered: `new(id, kind)` -> `new(kind, id)`",
        ],
    },
    Row {
        change: "a model's description",
        edits: &[(
            "    description: A thing.\n",
            "    description: The thing.\n",
        )],
        says: &["Thing: docs (documentation): description changed: `The thing.`"],
    },
    Row {
        change: "a model's spelling",
        edits: &[
            ("  Part:", "  part:"),
            ("#/definitions/Part", "#/definitions/part"),
        ],
        says: &["Part: docs (documentation): name in the description changed: `part`"],
    },
    Row {
        change: "a model's name",
        edits: &[
            ("  Part:", "  Piece:"),
            ("#/definitions/Part", "#/definitions/Piece"),
        ],
        says: &["Piece: breaking (renamed): struct `Piece` renamed, was `Part`"],
    },
    Row {
        change: "a model in another's place",
        edits: &[
            (
                "  Part:\n    properties:\n      count: {type: integer}",
                "  Piece:\n    properties:\n      number: {type: integer}\n      colour: {type: string}",
            ),
            ("#/definitions/Part", "#/definitions/Piece"),
        ],
        says: &[
            "Thing: breaking (retyped): field `part` type changed: `Option<models::Part>` -> `Option<models::Piece>`",
            "Piece: addition (added): struct `Piece` added",
            "Part: breaking (removed): struct `Part` removed",
        ],
    },
    Row {
        change: "a model's form",
        edits: &[(
            "  Kind: {type: string, enum: [good, bad]}",
            "  Kind: {properties: {good: {type: boolean}}}",
        )],
        says: &["Kind: breaking (retyped): struct `Kind` kind changed: `enum` -> `struct`"],
    },
    Row {
        change: "a variant",
        edits: &[("[good, bad]", "[good, fair, bad]")],
        says: &[r#"Kind: addition (added): variant `Fair` added: `"fair"`"#],
    },
    Row {
        change: "a variant's name",
        edits: &[("[good, bad]", "[Good, good, bad]")],
        says: &[
            "Kind: breaking (renamed): variant `Good2` renamed, was `Good`",
            r#"Kind: addition (added): variant `Good` added: `"Good"`"#,
        ],
    },
    Row {
        change: "a variant's value",
        edits: &[("[good, bad]", "[GOOD, bad]")],
        says: &[r#"Kind: addition (wire): variant `Good` value changed: `"good"` -> `"GOOD"`"#],
    },
    Row {
        change: "samples",
        edits: &[
            (
                "count: {type: integer}",
                "count: {type: integer, example: 5, default: 7}",
            ),
            ("  Kind: {", "  Kind: {example: good, "),
        ],
        says: &[],
    },
    Row {
        change: "the names of two models, one in the other",
        edits: &[
            ("  Thing:", "  Article:"),
            ("#/definitions/Thing", "#/definitions/Article"),
            ("  Kind: {", "  Sort: {"),
            ("#/definitions/Kind", "#/definitions/Sort"),
        ],
        says: &[
            "Article: breaking (renamed): struct `Article` renamed, was `Thing`",
            "Sort: breaking (renamed): enum `Sort` renamed, was `Kind`",
        ],
    },
];
