//! Types that JSON does not distinguish from strings: enums, timestamps and dates.

use jiff::{Timestamp, civil};
use serde::de::DeserializeOwned;
use statuspage_client::models::{
    Branding, Component, ComponentStatus, Impact, Incident, IncidentStatus, IncidentTemplate,
    MetricsProvider, MetricsProviderType, Page, PublicMetricsProvider,
};

use super::fixtures::fixture;

fn read<T: DeserializeOwned>(name: &str, case: &str) -> T {
    serde_json::from_value(fixture(name).case(case).json).unwrap()
}

#[test]
fn described_values_are_variants() {
    let component: Component = read("Component", "full");
    assert_eq!(component.status, Some(ComponentStatus::DegradedPerformance));
    let incident: Incident = read("Incident", "full");
    assert_eq!(incident.status, Some(IncidentStatus::InProgress));
    assert_eq!(incident.impact, Some(Impact::Minor));
    assert_eq!(incident.impact_override, Some(Impact::Critical));
    let template: IncidentTemplate = read("IncidentTemplate", "full");
    assert_eq!(template.update_status, Some(IncidentStatus::Identified));
    let provider: MetricsProvider = read("MetricsProvider", "full");
    assert_eq!(provider.r#type, Some(MetricsProviderType::Datadog));
    let provider: PublicMetricsProvider = read("PublicMetricsProvider", "full");
    assert_eq!(provider.r#type, Some(MetricsProviderType::Pingdom));
    let page: Page = read("Page", "full");
    assert_eq!(page.branding, Some(Branding::Premium));
}

#[test]
fn unknown_values_are_kept_unchanged() {
    let component: Component = read("Component", "unknown values");
    let status = component.status.unwrap();
    assert_eq!(status, ComponentStatus::Other("Under Water ".to_owned()));
    assert_eq!(status.as_str(), "Under Water ");
}

#[test]
fn the_empty_string_is_a_status_only_of_components() {
    let component: Component = read("Component", "empty texts");
    assert_eq!(component.status, Some(ComponentStatus::Empty));
    let incident: Incident = read("Incident", "empty texts");
    assert_eq!(incident.impact, Some(Impact::Other(String::new())));
}

#[test]
fn timestamps_keep_offsets_and_fractions() {
    let component: Component = read("Component", "dates");
    let second = Timestamp::constant(1_717_293_600, 0);
    assert_eq!(component.created_at, Some(second));
    let nanosecond = component.updated_at.unwrap().subsec_nanosecond();
    assert_eq!(nanosecond, 123_456_789);
    assert_eq!(component.start_date, Some(civil::date(2024, 2, 29)));
}
