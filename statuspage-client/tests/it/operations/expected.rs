//! A request as it should arrive.

use crate::common::query;

pub(crate) struct Expected {
    pub(super) method: &'static str,
    pub(super) path: String,
    pub(super) query: Vec<(String, String)>,
    pub(super) content_type: Option<&'static str>,
    /// Empty without a body.
    pub(super) body: String,
}

/// The page and the size that a list requests by default.
const FIRST_PAGE: &[(&str, &str)] = &[("page", "1"), ("per_page", "100")];

impl Expected {
    fn new(method: &'static str, path: impl Into<String>) -> Self {
        Self {
            method,
            path: path.into(),
            query: Vec::new(),
            content_type: None,
            body: String::new(),
        }
    }

    pub(crate) fn query(self, pairs: &[(&str, &str)]) -> Self {
        Self {
            query: query::owned(pairs),
            ..self
        }
    }

    /// Expects the page and the size that a list requests by default.
    pub(crate) fn first_page(self) -> Self {
        self.query(FIRST_PAGE)
    }

    pub(crate) fn json(self, body: impl Into<String>) -> Self {
        Self {
            content_type: Some("application/json"),
            body: body.into(),
            ..self
        }
    }

    pub(crate) fn form(self, body: impl Into<String>) -> Self {
        Self {
            content_type: Some("application/x-www-form-urlencoded"),
            body: body.into(),
            ..self
        }
    }
}

pub(crate) fn get(path: impl Into<String>) -> Expected {
    Expected::new("GET", path)
}

/// Expects no body, unless one is added.
pub(crate) fn post(path: impl Into<String>) -> Expected {
    Expected::new("POST", path)
}

pub(crate) fn patch(path: impl Into<String>, json: impl Into<String>) -> Expected {
    Expected::new("PATCH", path).json(json)
}

/// Expects no body, unless one is added.
pub(crate) fn put(path: impl Into<String>) -> Expected {
    Expected::new("PUT", path)
}

pub(crate) fn delete(path: impl Into<String>) -> Expected {
    Expected::new("DELETE", path)
}
