//! The files that a description refers to: which they are, and their trees.
//!
//! Nothing is read here. The caller passes a function that returns the bytes of a file below the folder of the description.

use crate::hashed::Map;
use crate::pointer::percent_decoded;
use crate::source::Source;
use crate::value::Value;

/// The files that a document refers to, directly or through others, by their paths relative to its folder.
#[derive(Clone, Debug)]
pub(crate) struct Files {
    /// The name of the document in its folder.
    main: String,
    /// Each file with its tree, or the reason why there is none.
    read: Map<String, File>,
    /// Their paths, in the order in which they were read.
    paths: Vec<String>,
}

type File = Result<(Source, Value), String>;

/// Where a relative reference leads.
pub(crate) enum Target {
    /// The document itself.
    Main,
    File(String),
    Url,
    /// It leaves the folder of the document.
    Outside,
}

impl Files {
    /// Reads the files to which the references in a document lead, each once. `name` is the path of the document.
    pub(crate) fn read(
        name: &str,
        tree: &Value,
        mut load: impl FnMut(&str) -> Result<Vec<u8>, String>,
    ) -> Self {
        let (folder, main) = name.rsplit_once('/').unwrap_or(("", name));
        let mut files = Self {
            main: main.to_owned(),
            read: Map::default(),
            paths: Vec::new(),
        };
        let mut pending = files.of_tree("", tree);
        while let Some(path) = pending.pop() {
            if files.read.contains_key(&path) {
                continue;
            }
            let shown = if folder.is_empty() {
                path.clone()
            } else {
                format!("{folder}/{path}")
            };
            let file = load(&path).and_then(|bytes| {
                let source = Source::from_bytes(shown, bytes);
                let tree = source.parse().map_err(|error| error.headline(&source).0)?;
                Ok((source, tree))
            });
            if let Ok((_, tree)) = &file {
                pending.extend(files.of_tree(&path, tree));
            }
            files.paths.push(path.clone());
            files.read.insert(path, file);
        }
        files
    }

    /// Returns a file.
    pub(crate) fn source(&self, path: &str) -> Option<&Source> {
        let (source, _) = self.read.get(path)?.as_ref().ok()?;
        Some(source)
    }

    /// Returns the tree of a file.
    ///
    /// # Errors
    ///
    /// The reason why there is none.
    pub(crate) fn tree(&self, path: &str) -> Result<&Value, &str> {
        match self.read.get(path) {
            Some(Ok((_, tree))) => Ok(tree),
            Some(Err(reason)) => Err(reason),
            None => Err("it was not read"),
        }
    }

    /// Returns the trees of all files.
    pub(crate) fn trees(&self) -> impl Iterator<Item = (&str, &Value)> {
        let paths = self.paths.iter().map(String::as_str);
        paths.filter_map(|path| Some((path, self.tree(path).ok()?)))
    }

    /// Returns where a reference without its fragment leads from a file, or from the document, which has no path.
    pub(crate) fn target(&self, from: &str, reference: &str) -> Target {
        let scheme = reference.split_once(':').map(|(scheme, _)| scheme);
        let is_scheme = |scheme: &str| {
            scheme.len() > 1 && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        if scheme.is_some_and(is_scheme) || reference.starts_with("//") {
            return Target::Url;
        }
        let reference = percent_decoded(reference);
        // `#` ends the path in a pointer, and `\` separates folders on some systems.
        if reference.starts_with('/') || reference.contains(['#', '\\', ':', '\0']) {
            return Target::Outside;
        }
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
        for step in reference.split('/') {
            match step {
                "" | "." => {}
                ".." => {
                    if steps.pop().is_none() {
                        return Target::Outside;
                    }
                }
                step => steps.push(step),
            }
        }
        let path = steps.join("/");
        if path == self.main {
            Target::Main
        } else {
            Target::File(path)
        }
    }

    /// Returns the files to which the references in a tree lead.
    fn of_tree(&self, from: &str, tree: &Value) -> Vec<String> {
        let mut found = Vec::new();
        let mut pending = vec![tree];
        while let Some(node) = pending.pop() {
            match node {
                Value::Mapping(entries) => {
                    for (key, value) in entries {
                        if let (Some(reference), "$ref") = (value.scalar(), key.as_str()) {
                            let path = reference.split('#').next().unwrap_or_default();
                            if let (false, Target::File(path)) =
                                (path.is_empty(), self.target(from, path))
                            {
                                found.push(path);
                            }
                        }
                        pending.push(value);
                    }
                }
                Value::Sequence(items) => pending.extend(items),
                _ => {}
            }
        }
        found
    }
}
