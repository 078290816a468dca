//! Path parameters: each one a single segment's part of the path, whatever it holds.

use std::borrow::Cow;

use super::encoding::encoded;

/// Puts the encoded value wherever `{name}` stands.
pub(super) fn fill(path: &mut Cow<'static, str>, name: &str, value: &str) -> Result<(), String> {
    if matches!(value, "" | "." | "..") {
        return Err(format!(
            "`{value}` is no value for a path parameter, since it would reach another path: give an id"
        ));
    }
    let Some(mut place) = placeholder(path, name) else {
        return Err(format!("`{path}` has no place for this path parameter"));
    };
    let value: Cow<'_, str> = encoded(value.as_bytes()).into();
    if let Cow::Borrowed(template) = *path {
        // An id is about as long as the placeholder: some room spares all further allocations.
        let mut owned = String::with_capacity(template.len() + value.len() + 32);
        owned.push_str(template);
        *path = Cow::Owned(owned);
    }
    loop {
        path.to_mut().replace_range(place, &value);
        match placeholder(path, name) {
            Some(next) => place = next,
            None => return Ok(()),
        }
    }
}

/// The first parameter that has no value yet.
pub(super) fn missing(path: &str) -> Option<&str> {
    let (_, rest) = path.split_once('{')?;
    Some(rest.split_once('}').map_or(rest, |(name, _)| name))
}

fn placeholder(path: &str, name: &str) -> Option<std::ops::Range<usize>> {
    path.match_indices('{').find_map(|(start, _)| {
        let inside = path.get(start..)?.strip_prefix('{')?;
        let rest = inside.strip_prefix(name)?.strip_prefix('}')?;
        Some(start..path.len() - rest.len())
    })
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{fill, missing};

    #[test]
    fn only_the_named_placeholder_is_filled_wherever_it_stands() {
        let mut path = Cow::Borrowed("/{a}/{ab}/{a}.json");
        assert_eq!(fill(&mut path, "a", "{ab}"), Ok(()));
        assert_eq!(path, "/%7Bab%7D/{ab}/%7Bab%7D.json");
        assert_eq!(missing(&path), Some("ab"));
        assert_eq!(fill(&mut path, "ab", "..."), Ok(()));
        assert_eq!(path, "/%7Bab%7D/.../%7Bab%7D.json");
        assert_eq!(missing(&path), None);
    }

    #[test]
    fn an_unknown_name_is_refused() {
        let mut path = Cow::Borrowed("/{a}");
        assert!(fill(&mut path, "b", "1").is_err());
        assert!(fill(&mut path, "", "1").is_err());
        assert_eq!(path, "/{a}");
    }

    #[test]
    fn what_would_reach_another_path_is_refused() {
        for value in ["", ".", ".."] {
            let mut path = Cow::Borrowed("/{a}/x");
            let reason = fill(&mut path, "a", value).unwrap_err();
            assert!(reason.contains(&format!("`{value}`")), "{reason}");
            assert_eq!(path, "/{a}/x");
        }
    }
}
