//! Builds the tree of a text from what a reader of YAML or JSON finds, and keeps where each node begins.

use crate::hashed::Map;
use crate::value::Value;

/// The maximum depth of lists and mappings. Everything that walks the tree is recursive.
const DEEPEST: usize = 128;

/// Returns the maximum size of the tree of a text. Aliases, and long keys around many nodes, can turn a small text into a huge
/// tree. The pointer to a node counts too, because later stages create one for each node.
fn budget(text: &str) -> usize {
    (16 << 20) + text.len().saturating_mul(32)
}

/// What is wrong at an offset of a text, and the remedy.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) at: usize,
    pub(super) message: String,
    pub(super) help: &'static str,
    /// The kind and the offset of the list or mapping around it, if they help to find the mistake.
    pub(super) inside: Option<(&'static str, usize)>,
}

impl Problem {
    pub(super) fn new(at: usize, message: impl Into<String>, help: &'static str) -> Self {
        Self {
            at,
            message: message.into(),
            help,
            inside: None,
        }
    }

    /// Adds the innermost list or mapping that is not complete yet.
    pub(super) fn inside(mut self, tree: &Tree) -> Self {
        self.inside = tree.open.last().map(|open| {
            let kind = match open.node.value {
                Value::Mapping(_) => "mapping",
                _ => "list",
            };
            (kind, open.node.start.at)
        });
        self
    }
}

/// Where a node begins, and where the nodes inside it do, in the same order.
#[derive(Clone, Debug, Default)]
pub(super) struct Start {
    pub(super) at: usize,
    pub(super) inside: Vec<Start>,
}

/// A node that was read.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) value: Value,
    pub(super) start: Start,
}

/// A list or mapping that is not complete yet.
struct Open {
    node: Node,
    /// The anchor, or 0.
    anchor: usize,
    /// The last key of a mapping and its offset, until its value is there.
    key: Option<(String, usize)>,
    /// The length of the pointer to the node.
    address: usize,
}

/// The nodes read so far.
pub(super) struct Tree {
    open: Vec<Open>,
    root: Option<Node>,
    anchors: Map<usize, Node>,
    budget: usize,
    /// Whether a list or mapping that is the value of a key has the place of that key, because it may begin on a later line.
    is_placed_at_key: bool,
}

impl Tree {
    pub(super) fn new(text: &str, is_placed_at_key: bool) -> Self {
        Self {
            open: Vec::new(),
            root: None,
            anchors: Map::default(),
            budget: budget(text),
            is_placed_at_key,
        }
    }

    /// Returns whether the next scalar is a key.
    pub(super) fn expects_key(&self) -> bool {
        let open = self.open.last();
        open.is_some_and(|open| matches!(open.node.value, Value::Mapping(_)) && open.key.is_none())
    }

    /// Adds the key of the next value, with its anchor or 0.
    pub(super) fn key(&mut self, key: String, at: usize, anchor: usize) -> Result<(), Problem> {
        self.spend(at, key.len())?;
        if anchor != 0 {
            let value = Value::String(key.clone());
            let start = Start::default();
            self.anchors.insert(anchor, Node { value, start });
        }
        if let Some(open) = self.open.last_mut() {
            open.key = Some((key, at));
        }
        Ok(())
    }

    /// Adds a scalar, with its anchor or 0.
    pub(super) fn scalar(&mut self, value: Value, at: usize, anchor: usize) -> Result<(), Problem> {
        self.spend(at, value.scalar().map_or(0, str::len))?;
        let inside = Vec::new();
        let start = Start { at, inside };
        self.add(Node { value, start }, anchor);
        Ok(())
    }

