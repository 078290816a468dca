//! Makes page access users and subscribers from a CSV: `cargo run -p statuspage-examples --bin access_from_csv -- people.csv`.
//!
//! Set `STATUSPAGE_API_KEY` and `STATUSPAGE_PAGE_ID`. Without a file, the standard input is read. The first line has the names of
//! the columns:
//!
//! ```csv
//! email,components,subscribe
//! ada@example.com,kctbh9vrtdwd 8kbf7d35c070,yes
//! ```
//!
//! A user is created unless there is one with the email. The components that the user sees become the listed ones; if none is
//! listed, they stay as they are. With `yes`, the user is subscribed to these components, unless the email is or was subscribed.
//! Subscribers get an email that asks them to confirm. Nobody is removed. The command can be repeated, also after a failure.
//! The exit code is 0 if all rows are as wanted, 1 if some failed, and 2 if the CSV is wrong, in which case nothing is sent.

use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;

use statuspage_client::models::{ComponentId, PageAccessUserId, PageId, SubscriberState};
use statuspage_client::params::{
    CreatePageAccessUserParams, CreateSubscriberParams, ListPageAccessUsersParams,
    ListSubscribersParams, ListUnsubscribedSubscribersParams,
    ReplacePageAccessUserComponentsParams,
};
use statuspage_client::{CallOptions, Client, Error};

#[tokio::main]
async fn main() -> ExitCode {
    let people = match read_input().and_then(|text| people(&text)) {
        Ok(people) => people,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::from(2);
        }
    };
    match start(&people).await {
        Ok(0) => ExitCode::SUCCESS,
        Ok(failed) => {
            eprintln!("error: {failed} of {} rows failed", people.len());
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn read_input() -> Result<String, String> {
    match std::env::args().nth(1) {
        Some(path) => std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}")),
        None => std::io::read_to_string(std::io::stdin()).map_err(|error| error.to_string()),
    }
}

/// Returns how many rows failed.
async fn start(people: &[Person]) -> Result<usize, Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    let page_id = std::env::var("STATUSPAGE_PAGE_ID")
        .map_err(|error| format!("the environment variable STATUSPAGE_PAGE_ID: {error}"))?;
    let mut access = Access::load(&client, page_id.into()).await?;
    let mut failed = 0;
    for person in people {
        match access.apply(person).await {
            Ok(done) => println!("row {}: {}: {done}", person.row, person.email),
            Err(error) => {
                eprintln!("row {}: {}: {error}", person.row, person.email);
                failed += 1;
                if error.is_unauthorized() || error.is_forbidden() {
                    return Err("the key may not do this: the other rows are left out".into());
                }
            }
        }
    }
    Ok(failed)
}

/// A row of the CSV.
struct Person {
    /// The number of the row; the names of the columns are row 1.
    row: usize,
    /// In lower case.
    email: String,
    component_ids: Vec<ComponentId>,
    subscribe: bool,
}

/// The page access users and the subscribers of a page, by email in lower case.
struct Access<'a> {
    client: &'a Client,
    page_id: PageId,
    users: BTreeMap<String, PageAccessUserId>,
    /// Also those who have left.
    subscribers: BTreeSet<String>,
}

impl<'a> Access<'a> {
    async fn load(client: &'a Client, page_id: PageId) -> Result<Self, Error> {
        let mut access = Self {
            client,
            page_id,
            users: BTreeMap::new(),
            subscribers: BTreeSet::new(),
        };
        access.load_users().await?;
        access.load_subscribers().await?;
        Ok(access)
    }

    async fn load_users(&mut self) -> Result<(), Error> {
        let list = ListPageAccessUsersParams::new(&self.page_id);
        let mut users = self.client.list_page_access_users_items(&list);
        while let Some(user) = users.next().await {
            let user = user?;
            if let Some(email) = user.email {
                self.users.insert(email.to_lowercase(), user.id);
            }
        }
        Ok(())
    }

    async fn load_subscribers(&mut self) -> Result<(), Error> {
        let list = ListSubscribersParams::new(&self.page_id).state(SubscriberState::All);
        let mut subscribers = self.client.list_subscribers_items(&list);
        let list = ListUnsubscribedSubscribersParams::new(&self.page_id);
        let mut unsubscribed = self.client.list_unsubscribed_subscribers_items(&list);
        loop {
            let subscriber = match subscribers.next().await {
                None => unsubscribed.next().await,
                next => next,
            };
            let Some(subscriber) = subscriber else {
                return Ok(());
            };
            let email = subscriber?.email;
            self.subscribers
                .extend(email.map(|email| email.to_lowercase()));
        }
    }

