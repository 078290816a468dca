//! Path parameters: the value of one never adds or removes path segments.

use std::borrow::Cow;

use super::encoding::encoded;

/// Replaces each `{name}` with the encoded value.
pub(super) fn fill(path: &mut Cow<'static, str>, name: &str, value: &str) -> Result<(), String> {
    if matches!(value, "" | "." | "..") {
        return Err(format!(
            "`{value}` is not valid as a path parameter, because it would change the path: expected an id"
        ));
    }
    let Some(mut place) = placeholder(path, name) else {
        return Err(format!("the path `{path}` has no parameter of this name"));
    };
    let value: Cow<'_, str> = encoded(value.as_bytes()).into();
    if let Cow::Borrowed(template) = *path {
        // An id is about as long as its placeholder, so this is usually the only allocation.
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

/// Returns the first parameter that has no value yet.
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
    fn all_placeholders_of_the_name_are_replaced_and_no_others() {
        let mut path = Cow::Borrowed("/{a}/{ab}/{a}.json");
        assert_eq!(fill(&mut path, "a", "{ab}"), Ok(()));
        assert_eq!(path, "/%7Bab%7D/{ab}/%7Bab%7D.json");
        assert_eq!(missing(&path), Some("ab"));
        assert_eq!(fill(&mut path, "ab", "..."), Ok(()));
        assert_eq!(path, "/%7Bab%7D/.../%7Bab%7D.json");
        assert_eq!(missing(&path), None);
    }

    #[test]
    fn an_unknown_name_is_rejected() {
        let mut path = Cow::Borrowed("/{a}");
        assert!(fill(&mut path, "b", "1").is_err());
        assert!(fill(&mut path, "", "1").is_err());
        assert_eq!(path, "/{a}");
    }

    #[test]
    fn values_that_would_change_the_path_are_rejected() {
        for value in ["", ".", ".."] {
            let mut path = Cow::Borrowed("/{a}/x");
            let reason = fill(&mut path, "a", value).unwrap_err();
            assert!(reason.contains(&format!("`{value}`")), "{reason}");
            assert_eq!(path, "/{a}/x");
        }
    }
}
