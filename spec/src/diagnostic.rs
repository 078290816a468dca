//! What is wrong or odd in a description: collected, never thrown early.

use std::fmt;

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
    /// A path that cannot be split into literals and parameters.
    PathTemplate = "path-template",
    /// A path parameter is declared that the path does not have.
    UnusedPathParameter = "unused-path-parameter",
    /// A reference to a node that does not exist, or outside the document.
    DanglingReference = "dangling-reference",
    /// References or compositions that lead in a circle.
    CyclicReference = "cyclic-reference",
    /// Schemas that stand one in the other too deep to be followed.
    DeepSchema = "deep-schema",
    /// A parameter without a name or in an unknown place.
    BadParameter = "bad-parameter",
    /// The same parameter is declared twice for one operation.
    RepeatedParameter = "repeated-parameter",
    /// An operation has a body and form fields, or two bodies.
    TwoBodies = "two-bodies",
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
    /// Successful responses with different bodies: the first one is taken.
    SeveralResponses = "several-responses",
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
    /// The place, where it is known without the pointer: that of a syntax error.
    pub place: Option<Place>,
    /// What is wrong, in terms of the document.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl Diagnostic {
    /// A syntax error: its place is known from the parser, and there is no node to point to.
    pub(crate) fn syntax(place: Option<Place>, format: &str, message: &str) -> Self {
        // The parser's message ends with the place, which is told apart.
        let message = message
            .split_once(" at line ")
            .map_or(message, |(text, _)| text);
        Self {
            severity: Severity::Error,
            rule: Rule::Syntax,
            pointer: Pointer::default(),
            place,
            message: format!("not valid {format}: {message}"),
            help: "mend the text there: a description is one YAML or JSON document, which may stand between two \
                   `---` lines"
                .to_owned(),
        }
    }

    /// The diagnostic for people: file, line and column, what is wrong, and what to do.
    #[must_use]
    pub fn render(&self, source: &Source) -> String {
        let place = self.place.or_else(|| source.locate(&self.pointer));
        let place = place.map_or_else(String::new, |place| {
            format!(":{}:{}", place.line, place.column)
        });
        format!(
            "{name}{place}: {severity}[{rule}]: {message}\n  help: {help}",
            name = source.name(),
            severity = self.severity,
            rule = self.rule.as_str(),
            message = self.message,
            help = self.help,
        )
    }
}

/// The diagnostics found so far.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics(Vec<Diagnostic>);

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

    /// A diagnostic that is complete already.
    pub(crate) fn add(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    pub(crate) fn any_error(&self) -> bool {
        self.0
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    pub(crate) fn into_vec(self) -> Vec<Diagnostic> {
        self.0
    }

    fn push(
        &mut self,
        severity: Severity,
        rule: Rule,
        pointer: &Pointer,
        message: String,
        help: String,
    ) {
        self.0.push(Diagnostic {
            severity,
            rule,
            pointer: pointer.clone(),
            place: None,
            message,
            help,
        });
    }
}
