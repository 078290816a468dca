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
    use super::models;
    /// What [`list`](crate::Client::list) takes.
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
        type Output = Vec<models::Animal>;
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
        /// Its number. JSON field `id`.
        pub id: i64,
        /// JSON field `mood`.
        pub mood: Mood,
        /// JSON field `mother`.
        #[serde(default, deserialize_with = "runtime::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub mother: Option<Box<Animal>>,
        /// When it came.
        ///
        /// Not before the zoo was opened.
        ///
        /// JSON field `arrivedAt`; RFC 3339.
        #[serde(rename = "arrivedAt")]
        #[serde(default, deserialize_with = "runtime::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub arrived_at: Option<runtime::Timestamp>,
        /// JSON field `type`.
        #[serde(default, deserialize_with = "runtime::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub r#type: Option<String>,
        /// JSON field `weights`.
        #[serde(default, deserialize_with = "runtime::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub weights: Option<std::collections::BTreeMap<String, f64>>,
        /// JSON field `extra`.
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
    impl runtime::Lenient for Animal {}
    /// `Mood` of the description.
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
    runtime::text_type!(Mood);
    /// The number in the ear.
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct AnimalId(String);
    impl AnimalId {
        /// The value on the wire.
        #[must_use]
        pub fn as_str(&self) -> &str {
            &self.0
        }
    }
    impl From<&str> for AnimalId {
        fn from(value: &str) -> Self {
            Self(value.to_owned())
        }
    }
    runtime::text_type!(AnimalId);
    /// Who looks after them.
    #[derive(
        Clone,
        Debug,
        PartialEq,
        runtime::serde::Deserialize,
        runtime::serde::Serialize
    )]
    #[serde(crate = "runtime::serde")]
    #[non_exhaustive]
    pub struct Keeper {
        /// JSON field `nothing`.
        #[serde(default, deserialize_with = "runtime::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub nothing: Option<String>,
        /// What opens the cages. JSON field `pin`; a secret, which `Debug` does not show.
        pub pin: runtime::Secret,
        /// JSON field `animals`; at least `1` items.
        pub animals: Vec<AnimalId>,
        /// The dearest one. JSON field `favourite`.
        #[serde(default, deserialize_with = "runtime::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub favourite: Option<Animal>,
        /// JSON field `mood`.
        #[serde(default, deserialize_with = "runtime::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub mood: Option<KeeperMood2>,
    }
    impl Keeper {
        /// With what is always there, and nothing else.
        #[must_use]
        pub fn new(
            pin: impl Into<runtime::Secret>,
            animals: impl IntoIterator<Item = impl Into<AnimalId>>,
        ) -> Self {
            Self {
                nothing: None,
                pin: pin.into(),
                animals: animals.into_iter().map(Into::into).collect(),
                favourite: None,
                mood: None,
            }
        }
    }
    impl runtime::Lenient for Keeper {}
    /// `Keeper mood` in the description.
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
    pub struct KeeperMood2 {
        /// JSON field `today`.
        #[serde(default, deserialize_with = "runtime::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub today: Option<Mood>,
    }
    impl KeeperMood2 {
        /// With nothing set.
        #[must_use]
        pub fn new() -> Self {
            Self::default()
        }
    }
    impl runtime::Lenient for KeeperMood2 {}
    /// `KeeperMood` of the description.
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
    pub struct KeeperMood {
        /// JSON field `code`.
        #[serde(default, deserialize_with = "runtime::lenient")]
        #[serde(skip_serializing_if = "Option::is_none")]
        pub code: Option<i64>,
    }
    impl KeeperMood {
        /// With nothing set.
        #[must_use]
        pub fn new() -> Self {
            Self::default()
        }
    }
    impl runtime::Lenient for KeeperMood {}
    /// `Empty` of the description.
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
        /// JSON field `nothing`.
        #[serde(default, deserialize_with = "runtime::lenient")]
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
    impl runtime::Lenient for Empty {}
}
