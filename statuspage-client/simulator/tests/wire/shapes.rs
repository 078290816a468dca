//! What responses look like: the fields of the objects, all that the service's have and no others, and errors.

use serde_json::Value;

pub(crate) const PAGE: &str = "id created_at updated_at name page_description headline branding \
    subdomain domain url support_url hidden_from_search allow_page_subscribers \
    allow_incident_subscribers allow_email_subscribers allow_sms_subscribers allow_rss_atom_feeds \
    allow_webhook_subscribers notifications_from_email notifications_email_footer activity_score \
    twitter_username viewers_must_be_team_members ip_restrictions city state country time_zone \
    css_body_background_color css_font_color css_light_font_color css_greens css_yellows \
    css_oranges css_blues css_reds css_border_color css_graph_color css_link_color css_no_data \
    favicon_logo transactional_logo hero_cover email_logo twitter_logo";

pub(crate) const COMPONENT: &str = "id page_id group_id created_at updated_at group name \
    description position status showcase only_show_if_degraded automation_email start_date";

pub(crate) const INCIDENT: &str = "id components created_at impact impact_override \
    incident_updates incident_impacts metadata monitoring_at name page_id postmortem_body \
    postmortem_body_last_updated_at postmortem_ignored postmortem_notified_subscribers \
    postmortem_notified_twitter postmortem_published_at resolved_at scheduled_auto_completed \
    scheduled_auto_in_progress scheduled_for auto_transition_deliver_notifications_at_end \
    auto_transition_deliver_notifications_at_start auto_transition_to_maintenance_state \
    auto_transition_to_operational_state scheduled_remind_prior scheduled_reminded_at \
    scheduled_until shortlink status updated_at reminder_intervals started_at backfilled";

pub(crate) const INCIDENT_UPDATE: &str = "id incident_id affected_components body created_at \
    custom_tweet deliver_notifications display_at status tweet_id twitter_updated_at updated_at \
    wants_twitter_update";

pub(crate) const SUBSCRIBER: &str = "id skip_confirmation_notification mode email endpoint \
    phone_number phone_country display_phone_number obfuscated_channel_name workspace_name \
    quarantined_at purge_at components page_access_user_id created_at";

pub(crate) const METRICS_PROVIDER: &str =
    "id type disabled metric_base_uri last_revalidated_at created_at updated_at page_id";

pub(crate) const METRIC: &str = "id metrics_provider_id metric_identifier name display \
    tooltip_description backfilled y_axis_min y_axis_max y_axis_hidden suffix decimal_places \
    most_recent_data_at created_at updated_at last_fetched_at backfill_percentage reference_name \
    metrics_display_id";

pub(crate) const USER: &str = "id organization_id email first_name last_name created_at updated_at";

pub(crate) const PAGE_ACCESS_USER: &str = "id page_id email external_login page_access_group_id \
    page_access_group_ids created_at updated_at";

/// The fields of objects, by the names of their types.
const SHAPES: [(&str, &str); 16] = [
    ("Page", PAGE),
    // Only groups among the components had `components`, in older responses.
    ("Component", COMPONENT),
    ("Incident", INCIDENT),
    ("IncidentUpdate", INCIDENT_UPDATE),
    ("Subscriber", SUBSCRIBER),
    ("MetricsProvider", METRICS_PROVIDER),
    ("Metric", METRIC),
    ("PageAccessUser", PAGE_ACCESS_USER),
    (
        "PageAccessGroup",
        "id page_id name page_access_user_ids external_identifier metric_ids component_ids \
         created_at updated_at",
    ),
    (
        "IncidentTemplate",
        "id components name title body group_id update_status should_tweet should_send_notifications",
    ),
    (
        "Postmortem",
        "preview_key body body_updated_at body_draft body_draft_updated_at published_at \
         notify_subscribers notify_twitter custom_tweet created_at updated_at",
    ),
    (
        "ComponentUptime",
        "range_start range_end uptime_percentage major_outage partial_outage warnings id name \
         related_events",
    ),
    (
        "GroupComponent",
        "id page_id name description components position created_at updated_at",
    ),
    (
        "StatusEmbedConfig",
        "page_id position incident_background_color incident_text_color \
         maintenance_background_color maintenance_text_color",
    ),
    (
        "SubscriberCountByType",
        "email sms webhook integration_partner slack teams",
    ),
    (
        "SubscriberCountByState",
        "active unconfirmed quarantined total",
    ),
];

