//! Lists and counts of subscribers.

use serde_json::{Map, Value, json};

use crate::http::reply::{Reply, ReplyResult};
use crate::parameters::fields::{Accepts, Field};
use crate::parameters::kind::Kind;
use crate::parameters::values::Values;
use crate::resource::Table;
use crate::resource::actions::show;
use crate::routes::lists::{self, LIMIT, PAGE_FROM_0};
use crate::routes::subscribers::{STATES, TYPES};
use crate::routes::{Action, Call, NOTHING, Operation, operations};
use crate::state::State;

pub(crate) const TYPE: Field = Field::new("type", Kind::OneOf(TYPES));
pub(crate) const STATE: Field = Field::new(
    "state",
    Kind::OneOf(&["active", "unconfirmed", "quarantined", "all"]),
);
const SORT: Kind = Kind::OneOf(&["primary", "created_at", "quarantined_at", "relevance"]);

const LIST: Accepts = Accepts::bare(&[
    Field::new("q", Kind::Text),
    TYPE,
    STATE,
    LIMIT,
    PAGE_FROM_0,
    Field::new("sort_field", SORT),
    Field::new("sort_direction", Kind::OneOf(&["asc", "desc"])),
]);

const COUNT: Accepts = Accepts::bare(&[TYPE, STATE]);

/// Whether a subscriber has the requested type and state.
pub(crate) fn fits(subscriber: &Value, values: &Values, default_state: &str) -> bool {
    let state = values.text("state").unwrap_or(default_state);
    values
        .text("type")
        .is_none_or(|kind| subscriber["mode"] == *kind)
        && (state == "all" || subscriber["_state"] == *state)
}

/// The address of a subscriber.
fn primary(subscriber: &Value) -> &str {
    let fields = [
        "endpoint",
        "phone_number",
        "email",
        "obfuscated_channel_name",
    ];
    let mut texts = fields
        .into_iter()
        .filter_map(|field| subscriber[field].as_str());
    texts.next().unwrap_or_default()
}

fn list(state: &mut State, call: &Call<'_>) -> ReplyResult {
    let values = call.input.values()?;
    let text = values.text("q").unwrap_or_default().to_lowercase();
    let sort = values.text("sort_field").unwrap_or("primary");
    let mut wrong = Vec::new();
    if sort == "relevance" && text.is_empty() {
        wrong.push("sort_field can be relevance only with q".to_owned());
    }
    if !text.is_empty() && values.text("type") == Some("slack") {
        wrong.push("q does not search Slack subscribers".to_owned());
    }
    Reply::check(&wrong)?;
    let subscribers = state.tables[Table::Subscribers].iter();
    let mut found: Vec<&Value> = subscribers
        .filter(|one| fits(one, &values, "active"))
        .filter(|one| {
            let is_searched = one["mode"] != "slack";
            text.is_empty() || (is_searched && primary(one).to_lowercase().contains(&text))
        })
        .collect();
    found.sort_by_key(|one| match sort {
        "created_at" | "quarantined_at" => one[sort].as_str().unwrap_or_default(),
        _ => primary(one),
    });
    if values.text("sort_direction") == Some("desc") {
        found.reverse();
    }
    let shown = found
        .into_iter()
        .map(|one| show(state, Table::Subscribers, one));
    Ok(lists::page_of(shown, &values))
}

/// Returns how many subscribers of each type there are: the active ones, if no state is given.
fn count(state: &mut State, call: &Call<'_>) -> ReplyResult {
    let values = call.input.values()?;
    let counts = TYPES.iter().map(|&kind| {
        let subscribers = state.tables[Table::Subscribers].iter();
        let fitting =
            subscribers.filter(|one| one["mode"] == *kind && fits(one, &values, "active"));
        (kind.to_owned(), fitting.count().into())
    });
    Ok(Reply::ok(Value::Object(counts.collect())))
}

fn histogram(state: &State) -> Reply {
    let mut histogram = Map::new();
    for &kind in TYPES {
        let of_type = state.tables[Table::Subscribers].iter();
        let of_type: Vec<&Value> = of_type.filter(|one| one["mode"] == *kind).collect();
        let mut counts = json!({ "total": of_type.len() });
        for &state in STATES {
            let fitting = of_type.iter().filter(|one| one["_state"] == *state);
            counts[state] = fitting.count().into();
        }
        histogram.insert(kind.to_owned(), counts);
    }
    Reply::ok(histogram.into())
}

pub(crate) const OPERATIONS: &[Operation] = operations! {
    GET "pages/{}/subscribers" => Action::Run(&LIST, list),
    POST "pages/{}/subscribers" => Action::Create(Table::Subscribers),
    GET "pages/{}/subscribers/count" => Action::Run(&COUNT, count),
    GET "pages/{}/subscribers/histogram_by_state" =>
        Action::Run(NOTHING, |state, _| Ok(histogram(state))),
    GET "pages/{}/subscribers/unsubscribed" => Action::List(Table::Unsubscribed),
};
