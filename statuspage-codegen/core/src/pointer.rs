//! JSON pointers (RFC 6901), also to nodes of other files than the document itself.

use std::fmt;

/// The address of a node: empty for the whole document, otherwise a `/` before each step. Before the address in another file are
/// the path of that file, relative to the folder of the document, and a `#`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// Returns the pointer to a child of this node: a key of a mapping, or the index of an item.
    #[must_use]
    pub fn child(&self, token: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + token.len() + 1);
        text.push_str(&self.0);
        text.push('/');
        for character in token.chars() {
            match character {
                '~' => text.push_str("~0"),
                '/' => text.push_str("~1"),
                other => text.push(other),
            }
        }
        Self(text)
    }

    /// Creates the address of a node in another file, of which it has the address `local`.
    pub(crate) fn in_file(path: &str, local: &Self) -> Self {
        Self(format!("{path}#{}", local.0))
    }

    /// Returns the path of the file, relative to the folder of the document; `None` for the document itself.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        self.parts().0
    }

    /// Returns the address in the file.
    #[must_use]
    pub fn local(&self) -> Self {
        Self(self.parts().1.to_owned())
    }

    /// Returns the address of the root of the file.
    pub(crate) fn root(&self) -> Self {
        self.file()
            .map_or_else(Self::default, |path| Self::in_file(path, &Self::default()))
    }

    /// Returns the address of a node that has the address `local` seen from this one.
    pub(crate) fn join(&self, local: &Self) -> Self {
        Self(format!("{}{}", self.0, local.0))
    }

    /// Splits into the path of the file, and the address in it.
    fn parts(&self) -> (Option<&str>, &str) {
        if self.0.starts_with('/') {
            return (None, &self.0);
        }
        match self.0.split_once('#') {
            Some((path, local)) => (Some(path), local),
            None => (None, &self.0),
        }
    }

    /// Returns the steps from the root of the file, unescaped.
    pub fn tokens(&self) -> impl Iterator<Item = String> {
        self.parts()
            .1
            .split('/')
            .skip(1)
            .map(|token| token.replace("~1", "/").replace("~0", "~"))
    }

    /// Parses the fragment of a local reference, such as `#/definitions/Pet`, in which `%20` is a space.
    ///
    /// `None` if the reference leaves the document.
    #[must_use]
    pub fn from_reference(reference: &str) -> Option<Self> {
        let fragment = reference.strip_prefix('#')?;
        (fragment.is_empty() || fragment.starts_with('/')).then(|| Self(percent_decoded(fragment)))
    }

    /// Returns whether the node is inside another.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        let rest = self.0.strip_prefix(&other.0);
        rest.is_some_and(|rest| rest.starts_with('/'))
    }

    /// Returns whether the last step is the index of an item.
    pub(crate) fn is_item(&self) -> bool {
        let last = self.0.rsplit('/').next().unwrap_or_default();
        is_index(last)
    }
}

/// Returns whether a step can be the index of an item.
pub(crate) fn is_index(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|digit| digit.is_ascii_digit())
}

/// Decodes `%` and two hexadecimal digits as a byte; returns the text unchanged if the result is not UTF-8.
pub(crate) fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        let code = after
            .get(..2)
            .filter(|code| code.bytes().all(|digit| digit.is_ascii_hexdigit()));
        if let Some(byte) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            bytes.push(byte);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(b'%');
            rest = after;
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

impl fmt::Display for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_with_slashes_and_tildes_survive() {
        let pointer = Pointer::default()
            .child("paths")
            .child("/a~b/{c}")
            .child("0");
        assert_eq!(pointer.to_string(), "/paths/~1a~0b~1{c}/0");
        assert_eq!(
            pointer.tokens().collect::<Vec<_>>(),
            ["paths", "/a~b/{c}", "0"]
        );
        assert_eq!(Pointer::default().tokens().count(), 0);
    }

    #[test]
    fn a_node_of_another_file_has_its_path_in_front() {
        let local = Pointer::default().child("a#b").child("c");
        let pointer = Pointer::in_file("x/y.yaml", &local);
        assert_eq!(pointer.to_string(), "x/y.yaml#/a#b/c");
        assert_eq!(pointer.file(), Some("x/y.yaml"));
        assert_eq!(pointer.local(), local);
        assert_eq!(pointer.tokens().collect::<Vec<_>>(), ["a#b", "c"]);
        assert_eq!((local.file(), local.local()), (None, local.clone()));
        let root = Pointer::in_file("x.yaml", &Pointer::default());
        assert_eq!(root.child("c").to_string(), "x.yaml#/c");
        assert!(root.child("c").is_within(&root));
        assert!(!root.child("c").is_within(&Pointer::default()));
        assert_eq!(root.tokens().count(), 0);
    }

    #[test]
    fn only_local_references_are_pointers() {
        let pet = Pointer::default().child("definitions").child("Pet");
        assert_eq!(Pointer::from_reference("#/definitions/Pet"), Some(pet));
        let coded = Pointer::from_reference("#/a%20b/%C2%ABc%/%ff%2F").unwrap();
        assert_eq!(coded.to_string(), "/a%20b/%C2%ABc%/%ff%2F");
        let coded = Pointer::from_reference("#/a%20b/%C2%ABc%/d").unwrap();
        assert_eq!(coded.to_string(), "/a b/«c%/d");
        assert_eq!(Pointer::from_reference("#"), Some(Pointer::default()));
        assert_eq!(Pointer::from_reference("other.yaml#/Pet"), None);
        assert_eq!(Pointer::from_reference("#Pet"), None);
    }
}
