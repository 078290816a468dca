//! Members of an organization, and their permissions.

use statuspage_client::models::PageRoles;
use statuspage_client::params::*;

use super::expected::{delete, get, post, put};
use super::table::Table;

pub(super) async fn calls(table: &mut Table) {
    let page = table.page();
    let organization = table.simulator().organization_id().to_owned();
    let users = format!("/organizations/{organization}/users");

    let user = call!(
        table,
        create_a_user(
            CreateAUserParams::new(&organization)
                .email("keeper@zoo.example")
                .password("correct horse")
        ),
        post(format!("{users}.json"))
            .json(r#"{"user":{"email":"keeper@zoo.example","password":"correct horse"}}"#)
    );
    assert_eq!(user.email.as_deref(), Some("keeper@zoo.example"));
    let list = call!(
        table,
        list_users(ListUsersParams::new(&organization)),
        get(format!("{users}.json")).first_page()
    );
    assert!(list.contains(&user));

    let path = format!("/organizations/{organization}/permissions/{}", user.id);
    let mut roles = PageRoles::new();
    roles.incident_manager = Some(true);
    roles.page_configuration = Some(false);
    let set = call!(
        table,
        set_user_permissions(SetUserPermissionsParams::new(
            &organization,
            &user.id,
            [(&page, roles)]
        )),
        put(&path).json(format!(
            r#"{{"pages":{{"{page}":{{"page_configuration":false,"incident_manager":true}}}}}}"#
        ))
    );
    let permissions = call!(
        table,
        get_user_permissions(GetUserPermissionsParams::new(&organization, &user.id)),
        get(&path)
    );
    assert_eq!(permissions, set);
    let on_page = &permissions.pages.unwrap()[0];
    assert_eq!(
        (&on_page.page_id, on_page.incident_manager),
        (&Some(page), Some(true))
    );

    let deleted = call!(
        table,
        delete_a_user(DeleteAUserParams::new(&organization, &user.id)),
        delete(format!("{users}/{}.json", user.id))
    );
    assert_eq!(deleted, user);
}
