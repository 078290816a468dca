//! The fixtures: for each type a list of JSON values, and what remains of each one after the type has read and written it.

use std::{fs, path::PathBuf};

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use statuspage_client::models;

/// A type of the client and the fixture of the same name.
pub(crate) struct Fixture {
    pub(crate) name: &'static str,
    decode: fn(&str) -> serde_json::Result<Value>,
}

macro_rules! fixtures {
    ($($name:ident)*) => {
        &[$(Fixture { name: stringify!($name), decode: decode::<models::$name> }),*]
    };
}

/// All fixtures. Another test checks that no type is missing.
pub(crate) const FIXTURES: &[Fixture] = fixtures! {
    Page Logo StatusEmbedConfig Component ComponentUptime RelatedEvents ComponentGroupFields GroupComponent
    ComponentGroupUptime GroupRelatedEvents Incident IncidentUpdate AffectedComponent IncidentImpact IncidentTemplate
    Postmortem Subscriber SubscriberCountByType SubscriberCountByState SubscriberCountByTypeAndState
    PublicMetricsProvider MetricsProvider Metric SingleMetricAddResponse ReceivedMetricPoint MetricPoint User PageRoles
    Permissions PagePermissions PageAccessUser PageAccessGroup
};

/// A value that the service may send.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    #[serde(rename = "case")]
    pub(crate) name: String,
    pub(crate) json: Value,
    /// What remains of the value, if it is not equal.
    then: Option<Value>,
}

impl Case {
    pub(crate) fn then(&self) -> &Value {
        self.then.as_ref().unwrap_or(&self.json)
    }
}

impl Fixture {
    /// Reads a value with the type, and returns what it writes, without absent fields.
    #[track_caller]
    pub(crate) fn pass(&self, json: &Value) -> Value {
        match (self.decode)(&json.to_string()) {
            Ok(value) => value,
            Err(error) => panic!("{}: {error}: {json}", self.name),
        }
    }

    pub(crate) fn cases(&self) -> Vec<Case> {
        let text = fs::read_to_string(folder().join(format!("{}.json", self.name)));
        let cases = serde_json::from_str(&text.expect(self.name));
        cases.expect(self.name)
    }

    #[track_caller]
    pub(crate) fn case(&self, name: &str) -> Case {
        let found = self.cases().into_iter().find(|case| case.name == name);
        found.unwrap_or_else(|| panic!("{} has no case `{name}`", self.name))
    }
}

#[track_caller]
pub(crate) fn fixture(name: &str) -> &'static Fixture {
    let found = FIXTURES.iter().find(|fixture| fixture.name == name);
    found.unwrap_or_else(|| panic!("there is no fixture of `{name}`"))
}

pub(crate) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/models/fixtures")
}

fn decode<T: DeserializeOwned + Serialize>(text: &str) -> serde_json::Result<Value> {
    serde_json::to_value(serde_json::from_str::<T>(text)?)
}

#[test]
fn every_case_is_read_as_its_fixture_says() {
    for fixture in FIXTURES {
        for case in fixture.cases() {
            let found = fixture.pass(&case.json);
            assert_eq!(&found, case.then(), "{}, {}", fixture.name, case.name);
        }
    }
}
