//! Selects the operations that are read: all, or those that the caller names, except those that the caller skips.

use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::hashed::{Map, Set};
use crate::method::Method;
use crate::pointer::Pointer;

/// The operations to read. Each is named by its operationId, by one of its tags, or by its method and path: `get /pages`.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// The operations to read, with the types that they use; empty for all operations and types.
    pub only: Vec<String>,
    /// The operations to ignore, also of those in `only`.
    pub skip: Vec<String>,
}

/// A selection, and the operations found so far.
pub(crate) struct Selector<'a> {
    selection: &'a Selection,
    /// The names in the selection that an operation has.
    found: Set<&'a str>,
    /// The names of all operations, and their tags.
    known: Vec<String>,
    /// The operations that are read, by pointer.
    read: Vec<(String, String)>,
}

/// What an operation can be selected by.
pub(crate) struct Names<'n> {
    pub(crate) id: Option<&'n str>,
    pub(crate) tags: Vec<&'n str>,
    pub(crate) method: Method,
    pub(crate) path: &'n str,
}

impl Names<'_> {
    fn has(&self, name: &str) -> bool {
        let is_request = || {
            name.split_once(' ').is_some_and(|(key, rest)| {
                Method::from_key(key) == Some(self.method) && rest.trim() == self.path
            })
        };
        self.id == Some(name) || self.tags.contains(&name) || is_request()
    }
}

impl<'a> Selector<'a> {
    pub(crate) fn new(selection: &'a Selection) -> Self {
        Self {
            selection,
            found: Set::default(),
            known: Vec::new(),
            read: Vec::new(),
        }
    }

    /// Returns whether types that no operation uses are read.
    pub(crate) fn has_all_types(&self) -> bool {
        self.selection.only.is_empty()
    }

    /// Returns whether there are operations, read or not.
    pub(crate) fn knows_any(&self) -> bool {
        !self.known.is_empty()
    }

    /// Returns whether an operation is read.
    pub(crate) fn has(&mut self, pointer: &Pointer, names: &Names<'_>) -> bool {
        let mut is_named_in = |list: &'a [String]| {
            let matching = list.iter().filter(|name| names.has(name));
            let matching: Vec<_> = matching.map(String::as_str).collect();
            self.found.extend(matching.iter().copied());
            !matching.is_empty()
        };
        let is_wanted = is_named_in(&self.selection.only) || self.selection.only.is_empty();
        let is_read = !is_named_in(&self.selection.skip) && is_wanted;
        let made = || format!("{} {}", names.method.as_str().to_lowercase(), names.path);
        let name = names.id.map_or_else(made, str::to_owned);
        if is_read {
            self.read.push((pointer.to_string(), name.clone()));
        }
        self.known.push(name);
        self.known
            .extend(names.tags.iter().map(|&tag| tag.to_owned()));
        is_read
    }

    /// Returns whether operations have all the names; reports an error for each other name.
    pub(crate) fn report_unknown(&self, diagnostics: &Diagnostics) -> bool {
        let names = self.selection.only.iter().chain(&self.selection.skip);
        let mut are_known = true;
        for name in names.filter(|name| !self.found.contains(name.as_str())) {
            are_known = false;
            let message = format!("there is no operation or tag `{name}`");
            let similar = self.similar(name);
            let help = if similar.is_empty() {
                "use an operationId, a tag, or a method and path such as `get /pages`".to_owned()
            } else {
                format!("similar names are `{}`", similar.join("`, `"))
            };
            let pointer = Pointer::default().child("paths");
            diagnostics.error(Rule::UnknownOperation, &pointer, message, help);
        }
        are_known
    }

    /// Adds to each error the operations that must be skipped to avoid it.
    pub(crate) fn attribute(&self, diagnostics: &mut [Diagnostic]) {
        let by_pointer = self.read.iter().map(|(at, name)| (at.as_str(), name));
        let by_pointer: Map<&str, &String> = by_pointer.collect();
        let mut by_path: Map<&str, Vec<&String>> = Map::default();
        for (at, name) in &self.read {
            let path = at.rsplit_once('/').map_or("", |(path, _)| path);
            by_path.get_or_insert_with(path, Vec::new).push(name);
        }
        let errors = diagnostics.iter_mut();
        for error in errors.filter(|found| found.severity == Severity::Error) {
            // The operation that contains the node, or all operations of the path.
            let pointer = error.pointer.to_string();
            let ends = pointer.match_indices('/').map(|(end, _)| end);
            let mut nodes = ends.chain([pointer.len()]).map(|end| pointer.get(..end));
            let names = match nodes.find_map(|node| by_pointer.get(node?)) {
                Some(&name) => vec![name],
                None => by_path.get(&*pointer).cloned().unwrap_or_default(),
            };
            error.operations = names.into_iter().cloned().collect();
        }
    }

    /// Returns the three most similar names, of those that differ in at most a third of their letters.
    fn similar(&self, name: &str) -> Vec<&str> {
        let mut found: Vec<(usize, &str)> = self
            .known
            .iter()
            .map(|known| (distance(name, known), known.as_str()))
            .filter(|(distance, _)| *distance <= name.chars().count().div_ceil(3))
            .collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().take(3).map(|(_, known)| known).collect()
    }
}

/// Returns the edit distance of two texts, ignoring case.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (index, from) in left.to_lowercase().chars().enumerate() {
        let mut diagonal = index;
        let mut last = index + 1;
        for (cell, to) in row.iter_mut().skip(1).zip(&right) {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = *cell;
            last = replaced.min(diagonal + 1).min(last + 1);
            *cell = last;
        }
        if let Some(first) = row.first_mut() {
            *first = index + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn distances() {
        for (left, right, expected) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("list-pets", "List-Pets", 0),
            ("list-pets", "lst-pets", 1),
            ("kitten", "sitting", 3),
            ("é", "e", 1),
        ] {
            assert_eq!(distance(left, right), expected, "{left} {right}");
        }
    }
}
