//! The look of the embedded notice.

use statuspage_client::params::*;

use super::expected::{get, patch, put};
use super::table::Table;

pub(super) async fn calls(table: &mut Table) {
    let page = table.page();
    let path = format!("/pages/{page}/status_embed_config");
    let config = call!(
        table,
        get_status_embed_config(GetStatusEmbedConfigParams::new(&page)),
        get(&path)
    );
    assert_eq!(config.page_id, Some(page.clone()));
    let config = call!(
        table,
        update_status_embed_config(
            UpdateStatusEmbedConfigParams::new(&page)
                .position("top-left")
                .incident_text_color("#FFFFFF")
        ),
        patch(
            &path,
            r##"{"status_embed_config":{"position":"top-left","incident_text_color":"#FFFFFF"}}"##
        )
    );
    assert_eq!(config.position.as_deref(), Some("top-left"));
    let config = call!(
        table,
        replace_status_embed_config(
            ReplaceStatusEmbedConfigParams::new(&page).maintenance_background_color("#5B1F1F")
        ),
        put(&path).json(r##"{"status_embed_config":{"maintenance_background_color":"#5B1F1F"}}"##)
    );
    assert_eq!(
        config.maintenance_background_color.as_deref(),
        Some("#5B1F1F")
    );
}
