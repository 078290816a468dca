//! The query in a path: the parts that are sent unchanged, and the parts that parameters replace.

use crate::document::{Parameter, Place};
use crate::path::{PathTemplate, Segment};

/// Returns the path without the parts of its query that are sent as parameters, and the names of parameters that belong to the
/// query although they are declared for the path.
///
/// # Errors
///
/// A message about a part of the query that cannot be sent.
pub(super) fn resolve<'a>(
    path: PathTemplate,
    parameters: &[(Place, Parameter<'a>)],
) -> Result<(PathTemplate, Vec<&'a str>), String> {
    let (path, query) = path.split_query();
    let declared = |name: &str| {
        let mut declared = parameters.iter().filter(|(_, found)| found.name == name);
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
        let is_parameter = match (value, declared(name)) {
            // `a=` or `a`.
            (None | Some(("", [])), Some((place, found))) => {
                if *place == Place::Path {
                    moved.push(found.name);
                }
                true
            }
            (Some(("", [])), None) => {
                return Err(format!("no parameter gives a value for `{part}`"));
            }
            // `a={b}`.
            (Some(("", [Segment::Parameter(_)])), Some((place, _))) => *place == Place::Query,
            // `a=b`, which a required parameter always replaces.
            (Some(_), Some((place, found))) => *place == Place::Query && found.required,
            (_, None) => false,
        };
        if !is_parameter {
            fixed.push(part);
        }
    }
    Ok((path.with_query(fixed), moved))
}