/// Asserts the fields of a response and of the objects in it. `empty` is no body, `[X]` a list that is not
/// empty.
#[track_caller]
pub(crate) fn assert_shape(response: &Value, shape: &str) {
    if let Some(item) = shape
        .strip_prefix('[')
        .and_then(|item| item.strip_suffix(']'))
    {
        let items = response.as_array().unwrap();
        assert!(!items.is_empty(), "{shape}");
        return items.iter().for_each(|one| assert_shape(one, item));
    }
    let each = |field: &str, shape: &str| {
        let items = response[field].as_array().unwrap().iter();
        items.for_each(|item| assert_shape(item, shape));
    };
    match shape {
        "empty" => return assert_eq!(*response, Value::Null),
        // A map.
        "MetricAddResponse" => return assert!(response.is_object()),
        "SubscriberCountByTypeAndState" => {
            let counts = response.as_object().unwrap();
            counts
                .values()
                .for_each(|one| assert_shape(one, "SubscriberCountByState"));
            return assert_shape(response, "SubscriberCountByType");
        }
        "Permissions" => {
            assert_fields(response, "data");
            assert_fields(&response["data"], "user_id pages");
            let roles = "page_id page_configuration incident_manager maintenance_manager";
            let pages = response["data"]["pages"].as_array().unwrap();
            return pages.iter().for_each(|page| assert_fields(page, roles));
        }
        "ComponentGroupUptime" => {
            assert_fields(&response["related_events"], "component_id incidents");
            assert_fields(&response["related_events"]["incidents"], "id");
            return assert_shape(response, "ComponentUptime");
        }
        "Incident" => {
            each("components", "Component");
            each("incident_updates", "IncidentUpdate");
        }
        "IncidentTemplate" => each("components", "Component"),
        _ => {}
    }
    let (_, fields) = SHAPES.iter().find(|(name, _)| *name == shape).unwrap();
    assert_fields(response, fields);
}

#[track_caller]
pub(crate) fn assert_fields(object: &Value, fields: &str) {
    let mut expected: Vec<&str> = fields.split_whitespace().collect();
    expected.sort_unstable();
    let mut actual: Vec<&String> = object.as_object().unwrap().keys().collect();
    actual.sort_unstable();
    assert_eq!(actual, expected);
}

/// 12 lower-case letters and digits.
#[track_caller]
pub(crate) fn assert_id(object: &Value) {
    let id = object["id"].as_str().unwrap();
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    assert!(id.len() == 12 && id.bytes().all(fits), "{id}");
}

/// `2026-02-28T13:05:00.000Z`
#[track_caller]
pub(crate) fn assert_moment(value: &Value) {
    let text = value.as_str().unwrap();
    let digits = |byte: u8| if byte.is_ascii_digit() { b'0' } else { byte };
    let shape: Vec<u8> = text.bytes().map(digits).collect();
    assert_eq!(shape, b"0000-00-00T00:00:00.000Z", "{text}");
}

/// Every refusal says why, in one of the forms that the service has.
#[track_caller]
pub(crate) fn assert_says_why(body: &Value) {
    let messages = match &body["error"] {
        Value::Array(items) => items.clone(),
        single => vec![single.clone()],
    };
    assert!(!messages.is_empty(), "{body}");
    assert!(
        messages
            .iter()
            .all(|message| !message.as_str().unwrap().is_empty()),
        "{body}"
    );
}