    /// Makes what is missing, and returns what was done.
    async fn apply(&mut self, person: &Person) -> Result<String, Error> {
        let mut done = Vec::new();
        if !self.users.contains_key(&person.email) {
            self.create_user(&person.email).await?;
            done.push("user created");
        }
        let user_id = self.users.get(&person.email);
        if let (Some(user_id), false) = (user_id, person.component_ids.is_empty()) {
            let params = ReplacePageAccessUserComponentsParams::new(
                &self.page_id,
                user_id,
                &person.component_ids,
            );
            // Replacing the list twice does no harm.
            let client = self
                .client
                .with_options(CallOptions::new().idempotent(true));
            client.replace_page_access_user_components(&params).await?;
            done.push("components set");
        }
        if person.subscribe && !self.subscribers.contains(&person.email) {
            self.subscribe(person).await?;
            done.push("subscribed");
        }
        Ok(if done.is_empty() {
            "nothing to do".to_owned()
        } else {
            done.join(", ")
        })
    }

    async fn create_user(&mut self, email: &str) -> Result<(), Error> {
        let params = CreatePageAccessUserParams::new(&self.page_id).email(email);
        match self.client.create_page_access_user(&params).await {
            Ok(user) => {
                self.users.insert(email.to_owned(), user.id);
                Ok(())
            }
            // The user may exist although the response is lost, or somebody else has created it.
            Err(error) if error.may_have_been_carried_out() || error.is_conflict() => {
                self.load_users().await?;
                let is_there = self.users.contains_key(email);
                if is_there { Ok(()) } else { Err(error) }
            }
            Err(error) => Err(error),
        }
    }

    async fn subscribe(&mut self, person: &Person) -> Result<(), Error> {
        let mut params = CreateSubscriberParams::new(&self.page_id).email(&person.email);
        if let Some(user_id) = self.users.get(&person.email) {
            params = params.page_access_user(user_id);
        }
        if !person.component_ids.is_empty() {
            params = params.component_ids(&person.component_ids);
        }
        match self.client.create_subscriber(&params).await {
            Ok(_) => {
                self.subscribers.insert(person.email.clone());
                Ok(())
            }
            // Creating it again would send a second email.
            Err(error) if error.may_have_been_carried_out() => {
                self.load_subscribers().await?;
                let is_there = self.subscribers.contains(&person.email);
                if is_there { Ok(()) } else { Err(error) }
            }
            Err(error) => Err(error),
        }
    }
}

/// Reads all rows; the error names the row that is wrong.
fn people(text: &str) -> Result<Vec<Person>, String> {
    let mut rows = rows(text)?.into_iter().enumerate();
    let header = rows.next().map(|(_, row)| row).unwrap_or_default();
    if header != ["email", "components", "subscribe"] {
        return Err("row 1: expected the columns `email,components,subscribe`".to_owned());
    }
    let rows = rows.filter(|(_, row)| row.iter().any(|cell| !cell.is_empty()));
    let people = rows.map(|(index, cells)| {
        let row = index + 1;
        person(row, &cells).map_err(|error| format!("row {row}: {error}"))
    });
    people.collect()
}

fn person(row: usize, cells: &[String]) -> Result<Person, String> {
    let [email, components, subscribe] = cells else {
        return Err(format!("expected 3 cells, found {}", cells.len()));
    };
    if !email.contains('@') {
        return Err(format!("`{email}` is not an email address"));
    }
    let ids = components.split_whitespace();
    Ok(Person {
        row,
        email: email.to_lowercase(),
        component_ids: ids.map(ComponentId::from).collect(),
        subscribe: match subscribe.as_str() {
            "yes" => true,
            "no" | "" => false,
            other => return Err(format!("`subscribe` must be yes or no, not `{other}`")),
        },
    })
}

/// Splits a CSV into rows of trimmed cells. A cell in quotes may contain commas, line breaks and, doubled,
/// quotes.
fn rows(text: &str) -> Result<Vec<Vec<String>>, String> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut is_quoted = false;
    // The line break at the end closes the last row.
    let text = text.trim_start_matches('\u{feff}').chars().chain(['\n']);
    let mut characters = text.peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if is_quoted && characters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' => is_quoted = !is_quoted,
            ',' | '\n' if !is_quoted => {
                row.push(std::mem::take(&mut cell).trim().to_owned());
                if character == '\n' {
                    rows.push(std::mem::take(&mut row));
                }
            }
            other => cell.push(other),
        }
    }
    if is_quoted {
        return Err("a quote is not closed".to_owned());
    }
    Ok(rows)
}
