const _: &[u8] = include_bytes!(
    "{manifest}/tests/golden/models.yaml"
);
impl crate::Client {
    /// `GET /animals`
    pub async fn list(
        &self,
        params: &params::ListParams,
    ) -> crate::runtime::Result<Vec<models::Animal>> {
        Ok(self.send(params).await?.into_value())
    }
}
/// All operations of the description, in its order.
pub const OPERATIONS: &[crate::runtime::OperationInfo] = &[
    crate::runtime::OperationInfo {
        id: "list",
        method: crate::runtime::Method::Get,
        path: "/animals",
        tags: &[],
        summary: "",
    },
];
/// The parameters of the operations, a struct for each.
pub mod params {
    use crate::runtime;
    /// Parameters of [`list`](crate::Client::list).
    #[derive(Clone, Debug, Default)]
    #[must_use]
    #[non_exhaustive]
    pub struct ListParams {}
    impl ListParams {
        /// Sets nothing: nothing is required.
        pub fn new() -> Self {
            Self::default()
        }
    }
    impl runtime::Operation for ListParams {
        type Output = Vec<super::models::Animal>;
        const ID: &'static str = "list";
        fn request(&self) -> runtime::Request {
            runtime::Request::new(runtime::Method::Get, "/animals")
        }
    }
}
/// The named types of the description.
pub mod models {
    use crate::runtime;
    /// One of the inhabitants.
    ///
    /// `Animal` in the description.
    #[derive(
        Clone,
        Debug,
        PartialEq,
        runtime::serde::Deserialize,
        runtime::serde::Serialize
    )]
    #[serde(crate = "runtime::serde")]
    #[non_exhaustive]
    pub struct Animal {
        /// Its number. `id` on the wire.
        pub id: i64,
        /// `mood` on the wire.
        pub mood: Mood,
        /// `mother` on the wire.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub mother: Option<Box<Animal>>,
        /// When it came.
        ///
        /// Not before the zoo was opened.
        ///
        /// `arrivedAt` on the wire.
        #[serde(rename = "arrivedAt")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub arrived_at: Option<runtime::Timestamp>,
        /// `type` on the wire.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub r#type: Option<String>,
        /// `weights` on the wire.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub weights: Option<std::collections::BTreeMap<String, f64>>,
        /// `extra` on the wire.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub extra: Option<runtime::serde_json::Value>,
    }
    impl Animal {
        /// With what is always there, and nothing else.
        #[must_use]
        pub fn new(id: i64, mood: impl Into<Mood>) -> Self {
            Self {
                id,
                mood: mood.into(),
                mother: None,
                arrived_at: None,
                r#type: None,
                weights: None,
                extra: None,
            }
        }
    }
    /// `Mood` in the description.
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[non_exhaustive]
    pub enum Mood {
        /// `happy`.
        Happy,
        /// `not so happy`.
        NotSoHappy,
        /// The empty string.
        Empty,
        /// A value that the description does not list, as received.
        Other(String),
    }
    impl Mood {
        /// The value on the wire.
        #[must_use]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Happy => "happy",
                Self::NotSoHappy => "not so happy",
                Self::Empty => "",
                Self::Other(value) => value,
            }
        }
    }
    impl From<&str> for Mood {
        fn from(value: &str) -> Self {
            match value {
                "happy" => Self::Happy,
                "not so happy" => Self::NotSoHappy,
                "" => Self::Empty,
                other => Self::Other(other.to_owned()),
            }
        }
    }
    impl From<String> for Mood {
        fn from(value: String) -> Self {
            Self::from(value.as_str())
        }
    }
    impl std::str::FromStr for Mood {
        type Err = std::convert::Infallible;
        fn from_str(value: &str) -> Result<Self, Self::Err> {
            Ok(Self::from(value))
        }
    }
    impl std::fmt::Display for Mood {
        fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str(self.as_str())
        }
    }
    impl runtime::serde::Serialize for Mood {
        fn serialize<S: runtime::serde::Serializer>(
            &self,
            serializer: S,
        ) -> Result<S::Ok, S::Error> {
            serializer.serialize_str(self.as_str())
        }
    }
    impl<'de> runtime::serde::Deserialize<'de> for Mood {
        fn deserialize<D: runtime::serde::Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Self, D::Error> {
            <String as runtime::serde::Deserialize>::deserialize(deserializer)
                .map(Self::from)
        }
    }
    /// `Empty` in the description.
    #[derive(
        Clone,
        Debug,
        Default,
        PartialEq,
        runtime::serde::Deserialize,
        runtime::serde::Serialize
    )]
    #[serde(crate = "runtime::serde")]
    #[non_exhaustive]
    pub struct Empty {
        /// `nothing` on the wire.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub nothing: Option<String>,
    }
    impl Empty {
        /// With nothing set.
        #[must_use]
        pub fn new() -> Self {
            Self::default()
        }
    }
}
