//! Two descriptions -> the differences of what is sent and received, each with its place.
//!
//! Places have our names: `GET /pages/{page_id}/incidents query limit`, `Incident.metadata`. What only one side has is not
//! compared further. Sample values, the order of things, and names that are not sent make no difference.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use statuspage_codegen_core::Api;
use statuspage_codegen_core::api::{BodyFormat, Model, Operation, Type};

use super::side::{Form, Member, Origin, Side, Value, parameters};
use super::texts::Texts;
use crate::document::route;

/// A difference.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Difference {
    pub(super) place: String,
    /// What differs. It is the same in each download of the same page.
    pub(super) what: String,
}

/// What only the page has.
pub(super) enum Addition<'a> {
    Operation(&'a Operation),
    /// A parameter of an operation of ours, or the first field of a body.
    Parameter(&'a Operation, Member<'a>),
    /// A field of a body, next to this one of ours.
    BodyField(Origin<'a>, Member<'a>),
    Field(&'a Model, Member<'a>),
    Value(&'a Model, &'a str),
}

/// What a comparison finds.
pub(super) struct Comparison<'a> {
    pub(super) ours: Side<'a>,
    pub(super) page: Side<'a>,
    pub(super) differences: BTreeSet<Difference>,
    /// The additions by the place of their difference.
    pub(super) additions: BTreeMap<String, Addition<'a>>,
    /// The page's texts.
    pub(super) texts: Texts,
    /// Our model for each of the page's models in the same place.
    pub(super) models: BTreeMap<&'a str, &'a Model>,
    /// The pairs of models that were compared, which may contain themselves.
    pub(super) visited: BTreeSet<(&'a str, &'a str)>,
}

pub(super) const ONLY_OURS: &str = "only ours";
const ONLY_PAGE: &str = "only on the page";

/// Returns an operation as places show it: the suffix `.json` is optional.
pub(super) fn request(operation: &Operation) -> String {
    let path = operation.path.to_string();
    let path = path.strip_suffix(".json").unwrap_or(&path);
    format!("{} {path}", operation.method)
}

/// Compares our description with the page's.
pub(super) fn compare<'a>(ours: &'a Api, page: &'a Api) -> Comparison<'a> {
    let mut comparison = Comparison {
        ours: Side::new(ours),
        page: Side::new(page),
        differences: BTreeSet::new(),
        additions: BTreeMap::new(),
        texts: Texts::default(),
        models: BTreeMap::new(),
        visited: BTreeSet::new(),
    };
    comparison.apis(ours, page);
    comparison
}

impl<'a> Comparison<'a> {
    pub(super) fn differ(&mut self, place: impl Into<String>, what: impl Into<String>) {
        let (place, what) = (place.into(), what.into());
        self.differences.insert(Difference { place, what });
    }

    /// Reports a value that differs, if it does.
    pub(super) fn values(
        &mut self,
        place: &str,
        what: &str,
        values: [impl Display + PartialEq; 2],
    ) {
        let [ours, page] = values;
        if ours != page {
            self.differ(place, format!("{what}: ours {ours}, page {page}"));
        }
    }

    pub(super) fn flags(&mut self, place: &str, what: &str, flags: [bool; 2]) {
        match flags {
            [true, false] => self.differ(place, format!("{what}: {ONLY_OURS}")),
            [false, true] => self.differ(place, format!("{what}: {ONLY_PAGE}")),
            _ => {}
        }
    }

    /// Reports what only the page has. `None` if it cannot be added to our description by itself.
    pub(super) fn addition(&mut self, place: String, addition: Option<Addition<'a>>) {
        self.differ(&*place, ONLY_PAGE);
        self.additions
            .extend(addition.map(|addition| (place, addition)));
    }

    fn apis(&mut self, ours: &'a Api, page: &'a Api) {
        let server = |api: &'a Api| api.server.as_deref().unwrap_or("none");
        self.values("base URL", "value", [ours, page].map(server));
        let by_route = |api: &'a Api| -> BTreeMap<String, &'a Operation> {
            let operations = api.operations.iter();
            operations
                .map(|found| (route(&request(found)), found))
                .collect()
        };
        let mut page = by_route(page);
        for (route, ours) in by_route(ours) {
            let place = request(ours);
            match page.remove(&route) {
                Some(page) => self.operation(&place, ours, page),
                None => self.differ(place, ONLY_OURS),
            }
        }
        for operation in page.into_values() {
            let addition = Addition::Operation(operation);
            self.addition(request(operation), Some(addition));
        }
    }

    fn operation(&mut self, place: &str, ours: &'a Operation, page: &'a Operation) {
        let text =
            [&page.summary, &page.description].map(|text| text.as_deref().unwrap_or_default());
        self.texts.add(place, &text.join(" "));
        self.flags(place, "deprecated", [ours.deprecated, page.deprecated]);
        let media_type =
            |found: &'a Operation| found.media_type.as_deref().unwrap_or("the default");
        self.values(
            place,
            "media type of the body",
            [ours, page].map(media_type),
        );
        let [ours_sent, page_sent] = [ours, page].map(parameters);
        let in_body = |member: &&Member<'a>| member.name.starts_with("body ");
        let has_body = ours_sent.iter().any(|member| in_body(&member));
        let neighbour = ours_sent
            .iter()
            .find(in_body)
            .and_then(|found| found.origin);
        self.members(&format!("{place} "), ours_sent, page_sent, |member| {
            match neighbour.filter(|_| in_body(&&member) && !member.is_rest()) {
                Some(neighbour) => Some(Addition::BodyField(neighbour, member)),
                // Without a field of ours next to it, its place is unknown.
                _ if has_body && in_body(&&member) => None,
                None => Some(Addition::Parameter(ours, member)),
            }
        });
        self.response(&format!("{place} response"), ours, page);
    }

    fn response(&mut self, place: &str, ours: &'a Operation, page: &'a Operation) {
        let status = |found: &Operation| {
            found
                .status
                .map_or("none".to_owned(), |status| status.to_string())
        };
        self.values(place, "status", [ours, page].map(status));
        let errors = |found: &'a Operation| -> BTreeSet<&'a str> {
            let statuses = found.statuses.iter().map(String::as_str);
            statuses
                .filter(|status| {
                    found
                        .status
                        .is_none_or(|success| *status != success.to_string())
                })
                .collect()
        };
        let both = [ours, page].map(errors);
        for status in both.iter().flatten() {
            let listed = both.each_ref().map(|found| found.contains(status));
            self.flags(&format!("{place} {status}"), "listed", listed);
        }
        let accept = |found: &'a Operation| found.accept.as_deref().unwrap_or("the default");
        self.values(place, "media type", [ours, page].map(accept));
        // A body that is not described counts as no body.
        let output = |found: &'a Operation| match found.body_format {
            BodyFormat::Any => Value::Type(&Type::Unit),
            _ => Value::Type(&found.output),
        };
        let mut of_page = output(page);
        if let (Some(envelope), Form::Object(_, fields)) =
            (&ours.optional_envelope, self.page.form(&of_page))
            && let [Member { name, value, .. }] = fields.as_slice()
            && name == envelope
        {
            let what = format!("envelope `{envelope}`: ours optional, page always");
            self.differ(place, what);
            of_page = value.clone();
        }
        self.value(place, &output(ours), &of_page);
    }
}
