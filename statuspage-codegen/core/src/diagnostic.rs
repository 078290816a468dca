//! Diagnostics: errors and warnings about a description. All of them are collected and reported together.

use std::cell::RefCell;
use std::fmt;

use crate::hashed::Set;
use crate::hidden::shown;
use crate::pointer::Pointer;
use crate::source::{Place, Source};

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Code is still generated; something was corrected or guessed.
    Warning,
    /// No code is generated, because it could not send or receive this correctly.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

macro_rules! rules {
    ($($(#[doc = $docs:literal])* $variant:ident = $name:literal,)*) => {
        /// The rule that a diagnostic comes from. Its [`name`](Self::as_str) is stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Rule { $($(#[doc = $docs])* $variant,)* }

        impl Rule {
            /// Every rule.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The rule's name, in kebab case.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What the rule is about, in a sentence.
            #[must_use]
            pub fn description(self) -> &'static str {
                match self { $(Self::$variant => concat!($($docs,)*).trim_ascii(),)* }
            }
        }
    };
}

rules! {
    /// The text is not valid YAML or JSON.
    Syntax = "syntax",
    /// The document is in a format or version that is not supported.
    UnknownVersion = "unknown-version",
    /// The document has no paths.
    NoPaths = "no-paths",
    /// A node is of a different kind than the format requires.
    WrongKind = "wrong-kind",
    /// An operation or a parameter has a key that the format does not have.
    UnknownKey = "unknown-key",
    /// A mapping has the same key twice; the first one is used.
    RepeatedKey = "repeated-key",
    /// A merge key of YAML 1.1 (`<<`), which is not supported.
    MergeKey = "merge-key",
    /// A security scheme that is unknown, incomplete or not declared.
    SecurityScheme = "security-scheme",
    /// A path that cannot be split into literals and parameters, or uses an unusual notation.
    PathTemplate = "path-template",
    /// A declared path parameter is not in the path, or has another name there.
    UnusedPathParameter = "unused-path-parameter",
    /// A reference to a node that does not exist, to a file that cannot be read, or to the network.
    DanglingReference = "dangling-reference",
    /// References or compositions that lead in a circle.
    CyclicReference = "cyclic-reference",
    /// A parameter without a name, or with an unknown `in`.
    BadParameter = "bad-parameter",
    /// An operation declares the same parameter twice, or two that differ only in case or punctuation.
    RepeatedParameter = "repeated-parameter",
    /// An operation has a body and form fields, or two bodies.
    TwoBodies = "two-bodies",
    /// A media type that is neither JSON nor that of a form.
    MediaType = "media-type",
    /// An operation has no operationId.
    MissingOperationId = "missing-operation-id",
    /// Two operations have the same operationId, or ids that give the same function.
    DuplicateOperationId = "duplicate-operation-id",
    /// An `x-rust-alias` that gives a name that an operation has already.
    Alias = "alias",
    /// An unknown type: the value is untyped JSON.
    UnknownType = "unknown-type",
    /// An `x-rust-type` on something other than a plain string, or an `x-propertyNames` that is not a string type; it is ignored.
    RustType = "rust-type",
    /// An extension or a format of ours where it has no meaning, or with a value that it cannot have; it is ignored.
    Extension = "extension",
    /// A `collectionFormat` that is unknown, or not valid for this kind of parameter.
    CollectionFormat = "collection-format",
    /// `required` names a property that the object does not have.
    UnknownProperty = "unknown-property",
    /// A schema has a keyword that the generated type cannot represent.
    LeftOut = "left-out",
    /// Successful responses with different bodies; the first one is used.
    SeveralResponses = "several-responses",
    /// A response is listed under a key that is not a status code.
    ResponseStatus = "response-status",
    /// A method that is unknown, or has spaces around it.
    Method = "method",
    /// An operation to select or to skip is not in the document.
    UnknownOperation = "unknown-operation",
    /// Nested too deeply, or composed of too many parts.
    TooLarge = "too-large",
}

/// An error or a warning about a description.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// Whether it is an error or a warning.
    pub severity: Severity,
    /// The rule that it comes from.
    pub rule: Rule,
    /// The node that it is about.
    pub pointer: Pointer,
    /// The place, if it is known: always for a syntax error, otherwise after [`locate_all`](Self::locate_all).
    pub place: Option<Place>,
    /// What is wrong, in terms of the document.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// The operations that an error is about, by operationId, or by method and path if there is none. Reading the description
    /// [without](crate::Selection) them avoids the error.
    pub operations: Box<[String]>,
}

