//! Postmortems.

use statuspage_client::models::IncidentStatus;
use statuspage_client::params::*;

use super::expected::{delete, get, put};
use super::table::Table;

pub(super) async fn calls(table: &mut Table) {
    let page = table.page();
    let incident = table.incident().await.id;
    let resolved = UpdateIncidentParams::new(&page, &incident).status(IncidentStatus::Resolved);
    table.client().update_incident(&resolved).await.unwrap();
    let path = format!("/pages/{page}/incidents/{incident}/postmortem");

    let draft = call!(
        table,
        draft_postmortem(DraftPostmortemParams::new(
            &page,
            &incident,
            "Why \"we\" failed"
        )),
        put(&path).json(r#"{"postmortem":{"body_draft":"Why \"we\" failed"}}"#)
    );
    assert_eq!(draft.body_draft.as_deref(), Some("Why \"we\" failed"));
    let found = call!(
        table,
        get_postmortem(GetPostmortemParams::new(&page, &incident)),
        get(&path)
    );
    assert_eq!(found, draft);
    let published = call!(
        table,
        publish_postmortem(
            PublishPostmortemParams::new(&page, &incident, false).custom_tweet("Read this")
        ),
        put(format!("{path}/publish"))
            .json(r#"{"postmortem":{"notify_subscribers":false,"custom_tweet":"Read this"}}"#)
    );
    assert_eq!(published.body, draft.body_draft);
    assert_eq!(published.notify_subscribers, Some(false));
    let reverted = call!(
        table,
        revert_postmortem(RevertPostmortemParams::new(&page, &incident)),
        put(format!("{path}/revert"))
    );
    assert_eq!(reverted.published_at, None);
    let () = call!(
        table,
        delete_postmortem(DeletePostmortemParams::new(&page, &incident)),
        delete(&path)
    );
}
