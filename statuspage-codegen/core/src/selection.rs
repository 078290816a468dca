//! Selects the operations that are read: all except those that the caller skips.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use crate::method::Method;
use crate::pointer::Pointer;

/// The operations to skip, and the operations found so far.
pub(crate) struct Selection<'a> {
    /// Each name with whether an operation has it.
    skipped: Vec<(&'a str, bool)>,
    /// The operations that are read, by pointer.
    read: BTreeMap<String, String>,
}

impl<'a> Selection<'a> {
    pub(crate) fn without(skip: &'a [String]) -> Self {
        Self {
            skipped: skip.iter().map(|name| (name.as_str(), false)).collect(),
            read: BTreeMap::new(),
        }
    }

    /// Returns whether an operation is read. Its names are its operationId, and its method and path: `get /pages`.
    pub(crate) fn has(
        &mut self,
        pointer: &Pointer,
        id: Option<&str>,
        method: Method,
        path: &str,
    ) -> bool {
        let mut is_read = true;
        for (name, is_known) in &mut self.skipped {
            let is_request = || {
                name.split_once(' ').is_some_and(|(key, rest)| {
                    Method::from_key(key) == Some(method) && rest.trim() == path
                })
            };
            if id == Some(name) || is_request() {
                *is_known = true;
                is_read = false;
            }
        }
        if is_read {
            let made = || format!("{} {path}", method.as_str().to_lowercase());
            let name = id.map_or_else(made, str::to_owned);
            self.read.insert(pointer.to_string(), name);
        }
        is_read
    }

    /// Returns an error for each name that no operation has.
    pub(crate) fn report_unknown(&self, diagnostics: &Diagnostics) {
        for (name, _) in self.skipped.iter().filter(|(_, is_known)| !is_known) {
            let message = format!("there is no operation `{name}` to skip");
            let similar = self.similar(name);
            let help = if similar.is_empty() {
                "use an operationId, or a method and path such as `get /pages`".to_owned()
            } else {
                format!("similar names are `{}`", similar.join("`, `"))
            };
            let pointer = Pointer::default().child("paths");
            diagnostics.error(Rule::UnknownOperation, &pointer, message, help);
        }
    }

    /// Adds to each error the operations that must be skipped to avoid it.
    pub(crate) fn attribute(&self, diagnostics: &mut [Diagnostic]) {
        let errors = diagnostics.iter_mut();
        for error in errors.filter(|found| found.severity == Severity::Error) {
            error.operations = self.at(&error.pointer.to_string()).into();
        }
    }

    /// Returns the operation that contains a node, or all operations of a path.
    fn at(&self, pointer: &str) -> Vec<String> {
        let ends = pointer.match_indices('/').map(|(end, _)| end);
        let mut nodes = ends.chain([pointer.len()]).map(|end| pointer.get(..end));
        if let Some(name) = nodes.find_map(|node| self.read.get(node?)) {
            return vec![name.clone()];
        }
        if pointer.matches('/').count() != 2 {
            return Vec::new();
        }
        let below = format!("{pointer}/");
        let operations = self.read.range(below.clone()..);
        operations
            .take_while(|(at, _)| at.starts_with(&below))
            .map(|(_, name)| name.clone())
            .collect()
    }

    /// Returns the three most similar names, of those that differ in at most a third of their letters.
    fn similar(&self, name: &str) -> Vec<&str> {
        let mut found: Vec<(usize, &str)> = self
            .read
            .values()
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
