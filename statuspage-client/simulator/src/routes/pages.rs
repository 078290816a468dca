//! The page profile.

use serde_json::{Value, json};

use crate::http::reply::{Reply, ReplyResult};
use crate::parameters::fields::{Accepts, Field, Input};
use crate::parameters::kind::Kind;
use crate::state::State;

const LAYOUTS: Kind = Kind::OneOf(&["basic", "premium"]);

/// What an update may change. Parameters that the service has removed are not included.
pub(crate) const UPDATE: Accepts = Accepts::in_group(
    "page",
    &[
        Field::new("name", Kind::Text),
        Field::new("domain", Kind::Text),
        Field::new("subdomain", Kind::Text),
        Field::new("url", Kind::Text),
        Field::old_name("layout", "branding", LAYOUTS),
        Field::new("branding", LAYOUTS),
        Field::new("css_body_background_color", Kind::Text),
        Field::new("css_font_color", Kind::Text),
        Field::new("css_light_font_color", Kind::Text),
        Field::new("css_greens", Kind::Text),
        Field::new("css_yellows", Kind::Text),
        Field::new("css_oranges", Kind::Text),
        Field::new("css_reds", Kind::Text),
        Field::new("css_blues", Kind::Text),
        Field::new("css_border_color", Kind::Text),
        Field::new("css_graph_color", Kind::Text),
        Field::new("css_link_color", Kind::Text),
        Field::new("css_no_data", Kind::Text),
        Field::new("hidden_from_search", Kind::Boolean),
        Field::new("viewers_must_be_team_members", Kind::Boolean),
        Field::new("allow_page_subscribers", Kind::Boolean),
        Field::new("allow_incident_subscribers", Kind::Boolean),
        Field::new("allow_email_subscribers", Kind::Boolean),
        Field::new("allow_sms_subscribers", Kind::Boolean),
        Field::new("allow_rss_atom_feeds", Kind::Boolean),
        Field::new("allow_webhook_subscribers", Kind::Boolean),
        Field::new("notifications_from_email", Kind::Text),
        Field::new("time_zone", Kind::Text),
        Field::new("notifications_email_footer", Kind::Text),
    ],
);

/// Fields of a page that are null at first. Some of them cannot be set.
const EMPTY: &[&str] = &[
    "page_description",
    "headline",
    "domain",
    "support_url",
    "notifications_email_footer",
    "twitter_username",
    "ip_restrictions",
    "city",
    "state",
    "country",
    "favicon_logo",
    "transactional_logo",
    "hero_cover",
    "email_logo",
    "twitter_logo",
];

/// The page that every simulator starts with.
pub(crate) fn initial(id: &str, now: &str) -> Value {
    let mut page = json!({
        "id": id,
        "created_at": now,
        "updated_at": now,
        "name": "Simulated Page",
        "branding": "basic",
        "subdomain": "simulated",
        "url": "https://www.simulated.example",
        "hidden_from_search": false,
        "allow_page_subscribers": true,
        "allow_incident_subscribers": true,
        "allow_email_subscribers": true,
        "allow_sms_subscribers": true,
        "allow_rss_atom_feeds": true,
        "allow_webhook_subscribers": true,
        "notifications_from_email": "noreply@simulated.example",
        "activity_score": 0,
        "viewers_must_be_team_members": false,
        "time_zone": "UTC",
        "css_body_background_color": "ffffff",
        "css_font_color": "333333",
        "css_light_font_color": "aaaaaa",
        "css_greens": "2fcc66",
        "css_yellows": "f1c40f",
        "css_oranges": "e67e22",
        "css_blues": "3498db",
        "css_reds": "e74c3c",
        "css_border_color": "e0e0e0",
        "css_graph_color": "3498db",
        "css_link_color": "3498db",
        "css_no_data": "b3bac5",
    });
    for name in EMPTY {
        page[name] = Value::Null;
    }
    page
}

/// `GET /pages/[page_id]`
pub(crate) fn show(state: &State) -> Reply {
    Reply::ok(state.page.clone())
}

/// `PATCH /pages/[page_id]`
pub(crate) fn update(state: &mut State, input: &Input<'_>) -> ReplyResult {
    let values = input.values()?;
    let now = state.now();
    values.write_to(&mut state.page);
    state.page["updated_at"] = now.into();
    Ok(Reply::ok(state.page.clone()))
}
