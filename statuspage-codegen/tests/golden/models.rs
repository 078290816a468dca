const _: &str = include_str!("{manifest}/tests/golden/models.yaml");
impl crate::Client {
    /// `GET /animals`
    pub async fn list(
        &self,
        params: &params::ListParams,
    ) -> ::statuspage_client::runtime::Result<Vec<models::Animal>> {
        ::statuspage_client::runtime::value(self, params).await
    }
}
/// All operations of the description, in its order.
pub const OPERATIONS: &[::statuspage_client::runtime::OperationInfo] = &[
    <params::ListParams as ::statuspage_client::runtime::Operation>::INFO,
];
/// The parameters of the operations, a struct for each.
pub mod params {
    use ::statuspage_client::runtime;
    use super::models;
    /// The parameters of [`list`](crate::Client::list).
    #[derive(Clone, Debug, PartialEq)]
    #[must_use]
    #[non_exhaustive]
    pub struct ListParams {}
    impl ListParams {
        /// Creates the parameters; none are required.
        pub fn new() -> Self {
            Self {}
        }
        /// Sends the request, as [`list`](crate::Client::list) does.
        pub fn send<'a, C: runtime::Sender>(
            &'a self,
            client: &'a C,
        ) -> C::Sent<'a, Self> {
            client.send_operation(self)
        }
    }
    impl Default for ListParams {
        fn default() -> Self {
            Self::new()
        }
    }
    impl runtime::Operation for ListParams {
        type Output = Vec<models::Animal>;
        const INFO: runtime::OperationInfo = runtime::OperationInfo::new(
            "list",
            runtime::Method::Get,
            "/animals",
        );
        #[inline]
        fn request(&self) -> runtime::Request {
            Self::INFO.request()
        }
    }
}
/// The named types of the description.
pub mod models {
    use ::statuspage_client::runtime;
    /// One of the inhabitants.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Animal {
        /// Its number. JSON field `id`.
        pub id: i64,
        /// JSON field `mood`.
        pub mood: Mood,
        /// JSON field `mother`.
        pub mother: Option<Box<Animal>>,
        /// When it came.
        ///
        /// Not before the zoo was opened.
        ///
        /// JSON field `arrivedAt`; RFC 3339.
        pub arrived_at: Option<runtime::Timestamp>,
        /// JSON field `type`; deprecated.
        pub r#type: Option<String>,
        /// JSON field `weights`.
        pub weights: Option<std::collections::BTreeMap<String, f64>>,
        /// JSON field `extra`.
        pub extra: Option<runtime::serde_json::Value>,
    }
    impl Animal {
        /// Creates a value from the required fields.
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
    runtime::object_type! {
        Animal { id : required "id", mood : required "mood", mother : optional "mother",
        arrived_at : optional "arrivedAt", r#type : optional "type", weights :
        optional_number "weights", extra : optional "extra", }
    }
    /// `Mood` of the description.
    #[derive(Clone, Debug)]
    #[non_exhaustive]
    pub enum Mood {
        /// Value `happy`.
        Happy,
        /// Value `not so happy`.
        NotSoHappy,
        /// The empty string.
        Empty,
        /// A value that the description does not list, as received.
        Other(String),
    }
    impl Mood {
        /// The value on the wire.
        #[must_use]
        #[inline]
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
        #[inline]
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
    #[derive(Clone, Debug)]
    pub struct AnimalId(String);
    impl AnimalId {
        /// The value on the wire.
        #[must_use]
        #[inline]
        pub fn as_str(&self) -> &str {
            &self.0
        }
    }
    impl From<&str> for AnimalId {
        #[inline]
        fn from(value: &str) -> Self {
            Self(value.to_owned())
        }
    }
    runtime::text_type!(AnimalId);
    /// Who looks after them.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Keeper {
        /// JSON field `nothing`.
        pub nothing: Option<String>,
        /// What opens the cages. JSON field `pin`; a secret, which `Debug` does not show.
        pub pin: runtime::Secret,
        /// JSON field `animals`; at least `1` items.
        pub animals: Vec<AnimalId>,
        /// The dearest one. JSON field `favourite`.
        pub favourite: Option<Animal>,
        /// JSON field `mood`.
        pub mood: Option<KeeperMood2>,
    }
    impl Keeper {
        /// Creates a value from the required fields.
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
    runtime::object_type! {
        Keeper { nothing : optional "nothing", pin : required "pin", animals : required
        "animals", favourite : optional "favourite", mood : optional "mood", }
    }
    /// `Keeper mood` in the description.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub struct KeeperMood2 {
        /// JSON field `today`.
        pub today: Option<Mood>,
    }
    impl KeeperMood2 {
        /// Creates a value with no fields set.
        #[must_use]
        pub fn new() -> Self {
            Self { today: None }
        }
    }
    impl Default for KeeperMood2 {
        fn default() -> Self {
            Self::new()
        }
    }
    runtime::object_type! {
        KeeperMood2 { today : optional "today", }
    }
    /// `KeeperMood` of the description.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub struct KeeperMood {
        /// JSON field `code`.
        pub code: Option<i64>,
    }
    impl KeeperMood {
        /// Creates a value with no fields set.
        #[must_use]
        pub fn new() -> Self {
            Self { code: None }
        }
    }
    impl Default for KeeperMood {
        fn default() -> Self {
            Self::new()
        }
    }
    runtime::object_type! {
        KeeperMood { code : optional "code", }
    }
    /// `Empty` of the description.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Empty {
        /// JSON field `nothing`.
        pub nothing: Option<String>,
    }
    impl Empty {
        /// Creates a value with no fields set.
        #[must_use]
        pub fn new() -> Self {
            Self { nothing: None }
        }
    }
    impl Default for Empty {
        fn default() -> Self {
            Self::new()
        }
    }
    runtime::object_type! {
        Empty { nothing : optional "nothing", }
    }
}
