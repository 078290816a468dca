//! Pages.

use statuspage_client::models::Branding;
use statuspage_client::params::*;

use super::expected::{get, patch, put};
use super::table::Table;

pub(super) async fn calls(table: &mut Table) {
    let page = table.page();
    let profile = call!(
        table,
        get_your_page_profile(GetYourPageProfileParams::new(&page)),
        get(format!("/pages/{page}.json"))
    );
    assert_eq!(profile.id, page);
    let list = call!(table, list_pages(ListPagesParams::new()), get("/pages"));
    assert_eq!(list, [profile]);
    let profile = call!(
        table,
        update_your_page_profile(
            UpdateYourPageProfileParams::new(&page)
                .name("é & x")
                .branding(Branding::Premium)
                .allow_email_subscribers(false)
                .clear_domain()
        ),
        patch(
            format!("/pages/{page}.json"),
            r#"{"page":{"name":"é & x","domain":null,"branding":"premium","allow_email_subscribers":false}}"#
        )
    );
    assert_eq!(profile.name.as_deref(), Some("é & x"));
    assert_eq!(profile.branding, Some(Branding::Premium));
    assert_eq!(profile.allow_email_subscribers, Some(false));
    let profile = call!(
        table,
        replace_page(
            ReplacePageParams::new(&page)
                .time_zone("UTC")
                .hidden_from_search(true)
                .clear_url()
        ),
        put(format!("/pages/{page}"))
            .json(r#"{"page":{"url":null,"hidden_from_search":true,"time_zone":"UTC"}}"#)
    );
    assert_eq!(profile.time_zone.as_deref(), Some("UTC"));
    assert_eq!(
        (profile.url, profile.hidden_from_search),
        (None, Some(true))
    );
}
