//! A finding of lint, from the reader or from one of lint's own rules.

use serde_json::{Value, json};
use statuspage_codegen_core::{Diagnostic, Place, Pointer, Severity, Source};

use super::node::Node;
use super::rules::Rule;
use super::suggestion::Action;

#[derive(Debug)]
pub(super) struct Finding {
    pub(super) severity: Severity,
    pub(super) rule: &'static str,
    /// The node that it is about.
    pub(super) pointer: Pointer,
    /// Where that node stands; known at once for a syntax error, else after [`locate_all`].
    pub(super) place: Option<Place>,
    /// What stands there, when it is a text.
    pub(super) text: Option<String>,
    pub(super) message: String,
    pub(super) help: String,
    /// The overlay action that corrects it.
    pub(super) suggestion: Option<Action>,
    /// The node that the finding was drawn from, when it is another one.
    pub(super) evidence: Option<Pointer>,
    pub(super) evidence_place: Option<Place>,
}

impl Finding {
    /// A finding of a rule of lint's own: a warning, for what makes code impossible is the reader's to find.
    pub(super) fn new(rule: &'static Rule, pointer: &Pointer, message: String) -> Self {
        Self {
            severity: Severity::Warning,
            rule: rule.name,
            pointer: pointer.clone(),
            place: None,
            text: None,
            message,
            help: rule.help.to_owned(),
            suggestion: None,
            evidence: None,
            evidence_place: None,
        }
    }

    pub(super) fn suggest(mut self, action: Action) -> Self {
        self.suggestion = Some(action);
        self
    }

    pub(super) fn because_of(mut self, evidence: Pointer) -> Self {
        self.evidence = Some(evidence);
        self
    }

    /// The finding as the command's documentation describes it.
    pub(super) fn json(&self, file: &str) -> Value {
        json!({
            "file": file,
            "rule": self.rule,
            "severity": self.severity.to_string(),
            "message": self.message,
            "help": self.help,
            "line": self.place.map(|place| place.line),
            "column": self.place.map(|place| place.column),
            "pointer": self.pointer.to_string(),
            "suggestion": self.suggestion.as_ref().map(Action::json),
        })
    }
}

/// Finds the places in the text, and the text of each node.
pub(super) fn locate_all(findings: &mut [Finding], source: &Source, root: &Node<'_>) {
    let pointers = findings.iter().map(|finding| &finding.pointer);
    let evidence = findings
        .iter()
        .filter_map(|finding| finding.evidence.as_ref());
    let mut places = source.locate_all(pointers.chain(evidence)).into_iter();
    for (finding, place) in findings.iter_mut().zip(places.by_ref()) {
        let node = root.find(&finding.pointer);
        finding.text = node.and_then(|node| node.value.as_str().map(str::to_owned));
        finding.place = finding.place.or(place);
    }
    let with_evidence = findings
        .iter_mut()
        .filter(|finding| finding.evidence.is_some());
    for (finding, place) in with_evidence.zip(places) {
        finding.evidence_place = place;
    }
}

impl From<Diagnostic> for Finding {
    fn from(diagnostic: Diagnostic) -> Self {
        Self {
            severity: diagnostic.severity,
            rule: diagnostic.rule.as_str(),
            pointer: diagnostic.pointer,
            place: diagnostic.place,
            text: None,
            message: diagnostic.message,
            help: diagnostic.help,
            suggestion: None,
            evidence: None,
            evidence_place: None,
        }
    }
}
