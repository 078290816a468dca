//! What is wrong or odd in a description: collected, never thrown early.

use std::collections::BTreeSet;
use std::fmt;

use crate::hidden::shown;
use crate::pointer::Pointer;
use crate::source::{Place, Source};

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Code is generated all the same; something was mended or guessed.
    Warning,
    /// No code can be generated that would send or receive this correctly.
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
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    /// The text is no YAML or JSON.
    Syntax = "syntax",
    /// The document is of a version that is not read.
    UnknownVersion = "unknown-version",
    /// The document has no paths.
    NoPaths = "no-paths",
    /// A node is of another kind than the format says.
    WrongKind = "wrong-kind",
    /// An operation or a parameter has a key that the format does not have.
    UnknownKey = "unknown-key",
    /// A mapping has the same key twice: the first is taken.
    RepeatedKey = "repeated-key",
    /// A merge key of YAML 1.1, `<<`, which is not followed.
    MergeKey = "merge-key",
    /// A path that cannot be split into literals and parameters, or is written in a way of its own.
    PathTemplate = "path-template",
    /// A path parameter is declared that the path does not have, or has by another name.
    UnusedPathParameter = "unused-path-parameter",
    /// A reference to a node that does not exist, or outside the document.
    DanglingReference = "dangling-reference",
    /// References or compositions that lead in a circle.
    CyclicReference = "cyclic-reference",
    /// A parameter without a name or in an unknown place.
    BadParameter = "bad-parameter",
    /// The same parameter is declared twice for one operation, or one that differs only by case or punctuation.
    RepeatedParameter = "repeated-parameter",
    /// An operation has a body and form fields, or two bodies.
    TwoBodies = "two-bodies",
    /// A media type that is neither JSON nor that of a form.
    MediaType = "media-type",
    /// An operation has no operationId.
    MissingOperationId = "missing-operation-id",
    /// Two operations have the same operationId, or ids that give the same function.
    DuplicateOperationId = "duplicate-operation-id",
    /// A type that is not known: the value is free JSON.
    UnknownType = "unknown-type",
    /// An `x-rust-type` at what is no plain string, or an `x-propertyNames` that gives no string: it is passed over.
    RustType = "rust-type",
    /// A `collectionFormat` that is not known, or that this place cannot have.
    CollectionFormat = "collection-format",
    /// A property is required that the object does not have.
    UnknownProperty = "unknown-property",
    /// A schema says something that the generated type has no place for.
    LeftOut = "left-out",
    /// Successful responses with different bodies: the first one is taken.
    SeveralResponses = "several-responses",
    /// A response is listed under what is no status code.
    ResponseStatus = "response-status",
    /// A method that is not known, or has blanks around it.
    Method = "method",
    /// An operation is to be skipped that the document does not have.
    UnknownOperation = "unknown-operation",
    /// Nested too deep, or put together from too much, to be read.
    TooLarge = "too-large",
}

/// One thing that is wrong or odd in a description.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// The rule that it comes from.
    pub rule: Rule,
    /// The node that it is about.
    pub pointer: Pointer,
    /// The place, where it is known: that of a syntax error, else after [`locate_all`](Self::locate_all).
    pub place: Option<Place>,
    /// What is wrong, in terms of the document.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// The operations that an error is about, by operationId, or by method and path where there is none: a reading
    /// [without](crate::read_without) them does not have it.
    pub operations: Box<[String]>,
}

impl Diagnostic {
    /// A syntax error: its place is known from the parser, and there is no node to point to.
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

    /// Finds the places of many at once: to print one without its place reads the text again.
    pub fn locate_all(diagnostics: &mut [Self], source: &Source) {
        let places = source.locate_all(diagnostics.iter().map(|found| &found.pointer));
        for (diagnostic, place) in diagnostics.iter_mut().zip(places) {
            diagnostic.place = diagnostic.place.or(place);
        }
    }

    /// The diagnostic for people: file, line and column, what is wrong, and what to do.
    #[must_use]
    pub fn render(&self, source: &Source) -> String {
        let (headline, _) = self.headline(source);
        format!("{headline}\n  help: {}", self.help)
    }

    /// The same, with the line of the text that it is about.
    #[must_use]
    pub fn render_quoted(&self, source: &Source) -> String {
        let (headline, place) = self.headline(source);
        let quote = place.and_then(|place| source.quote(place));
        let quote = quote.map_or_else(String::new, |quote| format!("\n{quote}"));
        format!("{headline}{quote}\n  help: {}", self.help)
    }

    /// Where, and what is wrong; with the place, if it is known.
    fn headline(&self, source: &Source) -> (String, Option<Place>) {
        let place = self.place.or_else(|| source.locate(&self.pointer));
        let shown = place.map_or_else(String::new, |place| {
            format!(":{}:{}", place.line, place.column)
        });
        let headline = format!(
            "{name}{shown}: {severity}[{rule}]: {message}",
            name = source.name(),
            severity = self.severity,
            rule = self.rule.as_str(),
            message = self.message,
        );
        (headline, place)
    }
}

/// The diagnostics found so far, each once: one node may be part of many others.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics {
    found: Vec<Diagnostic>,
    told: BTreeSet<(Rule, Pointer, String)>,
}

impl Diagnostics {
    pub(crate) fn error(
        &mut self,
        rule: Rule,
        pointer: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(Severity::Error, rule, pointer, message.into(), help.into());
    }

    pub(crate) fn warning(
        &mut self,
        rule: Rule,
        pointer: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(
            Severity::Warning,
            rule,
            pointer,
            message.into(),
            help.into(),
        );
    }

    /// Adds a diagnostic that is complete already, if there is one.
    pub(crate) fn extend(&mut self, diagnostic: Option<Diagnostic>) {
        self.found.extend(diagnostic);
    }

    pub(crate) fn any_error(&self) -> bool {
        self.found
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// All of them, in the order of finding. An error says all that a warning of the same rule at the same node does.
    pub(crate) fn into_vec(mut self) -> Vec<Diagnostic> {
        let errors: BTreeSet<(Rule, Pointer)> = self
            .found
            .iter()
            .filter(|found| found.severity == Severity::Error)
            .map(|found| (found.rule, found.pointer.clone()))
            .collect();
        self.found.retain(|found| {
            found.severity == Severity::Error
                || !errors.contains(&(found.rule, found.pointer.clone()))
        });
        self.found
    }

    fn push(
        &mut self,
        severity: Severity,
        rule: Rule,
        pointer: &Pointer,
        message: String,
        help: String,
    ) {
        let (message, help) = (shown(message), shown(help));
        if self.told.insert((rule, pointer.clone(), message.clone())) {
            self.found.push(Diagnostic {
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
