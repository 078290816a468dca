//! The page profile.

use crate::parameters::fields::{Accepts, Field, Initial};
use crate::parameters::kind::Kind;
use crate::resource::{Resource, Table};
use crate::routes::{Action, Operation, operations};

const LAYOUTS: Kind = Kind::OneOf(&["basic", "premium"]);

/// Parameters that the service has removed are not included.
const FIELDS: &[Field] = &[
    Field::shown("id", Initial::PageId),
    Field::shown("created_at", Initial::Now),
    Field::shown("updated_at", Initial::Now),
    Field::shown("activity_score", Initial::Number(0)),
    Field::shown("page_description", Initial::Null),
    Field::shown("headline", Initial::Null),
    Field::shown("support_url", Initial::Null),
    Field::shown("twitter_username", Initial::Null),
    Field::shown("ip_restrictions", Initial::Null),
    Field::shown("city", Initial::Null),
    Field::shown("state", Initial::Null),
    Field::shown("country", Initial::Null),
    Field::shown("favicon_logo", Initial::Null),
    Field::shown("transactional_logo", Initial::Null),
    Field::shown("hero_cover", Initial::Null),
    Field::shown("email_logo", Initial::Null),
    Field::shown("twitter_logo", Initial::Null),
    Field::new("name", Kind::Text).initially(Initial::Text("Simulated Page")),
    Field::new("domain", Kind::Text),
    Field::new("subdomain", Kind::Text).initially(Initial::Text("simulated")),
    Field::new("url", Kind::Text).initially(Initial::Text("https://www.simulated.example")),
    Field::old_name("layout", "branding", LAYOUTS),
    Field::new("branding", LAYOUTS).initially(Initial::Text("basic")),
    Field::new("css_body_background_color", Kind::Text).initially(Initial::Text("ffffff")),
    Field::new("css_font_color", Kind::Text).initially(Initial::Text("333333")),
    Field::new("css_light_font_color", Kind::Text).initially(Initial::Text("aaaaaa")),
    Field::new("css_greens", Kind::Text).initially(Initial::Text("2fcc66")),
    Field::new("css_yellows", Kind::Text).initially(Initial::Text("f1c40f")),
    Field::new("css_oranges", Kind::Text).initially(Initial::Text("e67e22")),
    Field::new("css_reds", Kind::Text).initially(Initial::Text("e74c3c")),
    Field::new("css_blues", Kind::Text).initially(Initial::Text("3498db")),
    Field::new("css_border_color", Kind::Text).initially(Initial::Text("e0e0e0")),
    Field::new("css_graph_color", Kind::Text).initially(Initial::Text("3498db")),
    Field::new("css_link_color", Kind::Text).initially(Initial::Text("3498db")),
    Field::new("css_no_data", Kind::Text).initially(Initial::Text("b3bac5")),
    Field::new("hidden_from_search", Kind::Boolean).initially(Initial::Flag(false)),
    Field::new("viewers_must_be_team_members", Kind::Boolean).initially(Initial::Flag(false)),
    Field::new("allow_page_subscribers", Kind::Boolean).initially(Initial::Flag(true)),
    Field::new("allow_incident_subscribers", Kind::Boolean).initially(Initial::Flag(true)),
    Field::new("allow_email_subscribers", Kind::Boolean).initially(Initial::Flag(true)),
    Field::new("allow_sms_subscribers", Kind::Boolean).initially(Initial::Flag(true)),
    Field::new("allow_rss_atom_feeds", Kind::Boolean).initially(Initial::Flag(true)),
    Field::new("allow_webhook_subscribers", Kind::Boolean).initially(Initial::Flag(true)),
    Field::new("notifications_from_email", Kind::Text)
        .initially(Initial::Text("noreply@simulated.example")),
    Field::new("time_zone", Kind::Text).initially(Initial::Text("UTC")),
    Field::new("notifications_email_footer", Kind::Text),
];

pub(crate) static PAGE: Resource = Resource {
    list: Accepts::NOTHING,
    ..Resource::new("page", "page", FIELDS)
};

pub(crate) const OPERATIONS: &[Operation] = operations! {
    GET "pages" => Action::List(Table::Pages),
    GET "pages/{}" => Action::Get(Table::Pages),
    PATCH | PUT "pages/{}" => Action::Update(Table::Pages),
};
