//! The API key: from the environment or from a file that nobody else can read, never from an argument.

use std::{env, fs::File, io::Read as _, path::Path};

use statuspage_client::{ApiKey, Client, ClientBuilder};

use crate::exit::Failure;

const KEY: &str = "STATUSPAGE_API_KEY";
const BASE_URL: &str = "STATUSPAGE_BASE_URL";

/// Returns a builder with the API key and the base URL.
pub(crate) fn builder(key_file: Option<&Path>) -> Result<ClientBuilder, Failure> {
    let builder = Client::builder().api_key(key(key_file)?);
    let builder = builder.user_agent(concat!("statuspage-cli/", env!("CARGO_PKG_VERSION")));
    Ok(match variable(BASE_URL)? {
        Some(url) => builder.base_url(url),
        None => builder,
    })
}

/// Returns the base URL that requests are sent to, without a slash at its end.
pub(crate) fn base_url() -> Result<String, Failure> {
    let url = variable(BASE_URL)?.unwrap_or_else(|| statuspage_client::BASE_URL.to_owned());
    Ok(url.trim_end_matches('/').to_owned())
}

fn key(file: Option<&Path>) -> Result<ApiKey, Failure> {
    if let Some(path) = file {
        let key = ApiKey::new(read(path)?);
        return key.map_err(|error| Failure::Usage(format!("{}: {error}", path.display())));
    }
    let Some(key) = variable(KEY)? else {
        return Err(Failure::Usage(format!(
            "there is no API key: set {KEY}, or name a file that contains it with --key-file or STATUSPAGE_API_KEY_FILE"
        )));
    };
    ApiKey::new(key).map_err(|error| Failure::Usage(format!("{KEY}: {error}")))
}

/// Returns the value of an environment variable; an empty one counts as not set.
fn variable(name: &str) -> Result<Option<String>, Failure> {
    match env::var(name) {
        Ok(text) if text.trim_ascii().is_empty() => Ok(None),
        Ok(text) => Ok(Some(text)),
        Err(env::VarError::NotPresent) => Ok(None),
        Err(env::VarError::NotUnicode(_)) => Err(Failure::Usage(format!(
            "the environment variable {name} is not valid UTF-8"
        ))),
    }
}

/// Reads a file whose permissions keep others from reading it.
fn read(path: &Path) -> Result<String, Failure> {
    let shown = path.display();
    let wrong = |what: String| Failure::Usage(format!("the key file {shown} {what}"));
    let mut file = File::open(path).map_err(|error| wrong(format!("cannot be opened: {error}")))?;
    // Of the open file, so that it is the file that is read.
    let found = file
        .metadata()
        .map_err(|error| wrong(format!("cannot be read: {error}")))?;
    if is_open_to_others(&found) {
        return Err(wrong(format!(
            "can be read by others: run `chmod 600 {shown}`"
        )));
    }
    let mut text = String::new();
    file.read_to_string(&mut text)
        .map_err(|error| wrong(format!("cannot be read: {error}")))?;
    Ok(text)
}

#[cfg(unix)]
fn is_open_to_others(file: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;

    // A pipe, such as that of `<(pass show statuspage)`, has no other readers.
    file.is_file() && file.permissions().mode() & 0o077 != 0
}

/// Elsewhere, files have access lists, which the standard library cannot read.
#[cfg(not(unix))]
fn is_open_to_others(_: &std::fs::Metadata) -> bool {
    false
}
