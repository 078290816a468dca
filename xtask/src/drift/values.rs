//! Compares parameters, fields and types.

use std::collections::{BTreeMap, BTreeSet};

use statuspage_codegen_core::api::{Constraints, Model, Type};

use super::compare::{Addition, Comparison, ONLY_OURS};
use super::side::{Form, Member, Origin, Value};

impl<'a> Comparison<'a> {
    /// Compares the parameters of an operation or the fields of an object. `place` is the text before their names.
    pub(super) fn members(
        &mut self,
        place: &str,
        ours: Vec<Member<'a>>,
        mut page: Vec<Member<'a>>,
        addition: impl Fn(Member<'a>) -> Option<Addition<'a>>,
    ) {
        for member in ours {
            let place = match (member.origin, member.name.strip_prefix("path ")) {
                (Some(Origin::Parameter(found)), Some(_)) => format!("{place}path {}", found.name),
                _ => format!("{place}{}", member.name),
            };
            match page.iter().position(|found| found.name == member.name) {
                Some(at) => self.member(&place, &member, &page.remove(at)),
                None => self.differ(place, ONLY_OURS),
            }
        }
        for member in page {
            self.addition(format!("{place}{}", member.name), addition(member));
        }
    }

    fn member(&mut self, place: &str, ours: &Member<'a>, page: &Member<'a>) {
        self.texts.add(place, page.text.unwrap_or_default());
        // Of an envelope, that is not known.
        if ours.origin.is_some() && page.origin.is_some() {
            self.flags(place, "required", [ours.required, page.required]);
            self.flags(place, "null allowed", [ours.nullable, page.nullable]);
            self.flags(place, "deprecated", [ours.deprecated, page.deprecated]);
        }
        let constraints = |member: &Member<'a>| -> BTreeMap<&str, &str> {
            let all = member.constraints.into_iter();
            all.flat_map(Constraints::entries).collect()
        };
        let both = [ours, page].map(constraints);
        let keywords: BTreeSet<&str> = both.iter().flat_map(BTreeMap::keys).copied().collect();
        for keyword in keywords {
            let value =
                |found: &BTreeMap<&str, &'a str>| found.get(keyword).copied().unwrap_or("none");
            self.values(place, keyword, both.each_ref().map(value));
        }
        self.value(place, &ours.value, &page.value);
    }

    pub(super) fn value(&mut self, place: &str, ours: &Value<'a>, page: &Value<'a>) {
        match (self.ours.form(ours), self.page.form(page)) {
            (Form::List(ours), Form::List(page)) => self.types(&format!("{place}[]"), ours, page),
            (Form::Map(ours), Form::Map(page)) => self.types(&format!("{place}{{}}"), ours, page),
            (Form::Map(ours), Form::Object(_, fields)) if fields.len() == 1 => {
                // One property is a sample of a map. Its name may be a random id.
                for sample in fields {
                    if !is_random(&sample.name) {
                        let what = format!("type: ours map, page object with `{}`", sample.name);
                        self.differ(place, what);
                    }
                    self.value(&format!("{place}{{}}"), &Value::Type(ours), &sample.value);
                }
            }
            (Form::Object(Some(ours), of_ours), Form::Object(page, of_page)) => {
                if self.is_new(ours, page) {
                    let addition = |member| Some(Addition::Field(ours, member));
                    self.members(&format!("{}.", ours.type_name), of_ours, of_page, addition);
                }
            }
            (Form::Object(None, of_ours), Form::Object(_, of_page)) => {
                let neighbour = of_ours.first().and_then(|found| found.origin);
                let addition = |member: Member<'a>| {
                    let neighbour = neighbour.filter(|_| !member.is_rest())?;
                    Some(Addition::BodyField(neighbour, member))
                };
                self.members(&format!("{place}."), of_ours, of_page, addition);
            }
            (Form::Enum(model, of_ours), Form::Enum(page, of_page)) => {
                self.is_new(model, Some(page));
                // Each use is compared: the page may list other values for a request than for a response.
                let place = |value: &str| format!("{place} value \"{value}\"");
                for value in of_ours.iter().filter(|value| !of_page.contains(value)) {
                    self.differ(place(value), ONLY_OURS);
                }
                for value in of_page.iter().filter(|value| !of_ours.contains(value)) {
                    self.addition(place(value), Some(Addition::Value(model, value)));
                }
            }
            _ => {
                let described = [self.ours.describe(ours), self.page.describe(page)];
                self.values(place, "type", described);
            }
        }
    }

    fn types(&mut self, place: &str, ours: &'a Type, page: &'a Type) {
        self.value(place, &Value::Type(ours), &Value::Type(page));
    }

    /// Whether two models were not compared yet.
    fn is_new(&mut self, ours: &'a Model, page: Option<&'a Model>) -> bool {
        let name = page.map_or("", |page| &page.type_name);
        if let Some(page) = page {
            self.models.entry(name).or_insert(ours);
            let text = page.description.as_deref().unwrap_or_default();
            self.texts.add(&ours.type_name, text);
        }
        self.visited.insert((&ours.type_name, name))
    }
}

/// Whether a name looks like the ids that the page makes up in each download.
pub(super) fn is_random(name: &str) -> bool {
    let is_legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    name.len() == 12 && name.bytes().all(is_legal)
}
