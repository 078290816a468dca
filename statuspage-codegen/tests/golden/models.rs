const _: &[u8] = include_bytes!("{manifest}/tests/golden/models.yaml");
impl crate::Client {
    /// `GET /animals`
    pub async fn list(
        &self,
        params: &params::ListParams,
    ) -> crate::runtime::Result<Vec<models::Animal>> {
        Ok(crate::runtime::Client::send(self, params).await?.into_value())
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
            <Self as Default>::default()
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
    #[derive(Clone, Debug, PartialEq)]
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
        /// JSON field `type`.
        pub r#type: Option<String>,
        /// JSON field `weights`.
        pub weights: Option<std::collections::BTreeMap<String, f64>>,
        /// JSON field `extra`.
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
    impl runtime::Object for Animal {
        fn read<'de, A: runtime::serde::de::MapAccess<'de>>(
            mut object_: A,
        ) -> Result<Self, A::Error> {
            let mut id = None;
            let mut mood = None;
            let mut mother = None;
            let mut arrived_at = None;
            let mut r#type = None;
            let mut weights = None;
            let mut extra = None;
            while let Some(key_) = object_.next_key::<runtime::Key<'_>>()? {
                match key_.as_str() {
                    "id" => id = Some(runtime::strict(&mut object_)?),
                    "mood" => mood = Some(runtime::strict(&mut object_)?),
                    "mother" => mother = runtime::optional(&mut object_)?,
                    "arrivedAt" => arrived_at = runtime::optional(&mut object_)?,
                    "type" => r#type = runtime::optional(&mut object_)?,
                    "weights" => weights = runtime::optional(&mut object_)?,
                    "extra" => extra = runtime::optional(&mut object_)?,
                    _ => runtime::skip(&mut object_)?,
                }
            }
            Ok(Self {
                id: runtime::required("id", id)?,
                mood: runtime::required("mood", mood)?,
                mother,
                arrived_at,
                r#type,
                weights,
                extra,
            })
        }
        fn write<M: runtime::serde::ser::SerializeMap>(
            &self,
            object_: &mut M,
        ) -> Result<(), M::Error> {
            object_.serialize_entry("id", &self.id)?;
            object_.serialize_entry("mood", &self.mood)?;
            runtime::write_optional(object_, "mother", self.mother.as_ref())?;
            runtime::write_optional(object_, "arrivedAt", self.arrived_at.as_ref())?;
            runtime::write_optional(object_, "type", self.r#type.as_ref())?;
            runtime::write_optional(object_, "weights", self.weights.as_ref())?;
            runtime::write_optional(object_, "extra", self.extra.as_ref())?;
            Ok(())
        }
    }
    runtime::object_type!(Animal);
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
    #[derive(Clone, Debug, PartialEq)]
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
    impl runtime::Object for Keeper {
        fn read<'de, A: runtime::serde::de::MapAccess<'de>>(
            mut object_: A,
        ) -> Result<Self, A::Error> {
            let mut nothing = None;
            let mut pin = None;
            let mut animals = None;
            let mut favourite = None;
            let mut mood = None;
            while let Some(key_) = object_.next_key::<runtime::Key<'_>>()? {
                match key_.as_str() {
                    "nothing" => nothing = runtime::optional(&mut object_)?,
                    "pin" => pin = Some(runtime::strict(&mut object_)?),
                    "animals" => animals = Some(runtime::strict(&mut object_)?),
                    "favourite" => favourite = runtime::optional(&mut object_)?,
                    "mood" => mood = runtime::optional(&mut object_)?,
                    _ => runtime::skip(&mut object_)?,
                }
            }
            Ok(Self {
                nothing,
                pin: runtime::required("pin", pin)?,
                animals: runtime::required("animals", animals)?,
                favourite,
                mood,
            })
        }
        fn write<M: runtime::serde::ser::SerializeMap>(
            &self,
            object_: &mut M,
        ) -> Result<(), M::Error> {
            runtime::write_optional(object_, "nothing", self.nothing.as_ref())?;
            object_.serialize_entry("pin", &self.pin)?;
            object_.serialize_entry("animals", &self.animals)?;
            runtime::write_optional(object_, "favourite", self.favourite.as_ref())?;
            runtime::write_optional(object_, "mood", self.mood.as_ref())?;
            Ok(())
        }
    }
    runtime::object_type!(Keeper);
    /// `Keeper mood` in the description.
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct KeeperMood2 {
        /// JSON field `today`.
        pub today: Option<Mood>,
    }
    impl KeeperMood2 {
        /// With nothing set.
        #[must_use]
        pub fn new() -> Self {
            Self::default()
        }
    }
    impl runtime::Object for KeeperMood2 {
        fn read<'de, A: runtime::serde::de::MapAccess<'de>>(
            mut object_: A,
        ) -> Result<Self, A::Error> {
            let mut today = None;
            while let Some(key_) = object_.next_key::<runtime::Key<'_>>()? {
                match key_.as_str() {
                    "today" => today = runtime::optional(&mut object_)?,
                    _ => runtime::skip(&mut object_)?,
                }
            }
            Ok(Self { today })
        }
        fn write<M: runtime::serde::ser::SerializeMap>(
            &self,
            object_: &mut M,
        ) -> Result<(), M::Error> {
            runtime::write_optional(object_, "today", self.today.as_ref())?;
            Ok(())
        }
    }
    runtime::object_type!(KeeperMood2);
    /// `KeeperMood` of the description.
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct KeeperMood {
        /// JSON field `code`.
        pub code: Option<i64>,
    }
    impl KeeperMood {
        /// With nothing set.
        #[must_use]
        pub fn new() -> Self {
            Self::default()
        }
    }
    impl runtime::Object for KeeperMood {
        fn read<'de, A: runtime::serde::de::MapAccess<'de>>(
            mut object_: A,
        ) -> Result<Self, A::Error> {
            let mut code = None;
            while let Some(key_) = object_.next_key::<runtime::Key<'_>>()? {
                match key_.as_str() {
                    "code" => code = runtime::optional(&mut object_)?,
                    _ => runtime::skip(&mut object_)?,
                }
            }
            Ok(Self { code })
        }
        fn write<M: runtime::serde::ser::SerializeMap>(
            &self,
            object_: &mut M,
        ) -> Result<(), M::Error> {
            runtime::write_optional(object_, "code", self.code.as_ref())?;
            Ok(())
        }
    }
    runtime::object_type!(KeeperMood);
    /// `Empty` of the description.
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct Empty {
        /// JSON field `nothing`.
        pub nothing: Option<String>,
    }
    impl Empty {
        /// With nothing set.
        #[must_use]
        pub fn new() -> Self {
            Self::default()
        }
    }
    impl runtime::Object for Empty {
        fn read<'de, A: runtime::serde::de::MapAccess<'de>>(
            mut object_: A,
        ) -> Result<Self, A::Error> {
            let mut nothing = None;
            while let Some(key_) = object_.next_key::<runtime::Key<'_>>()? {
                match key_.as_str() {
                    "nothing" => nothing = runtime::optional(&mut object_)?,
                    _ => runtime::skip(&mut object_)?,
                }
            }
            Ok(Self { nothing })
        }
        fn write<M: runtime::serde::ser::SerializeMap>(
            &self,
            object_: &mut M,
        ) -> Result<(), M::Error> {
            runtime::write_optional(object_, "nothing", self.nothing.as_ref())?;
            Ok(())
        }
    }
    runtime::object_type!(Empty);
}
