//! The HTTP methods that an operation may use.

use std::fmt;

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// `GET`: read.
    Get,
    /// `PUT`: replace.
    Put,
    /// `POST`: create, or carry out.
    Post,
    /// `DELETE`: remove.
    Delete,
    /// `OPTIONS`: ask what is possible.
    Options,
    /// `HEAD`: read the headers alone.
    Head,
    /// `PATCH`: change in part.
    Patch,
}

impl Method {
    /// The method as it stands in a request: upper case.
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
    fn both_spellings_agree_with_the_wire() {
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
