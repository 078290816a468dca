//! Reads the types of the description line by line, independently of the reader that generates the client.

const DESCRIPTION: &str = include_str!("../../../../spec/statuspage.yaml");

/// A definition that becomes a struct.
#[derive(Debug)]
pub(crate) struct Struct {
    pub(crate) name: &'static str,
    pub(crate) properties: Vec<Property>,
}

#[derive(Debug)]
pub(crate) struct Property {
    pub(crate) name: &'static str,
    pub(crate) required: bool,
    lines: Vec<&'static str>,
}

impl Struct {
    /// Returns the names of the required or of the optional properties.
    pub(crate) fn names(&self, required: bool) -> impl Iterator<Item = &'static str> {
        let properties = self.properties.iter();
        let properties = properties.filter(move |property| property.required == required);
        properties.map(|property| property.name)
    }

    /// Returns whether a property contains one of these lines.
    pub(crate) fn says(&self, lines: &[&str]) -> bool {
        self.lines().any(|line| lines.contains(&line))
    }

    /// Returns whether a property is an enum or an array of an enum.
    pub(crate) fn has_enum(&self) -> bool {
        let enums = definitions().filter(|definition| definition.below("enum").is_some());
        let names: Vec<&str> = enums.map(|definition| definition.key).collect();
        let mut references = self.properties.iter().filter_map(Property::reference);
        references.any(|reference| names.contains(&reference))
    }

    fn lines(&self) -> impl Iterator<Item = &str> {
        let properties = self.properties.iter();
        properties.flat_map(|property| property.lines.iter().map(|line| line.trim()))
    }
}

impl Property {
    /// Returns the struct that the property, or each of its items, refers to.
    pub(crate) fn nested(&self) -> Option<Struct> {
        let reference = self.reference()?;
        structs().find(|definition| definition.name == reference)
    }

    fn reference(&self) -> Option<&'static str> {
        let mut lines = self.lines.iter();
        lines.find_map(|line| line.split_once("#/definitions/")?.1.strip_suffix('\''))
    }
}

/// Returns all definitions except maps, and those that are strings: ids and enums.
pub(crate) fn structs() -> impl Iterator<Item = Struct> {
    let objects = definitions().filter(|definition| {
        let others = ["enum", "x-rust-type", "additionalProperties"];
        others.iter().all(|key| definition.below(key).is_none())
    });
    objects.map(|definition| {
        let required = definition.below("required").unwrap_or_default();
        let properties = definition.below("properties").unwrap_or_default();
        let properties = entries(properties, 6).map(|property| Property {
            name: property.key,
            required: required.contains(&format!("    - {}", property.key).as_str()),
            lines: property.lines,
        });
        Struct {
            name: definition.key,
            properties: properties.collect(),
        }
    })
}

fn definitions() -> impl Iterator<Item = Entry> {
    let mut sections = entries(DESCRIPTION.lines().collect(), 0);
    let section = sections.find(|section| section.key == "definitions");
    entries(section.unwrap().lines, 2)
}

/// A key of a YAML mapping with the lines of its value.
struct Entry {
    key: &'static str,
    lines: Vec<&'static str>,
}

impl Entry {
    /// Returns the lines of the value of a key.
    fn below(&self, key: &str) -> Option<Vec<&'static str>> {
        let mut entries = entries(self.lines.clone(), 4);
        entries
            .find(|entry| entry.key == key)
            .map(|entry| entry.lines)
    }
}

/// Returns the entries of the mapping whose keys have this indentation. Items of a list may have the same indentation.
fn entries(lines: Vec<&'static str>, indentation: usize) -> impl Iterator<Item = Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for line in lines {
        let text = line.trim_start();
        let is_key = !text.is_empty() && !text.starts_with(['-', '#']);
        if is_key && line.len() - text.len() == indentation {
            let (key, _) = text.split_once(':').expect(line);
            entries.push(Entry {
                key,
                lines: Vec::new(),
            });
        } else if let Some(entry) = entries.last_mut() {
            entry.lines.push(line);
        }
    }
    entries.into_iter()
}