impl Diagnostic {
    /// Creates a syntax error. Its place comes from the parser, and it has no node to point to.
    pub(crate) fn syntax(place: Option<Place>, format: &str, message: &str, help: &str) -> Self {
        Self {
            severity: Severity::Error,
            rule: Rule::Syntax,
            pointer: Pointer::default(),
            place,
            message: format!("not valid {format}: {message}"),
            help: help.to_owned(),
            operations: Box::default(),
        }
    }

    /// Finds the places of many diagnostics at once. Rendering one without a place parses the text again.
    pub fn locate_all(diagnostics: &mut [Self], source: &Source) {
        let places = source.locate_all(diagnostics.iter().map(|found| &found.pointer));
        for (diagnostic, place) in diagnostics.iter_mut().zip(places) {
            diagnostic.place = diagnostic.place.or(place);
        }
    }

    /// Renders the diagnostic for people: file, line, column, what is wrong, and what to do.
    #[must_use]
    pub fn render(&self, source: &Source) -> String {
        let (headline, _) = self.headline(source);
        format!("{headline}\n  help: {}", self.help)
    }

    /// Renders the diagnostic as [`render`](Self::render) does, and quotes the line of the text that it is about.
    #[must_use]
    pub fn render_quoted(&self, source: &Source) -> String {
        let (headline, place) = self.headline(source);
        let quote = place.and_then(|place| source.of(&self.pointer).quote(place));
        let quote = quote.map_or_else(String::new, |quote| format!("\n{quote}"));
        format!("{headline}{quote}\n  help: {}", self.help)
    }

    /// Returns the first line, and the place if it is known.
    pub(crate) fn headline(&self, source: &Source) -> (String, Option<Place>) {
        let place = self.place.or_else(|| source.locate(&self.pointer));
        let shown = place.map_or_else(String::new, |place| {
            format!(":{}:{}", place.line, place.column)
        });
        let headline = format!(
            "{name}{shown}: {severity}[{rule}]: {message}",
            name = source.of(&self.pointer).name(),
            severity = self.severity,
            rule = self.rule.as_str(),
            message = self.message,
        );
        (headline, place)
    }
}

/// The diagnostics found so far, without duplicates: one node may be part of many others. Every stage shares one list.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics(RefCell<Found>);

#[derive(Debug, Default)]
struct Found {
    all: Vec<Diagnostic>,
    reported: Set<(Rule, Pointer, String)>,
}

impl Diagnostics {
    pub(crate) fn error(
        &self,
        rule: Rule,
        pointer: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(Severity::Error, rule, pointer, message.into(), help.into());
    }

    pub(crate) fn warning(
        &self,
        rule: Rule,
        pointer: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let (message, help) = (message.into(), help.into());
        self.push(Severity::Warning, rule, pointer, message, help);
    }

    /// Returns all diagnostics in the order in which they were found. A warning is dropped if there is an error of the same
    /// rule at the same node, which covers it.
    pub(crate) fn into_vec(self) -> Vec<Diagnostic> {
        let mut all = self.0.into_inner().all;
        let is_error = |found: &&Diagnostic| found.severity == Severity::Error;
        let errors = all.iter().filter(is_error);
        let errors: Set<_> = errors
            .map(|found| (found.rule, found.pointer.clone()))
            .collect();
        all.retain(|found| {
            found.severity == Severity::Error
                || !errors.contains(&(found.rule, found.pointer.clone()))
        });
        all
    }

    fn push(
        &self,
        severity: Severity,
        rule: Rule,
        pointer: &Pointer,
        message: String,
        help: String,
    ) {
        let (message, help) = (shown(message), shown(help));
        let mut found = self.0.borrow_mut();
        let key = (rule, pointer.clone(), message.clone());
        if found.reported.insert(key) {
            found.all.push(Diagnostic {
                severity,
                rule,
                pointer: pointer.clone(),
                place: None,
                message,
                help,
                operations: Box::default(),
            });
        }
    }
}
