//! What a later part of `allOf` leaves unsaid comes from the earlier one.

use super::outcome;

/// The lines of a struct, by the name of its definition.
fn fields(text: &str, name: &str) -> Vec<String> {
    let outcome = outcome(text);
    let struct_line = format!("struct {name} ({name})");
    let lines = outcome.lines().skip_while(|line| *line != struct_line);
    let fields = lines.skip(1).take_while(|line| line.starts_with("  "));
    let fields: Vec<_> = fields.map(|line| line.trim().to_owned()).collect();
    assert!(!fields.is_empty(), "{name}\n{outcome}");
    fields
}

/// A document with these definitions; the operation sends and receives `Kid`.
fn with(definitions: &str) -> String {
    format!(
        "paths: {{/kids: {{post: {{operationId: addKid, parameters: [{{name: body, in: body, required: true, schema: {{$ref: \
         '#/definitions/Kid'}}}}], responses: {{200: {{description: ok, schema: {{$ref: '#/definitions/Kid'}}}}}}}}}}}}\n\
         definitions:\n{definitions}"
    )
}

const BASE: &str = "
  Base:
    type: object
    required: [factor]
    properties:
      factor: {type: string, enum: [call, web]}
      text: {type: string, maxLength: 9}
      when: {type: string, format: date-time}
      list: {type: array, items: {type: integer}}
      nested: {$ref: '#/definitions/Nested'}
      secret: {type: string, format: password}
      empty: {type: string, x-nullable: true}
      secrets: {type: array, items: {type: string, format: password}}
      map: {additionalProperties: {type: array, items: {type: string, format: date}}}
      inline: {type: object, properties: {a: {type: string, format: password}, b: {type: integer}}}
      answer: {type: string, readOnly: true}
  Nested: {type: object, properties: {n: {type: integer}}}
";

#[test]
fn words_and_limits_leave_the_type() {
    let kid = "
  Kid:
    allOf:
      - $ref: '#/definitions/Base'
      - type: object
        properties:
          factor: {example: call}
          text: {description: said again}
          when: {default: '2026-01-01T00:00:00Z'}
          list: {items: {title: one}}
          nested: {readOnly: false, description: again}
          secret: {maxLength: 3}
          empty: {description: again}
          secrets: {type: array, items: {description: again}}
          map: {type: object, additionalProperties: {items: {minLength: 10}}}
          inline: {properties: {a: {description: again}, c: {type: boolean}}}
          answer: {readOnly: false}
";
    let text = with(&(BASE.to_owned() + kid));
    assert_eq!(
        fields(&text, "Kid"),
        [
            "factor: BaseFactor = \"factor\"",
            "text: string? = \"text\", maxLength 9",
            "when: datetime? = \"when\"",
            "list: [integer]? = \"list\"",
            "nested: Nested? = \"nested\"",
            "secret: secret? = \"secret\", maxLength 3",
            "empty: string? = \"empty\"",
            "secrets: [secret]? = \"secrets\"",
            "map: map of string to [date]? = \"map\"",
            "inline: KidInline? = \"inline\"",
            "answer: string? = \"answer\"",
        ]
    );
    let all = outcome(&text);
    for part in [
        "struct KidInline (Kid inline)\n  a: secret? = \"a\"\n  b: integer? = \"b\"\n  c: boolean? = \"c\"\n",
        "empty: string? or clear_empty() = body \"empty\"",
        "answer: string? = body \"answer\"",
    ] {
        assert!(all.contains(part), "{part}\n{all}");
    }
}

#[test]
fn what_a_later_part_says_wins() {
    let kid = "
  Kid:
    allOf: [{$ref: '#/definitions/Base'}]
    properties:
      factor: {enum: [call]}
      text: {type: integer}
      when: {format: date}
      list: {items: {type: string}}
      nested: {$ref: '#/definitions/Other'}
      secret: {type: object, properties: {a: {type: string}}}
      empty: {x-nullable: false}
  Other: {type: object, properties: {o: {type: integer}}}
";
    let text = with(&(BASE.to_owned() + kid));
    let fields = fields(&text, "Kid");
    for field in [
        "factor: KidFactor = \"factor\"",
        "text: integer? = \"text\"",
        "when: date? = \"when\"",
        "list: [string]? = \"list\"",
        "nested: Other? = \"nested\"",
        "secret: KidSecret? = \"secret\"",
    ] {
        assert!(fields.contains(&field.to_owned()), "{field}\n{fields:?}");
    }
    let all = outcome(&text);
    assert!(all.contains("empty: string? = body \"empty\""), "{all}");
    assert!(
        all.contains("enum KidFactor (Kid factor)\n  Call = \"call\"\n"),
        "{all}"
    );
}

