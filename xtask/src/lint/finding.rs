//! A finding of lint, from the reader or from one of lint's own rules.

use serde_json::{Value, json};
use statuspage_codegen_core::{Diagnostic, Place, Pointer, Severity, Source};

use super::rules::Rule;

#[derive(Debug)]
pub(super) struct Finding {
    pub(super) severity: Severity,
    pub(super) rule: &'static str,
    /// The node that it is about.
    pub(super) pointer: Pointer,
    /// The place of that node; known at once for a syntax error, otherwise after [`locate_all`].
    pub(super) place: Option<Place>,
    pub(super) message: String,
    pub(super) help: String,
    /// The overlay action that corrects it.
    pub(super) suggestion: Option<Value>,
}

impl Finding {
    /// Creates a finding of one of lint's own rules. It is a warning: the reader reports what makes code impossible.
    pub(super) fn new(rule: &'static Rule, pointer: &Pointer, message: String) -> Self {
        Self {
            severity: Severity::Warning,
            rule: rule.name,
            pointer: pointer.clone(),
            place: None,
            message,
            help: rule.help.to_owned(),
            suggestion: None,
        }
    }

    pub(super) fn suggest(mut self, action: Value) -> Self {
        self.suggestion = Some(action);
        self
    }

    /// Returns the finding as the command's documentation describes it.
    pub(super) fn json(&self, source: &Source) -> Value {
        json!({
            "file": source.of(&self.pointer).name(),
            "rule": self.rule,
            "severity": self.severity.to_string(),
            "message": self.message,
            "help": self.help,
            "line": self.place.map(|place| place.line),
            "column": self.place.map(|place| place.column),
            "pointer": self.pointer.to_string(),
            "suggestion": self.suggestion,
        })
    }
}

/// Finds the places in the text.
pub(super) fn locate_all(findings: &mut [Finding], source: &Source) {
    let places = source.locate_all(findings.iter().map(|finding| &finding.pointer));
    for (finding, place) in findings.iter_mut().zip(places) {
        finding.place = finding.place.or(place);
    }
}

impl From<Diagnostic> for Finding {
    fn from(diagnostic: Diagnostic) -> Self {
        Self {
            severity: diagnostic.severity,
            rule: diagnostic.rule.as_str(),
            pointer: diagnostic.pointer,
            place: diagnostic.place,
            message: diagnostic.message,
            help: diagnostic.help,
            suggestion: None,
        }
    }
}
