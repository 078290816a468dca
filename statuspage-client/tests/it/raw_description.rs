//! The published description without our corrections: the names in it are sent unchanged.

use std::ops::Deref;

use statuspage_client::{Client, Operation};
use statuspage_simulator::Simulator;

use crate::common::{query, simulated};

statuspage_codegen::client! {
    spec: "../spec/upstream.yaml",
    client: Raw,
    runtime: statuspage_client::runtime,
}

/// A client with the functions of the raw description.
pub struct Raw(Client);

impl Deref for Raw {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.0
    }
}

#[tokio::test]
async fn unusual_parameter_names_are_sent_unchanged() {
    let (simulator, client) = simulated::start().await;
    let raw = Raw(client);

    let page = params::UpdateYourPageProfileParams::new(simulator.page_id())
        .basic_layout_only_170x45_or_340x90_is_best("é & x")
        .premium_layout_only_850x315_or_1700x630_is_best("")
        .name("Status of the zoo");
    // The service does not know these names; the test checks only what arrives.
    let error = raw.update_your_page_profile(&page).await.unwrap_err();
    assert_eq!(error.status(), Some(403), "{error}");
    assert_eq!(
        last_query(&simulator),
        query::owned(&[
            ("basic layout only, 170x45 or 340x90 is best", "é & x"),
            ("page[name]", "Status of the zoo"),
            ("premium layout only, 850x315 or 1700x630 is best", ""),
        ])
    );

    let update =
        params::UpdateAnIncidentOnlyAppliesToRealtimeAndScheduledIncidentsParams::new("p", "i")
            .mutable("1")
            .endpoint("2")
            .patch_pages_page_id_incidents_incident_id_json("3")
            .at_the_same_time_to_avoid_two_separate_incident_updates_being_generated("4");
    assert_eq!(
        update.request().path_template(),
        "/pages/{page_id}/incidents/{incident_id}.json"
    );
    let error = raw.send(&update).await.unwrap_err();
    assert!(error.is_not_found(), "{error}");
    assert_eq!(
        last_query(&simulator),
        query::owned(&[
            (
                "at the same time to avoid two separate incident updates being generated.",
                "4"
            ),
            ("ENDPOINT", "2"),
            ("MUTABLE", "1"),
            ("PATCH /pages/[page_id]/incidents/[incident_id].json", "3"),
        ])
    );
    assert_eq!(OPERATIONS.len(), 25);

    // Names that the service knows have their effect, also in the query.
    let page = params::UpdateYourPageProfileParams::new(simulator.page_id())
        .name("Status of the zoo")
        .allow_email_subscribers("f");
    let profile = raw.update_your_page_profile(&page).await.unwrap();
    assert_eq!(profile["name"], "Status of the zoo");
    assert_eq!(profile["allow_email_subscribers"], false);
    assert_eq!(
        last_query(&simulator),
        query::owned(&[
            ("page[allow_email_subscribers]", "f"),
            ("page[name]", "Status of the zoo"),
        ])
    );
}

/// Returns the query of the last request, decoded.
fn last_query(simulator: &Simulator) -> Vec<(String, String)> {
    query::pairs(simulator.requests().pop().unwrap().query.as_deref())
}
