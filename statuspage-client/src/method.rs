//! HTTP methods.

use std::fmt;

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// `GET`: reads a resource.
    Get,
    /// `PUT`: replaces a resource.
    Put,
    /// `POST`: creates a resource, or starts an action.
    Post,
    /// `DELETE`: deletes a resource.
    Delete,
    /// `OPTIONS`: reads what the resource supports.
    Options,
    /// `HEAD`: reads the headers only.
    Head,
    /// `PATCH`: changes a part of a resource.
    Patch,
}

impl Method {
    /// Returns the method as it is sent, in upper case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
        }
    }

    pub(crate) const fn to_http(self) -> reqwest::Method {
        match self {
            Self::Get => reqwest::Method::GET,
            Self::Put => reqwest::Method::PUT,
            Self::Post => reqwest::Method::POST,
            Self::Delete => reqwest::Method::DELETE,
            Self::Options => reqwest::Method::OPTIONS,
            Self::Head => reqwest::Method::HEAD,
            Self::Patch => reqwest::Method::PATCH,
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Method;

    #[test]
    fn names_are_those_of_http() {
        for method in [
            Method::Get,
            Method::Put,
            Method::Post,
            Method::Delete,
            Method::Options,
            Method::Head,
            Method::Patch,
        ] {
            assert_eq!(method.as_str(), method.to_http().as_str());
            assert_eq!(method.to_string(), method.as_str());
        }
        assert_eq!(format!("{:<6}|", Method::Get), "GET   |");
    }
}
