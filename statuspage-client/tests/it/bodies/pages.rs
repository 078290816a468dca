//! Bodies of operations on pages and on the embedded notice.

use statuspage_client::models::Branding;
use statuspage_client::params::*;

use super::sender::Sender;

/// Sets all fields that all operations on a page have.
macro_rules! full_page {
    ($params:expr) => {
        $params
            .name("Zoo")
            .domain("status.zoo.example")
            .subdomain("zoo")
            .url("https://zoo.example")
            .branding(Branding::Basic)
            .css_body_background_color("#111")
            .css_font_color("#222")
            .css_light_font_color("#333")
            .css_greens("#444")
            .css_yellows("#555")
            .css_oranges("#666")
            .css_reds("#777")
            .css_blues("#888")
            .css_border_color("#999")
            .css_graph_color("#aaa")
            .css_link_color("#bbb")
            .css_no_data("#ccc")
            .hidden_from_search(true)
            .viewers_must_be_team_members(false)
            .allow_page_subscribers(true)
            .allow_incident_subscribers(false)
            .allow_email_subscribers(true)
            .allow_sms_subscribers(false)
            .allow_rss_atom_feeds(true)
            .allow_webhook_subscribers(false)
            .notifications_from_email("zoo@zoo.example")
            .time_zone("Pacific Time (US & Canada)")
            .notifications_email_footer("Yours,\n\"the\" zoo 🦁")
    };
}

const FULL_PAGE: &str = concat!(
    r#""name":"Zoo","domain":"status.zoo.example","subdomain":"zoo","url":"https://zoo.example","#,
    r##""branding":"basic","css_body_background_color":"#111","css_font_color":"#222","##,
    r##""css_light_font_color":"#333","css_greens":"#444","css_yellows":"#555","css_oranges":"#666","##,
    r##""css_reds":"#777","css_blues":"#888","css_border_color":"#999","css_graph_color":"#aaa","##,
    r##""css_link_color":"#bbb","css_no_data":"#ccc","hidden_from_search":true,"##,
    r#""viewers_must_be_team_members":false,"allow_page_subscribers":true,"allow_incident_subscribers":false,"#,
    r#""allow_email_subscribers":true,"allow_sms_subscribers":false,"allow_rss_atom_feeds":true,"#,
    r#""allow_webhook_subscribers":false,"notifications_from_email":"zoo@zoo.example","#,
    r#""time_zone":"Pacific Time (US & Canada)","#,
    r#""notifications_email_footer":"Yours,\n\"the\" zoo 🦁""#
);

/// Clears all fields of a page that can be null.
macro_rules! cleared_page {
    ($params:expr) => {
        $params
            .clear_domain()
            .clear_url()
            .clear_notifications_from_email()
            .clear_notifications_email_footer()
    };
}

const CLEARED_PAGE: &str = r#"{"page":{"domain":null,"url":null,"notifications_from_email":null,"notifications_email_footer":null}}"#;

#[tokio::test]
async fn update_your_page_profile() {
    let sender = Sender::start().await;
    let new = || UpdatePageParams::new(sender.page());
    assert_eq!(sender.sent(new()).await, r#"{"page":{}}"#);
    assert_eq!(
        sender
            .sent_in_full(full_page!(new()).layout(Branding::Premium))
            .await,
        format!(r#"{{"page":{{{FULL_PAGE},"layout":"premium"}}}}"#)
    );
    assert_eq!(sender.sent(cleared_page!(new())).await, CLEARED_PAGE);
}

#[tokio::test]
async fn replace_page() {
    let sender = Sender::start().await;
    let new = || ReplacePageParams::new(sender.page());
    assert_eq!(sender.sent(new()).await, r#"{"page":{}}"#);
    assert_eq!(
        sender.sent_in_full(full_page!(new())).await,
        format!(r#"{{"page":{{{FULL_PAGE}}}}}"#)
    );
    assert_eq!(sender.sent(cleared_page!(new())).await, CLEARED_PAGE);
}

/// Checks the bodies of an operation that changes the embedded notice.
macro_rules! check_status_embed {
    ($params:ident) => {
        let sender = Sender::start().await;
        let new = || $params::new(sender.page());
        assert_eq!(sender.sent(new()).await, r#"{"status_embed_config":{}}"#);
        let full = new()
            .position("bottom-right")
            .incident_background_color("#111")
            .incident_text_color("#222")
            .maintenance_background_color("#333")
            .maintenance_text_color("#444");
        assert_eq!(
            sender.sent_in_full(full).await,
            concat!(
                r##"{"status_embed_config":{"position":"bottom-right","incident_background_color":"#111","##,
                r##""incident_text_color":"#222","maintenance_background_color":"#333","##,
                r##""maintenance_text_color":"#444"}}"##
            )
        );
    };
}

#[tokio::test]
async fn update_status_embed_config() {
    check_status_embed!(UpdateStatusEmbedConfigParams);
}

#[tokio::test]
async fn replace_status_embed_config() {
    check_status_embed!(ReplaceStatusEmbedConfigParams);
}