    /// Begins an empty list or mapping, with its anchor or 0.
    pub(super) fn open(&mut self, value: Value, at: usize, anchor: usize) -> Result<(), Problem> {
        if self.expects_key() {
            let help = "put a key that begins with `{` or `[` in quotes";
            return Err(Problem::new(at, "a key must be a scalar", help));
        }
        if self.open.len() >= DEEPEST {
            let message = format!("more than {DEEPEST} lists and mappings inside each other");
            return Err(Problem::new(at, message, "reduce the nesting"));
        }
        self.spend(at, 0)?;
        let start = Start {
            at,
            inside: Vec::new(),
        };
        self.open.push(Open {
            node: Node { value, start },
            anchor,
            key: None,
            address: self.address(),
        });
        Ok(())
    }

    /// Completes the innermost list or mapping.
    pub(super) fn close(&mut self) -> Result<(), Problem> {
        if let Some(open) = self.open.pop() {
            if open.anchor != 0 {
                self.charge(&open.node)?;
            }
            self.add(open.node, open.anchor);
        }
        Ok(())
    }

    /// Adds the node of an anchor once more.
    #[cfg(feature = "yaml")]
    pub(super) fn alias(&mut self, anchor: usize, at: usize) -> Result<(), Problem> {
        let Some(node) = self.anchors.get(&anchor) else {
            let help = "remove the alias, or put the text in quotes if it only begins with `*`";
            return Err(Problem::new(at, "an alias inside its own anchor", help));
        };
        if self.expects_key() {
            let key = node.value.scalar().unwrap_or("null").to_owned();
            return self.key(key, at, 0);
        }
        let mut node = node.clone();
        node.start.at = at;
        self.charge(&node)?;
        self.add(node, 0);
        Ok(())
    }

    /// Returns the tree; null for an empty text.
    pub(super) fn finish(self) -> Node {
        self.root.unwrap_or_else(|| Node {
            value: Value::Null,
            start: Start::default(),
        })
    }

    fn add(&mut self, mut node: Node, anchor: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        match &mut open.node.value {
            Value::Mapping(entries) => {
                let (key, at) = open.key.take().unwrap_or_default();
                let is_scalar = !matches!(node.value, Value::Mapping(_) | Value::Sequence(_));
                if self.is_placed_at_key && !is_scalar {
                    node.start.at = at;
                }
                entries.push((key, node.value));
            }
            Value::Sequence(items) => items.push(node.value),
            _ => {}
        }
        open.node.start.inside.push(node.start);
    }

    /// Returns the length of the pointer to the next node.
    fn address(&self) -> usize {
        let open = self.open.last();
        open.map_or(0, |open| {
            open.address + 1 + open.key.as_ref().map_or(1, |(key, _)| key.len())
        })
    }

    /// Accounts for a copy of a node.
    fn charge(&mut self, node: &Node) -> Result<(), Problem> {
        let left = charged(&node.value, self.address(), self.budget);
        self.budget = left.ok_or_else(|| too_large(node.start.at))?;
        Ok(())
    }

    fn spend(&mut self, at: usize, text: usize) -> Result<(), Problem> {
        let size = size_of::<Value>() + self.address() + text;
        let left = self.budget.checked_sub(size);
        self.budget = left.ok_or_else(|| too_large(at))?;
        Ok(())
    }
}

fn too_large(at: usize) -> Problem {
    let message =
        "with its aliases and the pointers to its nodes, the document is far larger than its text";
    let help = "use fewer aliases, or shorten the keys around many nodes";
    Problem::new(at, message, help)
}

/// Returns what is left of a budget after the copy of a node whose pointer is so long.
fn charged(value: &Value, address: usize, budget: usize) -> Option<usize> {
    let text = value.scalar().map_or(0, str::len);
    let left = budget.checked_sub(size_of::<Value>() + address + text)?;
    match value {
        Value::Sequence(items) => items
            .iter()
            .try_fold(left, |left, item| charged(item, address + 2, left)),
        Value::Mapping(entries) => entries.iter().try_fold(left, |left, (key, value)| {
            let left = left.checked_sub(key.len())?;
            charged(value, address + 1 + key.len(), left)
        }),
        _ => Some(left),
    }
}
