//! Calls of every operation, filled with the ids of objects that exist.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::access_model::Lists;
use crate::caller::{Caller, column};
use crate::invariants::list;
use crate::random::Random;
use crate::{all_operations, operations};

/// An operation with `$X` for each id, and a body.
pub(crate) struct Template {
    method: &'static str,
    path: String,
    body: &'static str,
}

/// A call: method, path and body.
pub(crate) type Call = (&'static str, String, Value);

/// Returns the operations of both tables.
pub(crate) fn all() -> Vec<Template> {
    let template = |call: &'static str, body| {
        let (method, path) = call.trim().split_once(' ').unwrap();
        let path = path.split('/').map(|segment| match segment.len() {
            1 => format!("${segment}"),
            _ => segment.to_owned(),
        });
        let path = path.collect::<Vec<_>>().join("/");
        Template { method, path, body }
    };
    let lines = all_operations::OPERATIONS.lines();
    let added = lines.filter(|line| !line.is_empty()).map(|line| {
        let mut columns = line.split('|');
        template(columns.next().unwrap(), columns.next().unwrap().trim())
    });
    let published = operations::OPERATIONS.iter();
    let published = published.map(|(call, body, ..)| template(call, body));
    published.chain(added).collect()
}

impl Template {
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// Whether a model has to be informed of the call, so that it is made elsewhere.
    pub(crate) fn is_modeled(&self) -> bool {
        let is_list = self.path.contains("/page_access_users/$A/")
            || self.path.contains("/page_access_groups/$H/");
        is_list && self.method != "GET"
    }

    /// Returns a call of it, if there are the objects that it needs.
    pub(crate) async fn fill(&self, caller: &Caller, random: &mut Random) -> Option<Call> {
        let mut path = self.path.clone();
        let mut body = self.body.to_owned();
        // The incident precedes what belongs to it.
        for letter in [
            "P", "O", "I", "U", "F", "C", "D", "G", "R", "M", "S", "A", "H", "N",
        ] {
            let name = format!("${letter}");
            if path.contains(&name) || body.contains(&name) {
                let id = match letter {
                    "P" => caller.simulator.page_id().to_owned(),
                    "O" => caller.simulator.organization_id().to_owned(),
                    _ => random.pick(&objects(caller, letter, &path).await)?,
                };
                path = path.replace(&name, &id);
                body = body.replace(&name, &id);
            }
        }
        let body = serde_json::from_str(&body).unwrap_or_default();
        Some((self.method, path, body))
    }

    fn fits(&self, method: &str, path: &str) -> bool {
        let same = |(own, segment): (&str, &str)| own.starts_with('$') || own == segment;
        self.method == method
            && self.path.matches('/').count() == path.matches('/').count()
            && self.path.split('/').zip(path.split('/')).all(same)
    }
}

/// Returns the objects of which one has this letter. What belongs to an incident is in the path after it.
async fn objects(caller: &Caller, letter: &str, path: &str) -> Value {
    let name = match letter {
        "C" | "D" => "components",
        "G" => "component-groups",
        "R" => "metrics_providers",
        "M" => "metrics",
        "S" => "subscribers",
        "A" => "page_access_users",
        "H" => "page_access_groups",
        "I" => "incidents",
        "N" => {
            let organization = caller.simulator.organization_id();
            return caller
                .get(&format!("/organizations/{organization}/users"))
                .await;
        }
        _ => {
            let incident = path.split('/').nth(4).unwrap();
            let path = caller.on_page(&format!("incidents/{incident}"));
            return match letter {
                "U" => caller.get(&path).await["incident_updates"].take(),
                _ => caller.get(&format!("{path}/subscribers")).await,
            };
        }
    };
    list(caller, name).await
}

/// Returns the operation of a call: of those that fit, the one with the fewest ids.
fn operation<'a>(all: &'a [Template], method: &str, path: &str) -> Option<&'a Template> {
    let fitting = all.iter().filter(|template| template.fits(method, path));
    fitting.min_by_key(|template| template.path.matches('$').count())
}

/// Calls one operation with what there is, and returns whether it succeeded. A refusal must not be because the call is malformed
/// or there is no such object.
pub(crate) async fn call_one(
    caller: &Caller,
    random: &mut Random,
    model: &mut Lists,
    all: &[Template],
    template: &Template,
) -> bool {
    let Some((method, path, body)) = template.fill(caller, random).await else {
        return false;
    };
    let (status, response) = caller.call(method, &path, body.clone()).await;
    match status {
        200..300 => {}
        // An incident without a postmortem has none to read or change.
        404 if path.contains("/postmortem") => return false,
        // Only components that are showcased have an uptime.
        422 if path.ends_with("/uptime") => return false,
        // The state of the object or another one's email forbids it.
        405 | 409 | 422 if method != "GET" => return false,
        _ => panic!("{method} {path}: {status} {response}"),
    }
    model.note(method, &path, &body);
    if method == "DELETE" {
        check_removed(caller, all, &path).await;
    }
    if method == "PUT" && path.contains("/permissions/") {
        assert_eq!(caller.get(&path).await, response);
        let pages = &response["data"]["pages"];
        assert_eq!(pages.as_array().unwrap().len(), 1, "{pages}");
    }
    true
}

/// Checks that what a call removed is gone. Lists can be emptied again, objects cannot be removed again.
pub(crate) async fn check_removed(caller: &Caller, all: &[Template], path: &str) {
    let Some(removed) = operation(all, "DELETE", path) else {
        panic!("DELETE {path} is not an operation");
    };
    let last = removed.path.rsplit('/').next().unwrap();
    if !last.starts_with('$') {
        return;
    }
    let can_be_read = operation(all, "GET", path).is_some();
    let expected = [
        ("DELETE", 404),
        ("GET", if can_be_read { 404 } else { 405 }),
    ];
    for (method, expected) in expected {
        let (status, _) = caller.call(method, path, Value::Null).await;
        assert_eq!(status, expected, "{method} {path}");
    }
}

/// Checks that those who were unsubscribed are in that list, and in no other one.
pub(crate) async fn check_unsubscribed(caller: &Caller) {
    let path = caller.on_page("subscribers");
    let left = caller.get(&format!("{path}/unsubscribed")).await;
    let listed = column(&list(caller, "subscribers").await, "id");
    for id in column(&left, "id") {
        assert!(!listed.contains(&id), "{id}");
        let path = format!("{path}/{id}");
        assert_eq!(caller.call("GET", &path, Value::Null).await.0, 404, "{id}");
    }
}

/// Returns the operations that have succeeded, as `METHOD path`.
pub(crate) fn succeeded(caller: &Caller, all: &[Template]) -> BTreeSet<String> {
    assert_eq!(caller.simulator.dropped_requests(), 0);
    let requests = caller.simulator.requests().into_iter();
    let successes = requests.filter(|request| request.status.is_some_and(|status| status < 300));
    let named = successes.map(|request| {
        let path = request.path.trim_start_matches("/v1");
        operation(all, &request.method, path)
            .map(Template::name)
            .unwrap()
    });
    named.collect()
}

#[test]
fn the_tables_have_113_operations() {
    let all = all();
    for template in &all {
        let own = operation(&all, template.method, &template.path).unwrap();
        assert_eq!(own.path, template.path);
    }
    let names = all.iter().map(|one| (one.method, &one.path));
    assert_eq!(names.collect::<BTreeSet<_>>().len(), 113);
}
