//! Incident templates.

use statuspage_client::models::IncidentStatus;
use statuspage_client::params::*;

use super::expected::{get, post};
use super::table::Table;

pub(super) async fn calls(table: &mut Table) {
    let page = table.page();
    let path = format!("/pages/{page}/incident_templates");
    let component = table.component().await;
    let template = call!(
        table,
        create_incident_template(
            CreateIncidentTemplateParams::new(&page, "outage", "Tills are down", "We look")
                .update_status(IncidentStatus::Identified)
                .component_ids([&component])
        ),
        post(&path).json(format!(
            r#"{{"template":{{"name":"outage","title":"Tills are down","body":"We look","update_status":"identified","component_ids":["{component}"]}}}}"#
        ))
    );
    assert_eq!(template.components.as_ref().unwrap()[0].id, component);
    assert_eq!(template.update_status, Some(IncidentStatus::Identified));
    let list = call!(
        table,
        list_incident_templates(ListIncidentTemplatesParams::new(&page)),
        get(&path).first_page()
    );
    assert_eq!(list, [template]);
}
