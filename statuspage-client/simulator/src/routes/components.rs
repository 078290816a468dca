//! Components: the parts of a service whose status a page shows.

use crate::http::reply::{Reply, ReplyResult};
use crate::parameters::fields::{Accepts, Field, Initial};
use crate::parameters::kind::Kind;
use crate::resource::actions::{position, show, touch};
use crate::resource::{Resource, Table, relations};
use crate::routes::{Action, Call, NOTHING, Path, uptime};
use crate::state::State;

/// All statuses of a component, the least severe first. The empty one means that none is shown.
pub(crate) const STATUSES: &[&str] = &[
    "operational",
    "under_maintenance",
    "degraded_performance",
    "partial_outage",
    "major_outage",
    "",
];

const FIELDS: &[Field] = &[
    Field::shown("id", Initial::NewId),
    Field::shown("page_id", Initial::PageId),
    Field::shown("created_at", Initial::Now),
    Field::shown("updated_at", Initial::Now),
    Field::shown("group", Initial::Flag(false)),
    Field::shown("position", Initial::NextPosition(Table::Components)),
    Field::shown("automation_email", Initial::Null),
    Field::new("name", Kind::Text),
    Field::new("description", Kind::Text),
    Field::new("group_id", Kind::Id(Table::ComponentGroups)),
    Field::new("status", Kind::OneOf(STATUSES)).initially(Initial::Text("operational")),
    Field::new("showcase", Kind::Boolean).initially(Initial::Flag(false)),
    Field::new("only_show_if_degraded", Kind::Boolean).initially(Initial::Flag(false)),
    Field::new("start_date", Kind::Day),
];

pub(crate) static COMPONENT: Resource = Resource {
    is_deleted_silently: true,
    complete: |component, _| {
        let id = component["id"].as_str().unwrap_or_default();
        component["automation_email"] = format!("component+{id}@notifications.example").into();
    },
    ..Resource::new("component", "component", FIELDS)
};

/// The page access users or groups that shall see a component.
const USERS: Accepts = Accepts::bare(&[Field::new(
    "page_access_user_ids",
    Kind::Ids(Table::AccessUsers),
)]);
const GROUPS: Accepts = Accepts::bare(&[Field::new(
    "page_access_group_ids",
    Kind::Ids(Table::AccessGroups),
)]);

/// Shows the component to these page access users or groups.
fn show_to(
    state: &mut State,
    call: &Call<'_>,
    table: Table,
    ids: &str,
    field: &str,
) -> ReplyResult {
    let position = position(state, Table::Components, call.ids)?;
    let ids = call.input.values()?.list(ids).unwrap_or_default();
    let unknown = ids.iter().filter(|id| !state.has(table, id));
    let unknown: Vec<String> = unknown.map(|id| relations::missing(table, id)).collect();
    if !unknown.is_empty() {
        return Err(Reply::unprocessable(&unknown));
    }
    link(state, position, table, field, Some(&ids));
    let component = &state.tables[Table::Components][position];
    Ok(Reply::created(show(state, Table::Components, component)))
}

/// Hides the component from all page access users or groups.
fn hide(state: &mut State, call: &Call<'_>, table: Table, field: &str) -> ReplyResult {
    let position = position(state, Table::Components, call.ids)?;
    link(state, position, table, field, None);
    let component = &state.tables[Table::Components][position];
    Ok(Reply::ok(show(state, Table::Components, component)))
}

/// Adds the component to the lists of these owners, or removes it from all.
fn link(state: &mut State, position: usize, table: Table, field: &str, to: Option<&[String]>) {
    let now = state.now();
    let id = state.tables[Table::Components][position]["id"].clone();
    for owner in &mut state.tables[table] {
        if to.is_none_or(|ids| ids.iter().any(|id| owner["id"] == **id)) {
            relations::set_link(&mut owner[field], &id, to.is_some());
            touch(owner, &now);
        }
    }
}

pub(crate) const PATHS: &[Path] = &[
    Path {
        path: "components",
        methods: &[
            ("GET", Action::List(Table::Components)),
            ("POST", Action::Create(Table::Components)),
        ],
    },
    Path {
        path: "components/{}",
        methods: &[
            ("GET", Action::Get(Table::Components)),
            ("PATCH", Action::Update(Table::Components)),
            ("PUT", Action::Update(Table::Components)),
            ("DELETE", Action::Delete(Table::Components)),
        ],
    },
    Path {
        path: "components/{}/uptime",
        methods: &[("GET", Action::Run(&uptime::RANGE, uptime::of_component))],
    },
    Path {
        path: "components/{}/page_access_users",
        methods: &[
            (
                "POST",
                Action::Run(&USERS, |state, call| {
                    show_to(
                        state,
                        call,
                        Table::AccessUsers,
                        "page_access_user_ids",
                        "_component_ids",
                    )
                }),
            ),
            (
                "DELETE",
                Action::Run(NOTHING, |state, call| {
                    hide(state, call, Table::AccessUsers, "_component_ids")
                }),
            ),
        ],
    },
    Path {
        path: "components/{}/page_access_groups",
        methods: &[
            (
                "POST",
                Action::Run(&GROUPS, |state, call| {
                    show_to(
                        state,
                        call,
                        Table::AccessGroups,
                        "page_access_group_ids",
                        "component_ids",
                    )
                }),
            ),
            (
                "DELETE",
                Action::Run(NOTHING, |state, call| {
                    hide(state, call, Table::AccessGroups, "component_ids")
                }),
            ),
        ],
    },
];
