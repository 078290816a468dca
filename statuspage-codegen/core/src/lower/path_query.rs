//! The query behind a path: what of it is fixed, and what parameters fill.

use crate::document::{Parameter, Place};
use crate::path::{PathTemplate, Segment};

/// The path without what parameters of the query fill, and those of `plain` that are of the query though they are
/// declared for the path.
///
/// # Errors
///
/// What of the query cannot be sent, in words.
pub(super) fn resolve<'a>(
    path: PathTemplate,
    plain: &[(Place, Parameter<'a>)],
) -> Result<(PathTemplate, Vec<&'a str>), String> {
    let (path, query) = path.split_query();
    let declared = |name: &str| {
        let mut declared = plain.iter().filter(|(_, found)| found.name == name);
        declared.find(|(place, _)| matches!(place, Place::Query | Place::Path))
    };
    let mut fixed = Vec::new();
    let mut moved = Vec::new();
    for part in query {
        let (name, value) = match part.segments() {
            [] => continue,
            [Segment::Literal(text), rest @ ..] => {
                let (name, value) = text
                    .split_once('=')
                    .map_or((text.as_str(), None), |(name, value)| (name, Some(value)));
                if name.contains(['/', '?']) || value.is_some_and(|value| value.contains('?')) {
                    return Err(format!("the `?` cuts off `{part}`"));
                }
                (name, value.map(|value| (value, rest)))
            }
            [Segment::Parameter(_), ..] => {
                fixed.push(part);
                continue;
            }
        };
        let found = declared(name);
        let is_filled = match (value, found) {
            // Empty, or a word alone.
            (None | Some(("", [])), Some((place, found))) => {
                if *place == Place::Path {
                    moved.push(found.name);
                }
                true
            }
            (Some(("", [])), None) => {
                return Err(format!("no parameter gives a value for `{part}`"));
            }
            (Some(("", [Segment::Parameter(_)])), Some((place, _))) => *place == Place::Query,
            // The parameter is always sent.
            (Some(_), Some((place, found))) => *place == Place::Query && found.required,
            (_, None) => false,
        };
        if !is_filled {
            fixed.push(part);
        }
    }
    Ok((path.with_query(fixed), moved))
}
