//! The crates that are measured: written below the target folder, outside of the workspace.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// A crate of a user.
pub(super) struct UserCrate {
    folder: PathBuf,
}

impl UserCrate {
    pub(super) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command
            .current_dir(&self.folder)
            .args(arguments)
            .env("CARGO_TARGET_DIR", self.target());
        command
    }

    pub(super) fn main(&self) -> PathBuf {
        self.folder.join("src/main.rs")
    }

    /// Removes what was built.
    pub(super) fn clean(&self) -> Result<()> {
        remove(&self.target())
    }

    fn target(&self) -> PathBuf {
        self.folder.join("target")
    }

    /// Writes the crate, with the workspace's lock file, so that all versions are the same.
    fn write(folder: &Path, root: &Path, dependencies: &str, main: &str) -> Result<Self> {
        remove(folder)?;
        fs::create_dir_all(folder.join("src"))?;
        let manifest = format!(
            "[package]\nname = \"user\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
             [dependencies]\n{dependencies}\n[workspace]\n"
        );
        fs::write(folder.join("Cargo.toml"), manifest)?;
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        fs::write(folder.join("src/main.rs"), main)?;
        Ok(Self {
            folder: folder.to_owned(),
        })
    }
}

/// A crate that makes a call through the client.
pub(super) fn with_client(folder: &Path, root: &Path) -> Result<UserCrate> {
    let main = r#"//! One call through the client.

use statuspage_client::Client;
use statuspage_client::params::GetYourPageProfileParams;

fn main() {
    let client = Client::new("key").expect("a key");
    drop(client.get_your_page_profile(&GetYourPageProfileParams::new("page")));
}
"#;
    UserCrate::write(
        folder,
        root,
        "statuspage-client = { path = \"../library/statuspage-client\" }\n",
        main,
    )
}

/// A crate that makes the same call by hand.
pub(super) fn plain(folder: &Path, root: &Path) -> Result<UserCrate> {
    let dependencies = r#"reqwest = { version = "0.13", default-features = false, features = ["rustls", "system-proxy"] }
serde = { version = "1", features = ["derive"] }
serde_json = "1"
"#;
    let main = r#"//! The same call by hand.

#[derive(serde::Deserialize)]
struct Page {
    id: String,
}

async fn page(client: reqwest::Client) -> Option<String> {
    let request = client.get("https://api.statuspage.io/v1/pages/page.json").header("Authorization", "OAuth key");
    let body = request.send().await.ok()?.bytes().await.ok()?;
    Some(serde_json::from_slice::<Page>(&body).ok()?.id)
}

fn main() {
    drop(page(reqwest::Client::new()));
}
"#;
    UserCrate::write(folder, root, dependencies, main)
}

/// Copies the library crates, so that a change of the description is not one of the checkout.
pub(super) fn copy_library(root: &Path, folder: &Path) -> Result<PathBuf> {
    remove(folder)?;
    fs::create_dir_all(folder)?;
    for entry in [
        "Cargo.toml",
        "Cargo.lock",
        "spec",
        "statuspage-codegen",
        "statuspage-client",
        "xtask",
    ] {
        copy(&root.join(entry), &folder.join(entry))?;
    }
    Ok(folder.to_owned())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if from.is_dir() {
        fs::create_dir_all(to)?;
        for entry in fs::read_dir(from)? {
            let name = entry?.file_name();
            copy(&from.join(&name), &to.join(&name))?;
        }
    } else {
        fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    }
    Ok(())
}

/// Adds a line to a file.
pub(super) fn append(file: &Path, line: &str) -> Result<()> {
    let text = fs::read_to_string(file)? + line;
    Ok(fs::write(file, text)?)
}

/// Changes one letter of the first summary, to another each time.
pub(super) fn change_one_character(description: &Path) -> Result<()> {
    let text = fs::read_to_string(description)?;
    let at = text
        .find("summary: ")
        .context("the description has no summary")?
        + "summary: ".len();
    let letter = if text[at..].starts_with('X') {
        "Y"
    } else {
        "X"
    };
    Ok(fs::write(
        description,
        [&text[..at], letter, &text[at + 1..]].concat(),
    )?)
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}