#[test]
fn several_levels_and_parts_are_put_together_in_order() {
    let text = with(
        "
  A: {properties: {s: {type: string, enum: [x, y]}, o: {type: object, properties: {a: {type: string}}}}}
  B: {properties: {s: {description: again}, o: {properties: {b: {type: string, format: password}}}}}
  Mid: {allOf: [{$ref: '#/definitions/A'}], properties: {s: {maxLength: 1}}}
  Kid: {allOf: [{$ref: '#/definitions/Mid'}, {$ref: '#/definitions/B'}, {properties: {o: {properties: {b: {title: b}}}}}]}
  Pair: {allOf: [{$ref: '#/definitions/A'}, {$ref: '#/definitions/B'}]}
",
    );
    assert_eq!(
        fields(&text, "Kid"),
        ["s: AS? = \"s\", maxLength 1", "o: KidO? = \"o\""]
    );
    let all = outcome(&text);
    for part in [
        // B alone says no more than before, and is not changed by what is put together with it.
        "struct B (B)\n  s: any? = \"s\"\n  o: BO? = \"o\"\nstruct BO (B o)\n  b: secret? = \"b\"\n",
        "struct KidO (Kid o)\n  a: string? = \"a\"\n  b: secret? = \"b\"\n",
        "struct PairO (Pair o)\n  a: string? = \"a\"\n  b: secret? = \"b\"\n",
    ] {
        assert!(all.contains(part), "{part}\n{all}");
    }
}

#[test]
fn json_and_inline_objects_are_put_together_too() {
    let text = r##"{"swagger": "2.0", "paths": {"/kids": {"get": {"operationId": "get-kid", "responses": {"200":
        {"description": "OK", "schema": {"type": "array", "items": {"allOf": [
            {"properties": {"key": {"type": "string", "format": "password"}, "n": {"$ref": "#/definitions/N"}}},
            {"properties": {"key": {"description": "a key"}, "n": {"description": "a number"}}}]}}}}}}},
        "definitions": {"N": {"type": "integer"}}}"##;
    let all = outcome(text);
    assert!(
        all.contains("  key: secret? = \"key\"\n  n: integer? = \"n\"\n"),
        "{all}"
    );
}

#[test]
fn objects_that_lead_back_to_themselves_end() {
    let text = with(
        "
  Base: {properties: {p: {properties: {a: {type: string}}}, q: {$ref: '#/definitions/Kid'}}}
  Kid:
    allOf:
    - $ref: '#/definitions/Base'
    - properties:
        p: {allOf: [{$ref: '#/definitions/Kid'}, {properties: {b: {type: string}}}]}
        q: {description: again}
",
    );
    assert!(fields(&text, "Kid").contains(&"q: boxed Kid? = \"q\"".to_owned()));
}

/// A description alone does not change a type or the order of the other properties.
#[test]
fn a_description_changes_nothing_but_the_description() {
    let types = [
        "{type: string}",
        "{type: string, format: password}",
        "{type: string, format: date-time, x-nullable: true}",
        "{type: string, enum: [b, a]}",
        "{type: string, x-rust-type: KidId, maxLength: 3}",
        "{type: array, items: {type: array, items: {type: string, format: password}}}",
        "{type: array, items: {type: object, properties: {a: {type: string}}}}",
        "{type: object, additionalProperties: {type: string, format: date}}",
        "{type: object, properties: {a: {type: string, enum: [a]}}, required: [a]}",
        "{$ref: '#/definitions/Other'}",
        "{allOf: [{$ref: '#/definitions/Other'}], description: other}",
        "{allOf: [{$ref: '#/definitions/Other'}, {properties: {b: {type: integer}}}]}",
        "{type: integer, minimum: 1, maximum: 2}",
        "{}",
    ];
    for again in ["{}", "{description: again}", "{title: a, example: b}"] {
        for ty in types {
            let document = |kid: &str| {
                with(&format!(
                    "  Base: {{required: [p], properties: {{before: {{type: string}}, p: {ty}, behind: {{type: string}}}}}}\n  \
                     Other: {{properties: {{o: {{type: string}}}}}}\n  Kid: {{allOf: [{{$ref: '#/definitions/Base'}}, {{properties: {{{kid}}}}}]}}\n"
                ))
            };
            let plain = outcome(&document("z: {type: string}"));
            let restated = outcome(&document(&format!("p: {again}, z: {{type: string}}")));
            assert_eq!(restated, plain, "{ty}");
        }
    }
}
