//! The rules of lint's own: what each finds, why it matters, what to do. The reader's rules are documented at
//! `statuspage_codegen_core::Rule`.

use serde_json::{Value, json};

use crate::print::wrap;

/// A rule.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Rule {
    /// In kebab case, stable.
    pub(super) name: &'static str,
    pub(super) what: &'static str,
    pub(super) why: &'static str,
    pub(super) help: &'static str,
}

macro_rules! rules {
    ($($variable:ident: $name:literal, $what:literal, $why:literal, $help:literal;)*) => {
        $(pub(super) static $variable: Rule = Rule { name: $name, what: $what, why: $why, help: $help };)*
        /// Every rule, in the order of documentation.
        static ALL: &[&Rule] = &[$(&$variable),*];
    };
}

rules! {
    MISSING_HOST: "missing-host",
        "the document has no host",
        "nothing says where requests go, so every program has to",
        "add `host` and, where there is one, `basePath` at the document's top";
    INSECURE_SCHEME: "insecure-scheme",
        "the schemes have http, not https",
        "a key that is sent over http can be read in transit",
        "add https to `schemes`";
    BRACKET_TEMPLATE: "bracket-template",
        "a path writes a parameter as `[name]`",
        "Swagger 2.0 writes `{name}`: other tools take brackets for literal text",
        "rename the path: insert the new one as `{}` under `paths`, `copy` the old one to it, and `remove` the old one";
    UNDECLARED_PATH_PARAMETER: "undeclared-path-parameter",
        "a path has a parameter that is not declared",
        "its type and meaning are guessed: a required string without documentation",
        "declare it at the path, for all methods";
    PROSE_PARAMETER: "prose-parameter",
        "a parameter's name is prose, a heading, or a method with its path",
        "text of a scraped page became a field that the service does not know",
        "remove it, or correct its name";
    MISSING_TYPE: "missing-type",
        "a parameter or schema says nothing about its type",
        "its value is untyped JSON, which no compiler checks",
        "give it a `type`, a `$ref`, or `properties`";
    MISSING_RESPONSE_TYPE: "missing-response-type",
        "no successful response of an operation has a schema, or is known to have no body",
        "the function returns untyped JSON, which no compiler checks",
        "give the response a `schema`; if it has no body, make it a 204 or write `produces: []` at the operation";
    DANGLING_REFERENCE: "dangling-reference",
        "a reference resolves to nothing, even in a part that no code is generated from",
        "what it should describe is unknown",
        "define what it names, or write it out here";
    INVENTED_NAME: "invented-name",
        "a Rust name had to be invented, because the wire name has no ASCII letters or digits, or also other letters",
        "such a name cannot be guessed, and has no meaning",
        "correct the wire name if it is wrong; otherwise use the name in the message";
    INDISTINCT_NAME: "indistinct-name",
        "a Rust name differs from the wire name, because the plain form is taken or too long",
        "of two similar names, the one with the longer form or a number is easily confused with the other",
        "rename or remove one of them if it is wrong; otherwise use the name in the message";
    BOOLEAN_HINT: "boolean-hint",
        "a description says that a string is true or false (`t or f`, `a value of true`)",
        "the code accepts any text, but only two values are valid",
        "make it a boolean";
    ENUM_HINT: "enum-hint",
        "a description lists the values of a string (`one of a|b|c`)",
        "the code accepts any text, but only these values are valid",
        "list them as an `enum`";
    ARRAY_HINT: "array-hint",
        "a description or a name says that a string is a list (`List of`, `Array of`, `ids[]`)",
        "the code accepts one text instead of several values",
        "make it an array";
    DATE_TIME_HINT: "date-time-hint",
        "a description says that a string is a date with a time (`ISO8601`, `timestamp`)",
        "the code accepts any text, but only a timestamp is valid",
        "give it the format `date-time`";
    DATE_HINT: "date-hint",
        "a description says that a string is a date (`YYYY`)",
        "the code accepts any text, but only a date is valid",
        "give it the format `date`";
}

/// The rules as text for people.
pub(super) fn text() -> String {
    let rule = |rule: &&Rule| {
        let name = rule.name;
        let [what, why, help] = [rule.what, rule.why, rule.help].map(|text| wrap(text, 8, 8));
        format!("{name}\n  what: {what}\n  why:  {why}\n  help: {help}\n")
    };
    let rules: Vec<String> = ALL.iter().map(rule).collect();
    let readers = statuspage_codegen_core::Rule::ALL.iter();
    let reader = |rule: &statuspage_codegen_core::Rule| {
        let what = wrap(rule.description(), 8, 8);
        format!("{}\n  what: {what}\n", rule.as_str())
    };
    let readers: Vec<String> = readers.map(reader).collect();
    let (rules, readers) = (rules.concat(), readers.concat());
    format!("{rules}\nRules of the reader, which the macro reports too:\n\n{readers}")
}

/// The rules as an array of objects: `rule`, `what`, `why`, `help`.
pub(super) fn json() -> Value {
    let object = |rule: &&Rule| json!({"rule": rule.name, "what": rule.what, "why": rule.why, "help": rule.help});
    ALL.iter().map(object).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_distinct_kebab_case() {
        for (index, rule) in ALL.iter().enumerate() {
            assert!(
                rule.name
                    .bytes()
                    .all(|byte| byte == b'-' || byte.is_ascii_lowercase())
            );
            assert!(ALL[..index].iter().all(|other| other.name != rule.name));
        }
    }
}
