const _: &str = include_str!("{manifest}/tests/golden/bodies.yaml");
impl crate::Client {
    /// `POST /animals`
    ///
    /// The description does not say what the response contains: JSON is returned as it is, any other body as a JSON string, and no body as `null`.
    pub async fn add(
        &self,
        params: &params::AddParams,
    ) -> crate::rt::Result<crate::rt::serde_json::Value> {
        crate::rt::value(self, params).await
    }
    /// `PUT /animals`
    ///
    /// The description does not say what the response contains: JSON is returned as it is, any other body as a JSON string, and no body as `null`.
    pub async fn replace(
        &self,
        params: &params::ReplaceParams,
    ) -> crate::rt::Result<crate::rt::serde_json::Value> {
        crate::rt::value(self, params).await
    }
    /// `PATCH /animals`
    ///
    /// The description does not say what the response contains: JSON is returned as it is, any other body as a JSON string, and no body as `null`.
    pub async fn change(
        &self,
        params: &params::ChangeParams,
    ) -> crate::rt::Result<crate::rt::serde_json::Value> {
        crate::rt::value(self, params).await
    }
    /// `PATCH /animals/{animal_id}`
    pub async fn tame(&self, params: &params::TameParams) -> crate::rt::Result<()> {
        crate::rt::value(self, params).await
    }
    /// `DELETE /herd`
    ///
    /// The description does not say what the response contains: JSON is returned as it is, any other body as a JSON string, and no body as `null`.
    pub async fn remove(
        &self,
        params: &params::RemoveParams,
    ) -> crate::rt::Result<crate::rt::serde_json::Value> {
        crate::rt::value(self, params).await
    }
}
/// All operations of the description, in its order.
pub const OPERATIONS: &[crate::rt::OperationInfo] = &[
    <params::AddParams as crate::rt::Operation>::INFO,
    <params::ReplaceParams as crate::rt::Operation>::INFO,
    <params::ChangeParams as crate::rt::Operation>::INFO,
    <params::TameParams as crate::rt::Operation>::INFO,
    <params::RemoveParams as crate::rt::Operation>::INFO,
];
/// The parameters of the operations, a struct for each.
pub mod params {
    use crate::rt as runtime;
    use super::models;
    /// The parameters of [`add`](crate::Client::add).
    #[derive(Clone, Debug, PartialEq)]
    #[must_use]
    #[non_exhaustive]
    pub struct AddParams {
        /// Body field `animal.name`.
        pub name: String,
        /// Body field `animal.labels`.
        pub labels: Option<std::collections::BTreeMap<String, String>>,
        /// Body field `animal.born`; `YYYY-MM-DD`.
        pub born: Option<runtime::Date>,
    }
    impl AddParams {
        /// Creates the parameters from the required values.
        pub fn new(name: impl Into<String>) -> Self {
            Self {
                name: name.into(),
                labels: None,
                born: None,
            }
        }
        /// Sets [`labels`](#structfield.labels).
        pub fn labels<M>(
            mut self,
            value: impl runtime::IntoEntries<String, String, M>,
        ) -> Self {
            self.labels = value.into_entries();
            self
        }
        /// Sets [`born`](#structfield.born).
        pub fn born(mut self, value: runtime::Date) -> Self {
            self.born = Some(value);
            self
        }
        /// Sends the request, as [`add`](crate::Client::add) does.
        pub fn send<'a, C: runtime::Sender>(
            &'a self,
            client: &'a C,
        ) -> C::Sent<'a, Self> {
            client.send_operation(self)
        }
    }
    impl runtime::Operation for AddParams {
        type Output = runtime::serde_json::Value;
        const INFO: runtime::OperationInfo = runtime::OperationInfo::new(
            "add",
            runtime::Method::Post,
            "/animals",
        );
        fn body_format(_: u16) -> runtime::BodyFormat {
            runtime::BodyFormat::Any
        }
        #[inline]
        fn request(&self) -> runtime::Request {
            Self::INFO
                .request()
                .json_object(
                    runtime::JsonObject::new()
                        .object(
                            "animal",
                            runtime::JsonObject::new()
                                .field("name", &self.name)
                                .optional("labels", self.labels.as_ref())
                                .optional("born", self.born.as_ref()),
                        ),
                )
        }
    }
    /// The parameters of [`replace`](crate::Client::replace).
    #[derive(Clone, Debug, PartialEq)]
    #[must_use]
    #[non_exhaustive]
    pub struct ReplaceParams {
        /// The body.
        pub list: Vec<models::ReplaceListItem>,
    }
    impl ReplaceParams {
        /// Creates the parameters from the required values.
        pub fn new(list: impl IntoIterator<Item = models::ReplaceListItem>) -> Self {
            Self {
                list: list.into_iter().collect(),
            }
        }
        /// Sends the request, as [`replace`](crate::Client::replace) does.
        pub fn send<'a, C: runtime::Sender>(
            &'a self,
            client: &'a C,
        ) -> C::Sent<'a, Self> {
            client.send_operation(self)
        }
    }
    impl runtime::Operation for ReplaceParams {
        type Output = runtime::serde_json::Value;
        const INFO: runtime::OperationInfo = runtime::OperationInfo::new(
            "replace",
            runtime::Method::Put,
            "/animals",
        );
        fn body_format(_: u16) -> runtime::BodyFormat {
            runtime::BodyFormat::Any
        }
        #[inline]
        fn request(&self) -> runtime::Request {
            Self::INFO.request().json(&self.list)
        }
    }
    /// The parameters of [`change`](crate::Client::change).
    #[derive(Clone, Debug, PartialEq)]
    #[must_use]
    #[non_exhaustive]
    pub struct ChangeParams {
        /// The body.
        pub free: Option<runtime::serde_json::Value>,
    }
    impl ChangeParams {
        /// Creates the parameters; none are required.
        pub fn new() -> Self {
            Self { free: None }
        }
        /// Sets [`free`](#structfield.free).
        pub fn free(mut self, value: impl Into<runtime::serde_json::Value>) -> Self {
            self.free = Some(value.into());
            self
        }
        /// Sends the request, as [`change`](crate::Client::change) does.
        pub fn send<'a, C: runtime::Sender>(
            &'a self,
            client: &'a C,
        ) -> C::Sent<'a, Self> {
            client.send_operation(self)
        }
    }
    impl Default for ChangeParams {
        fn default() -> Self {
            Self::new()
        }
    }
    impl runtime::Operation for ChangeParams {
        type Output = runtime::serde_json::Value;
        const INFO: runtime::OperationInfo = runtime::OperationInfo::new(
            "change",
            runtime::Method::Patch,
            "/animals",
        );
        fn body_format(_: u16) -> runtime::BodyFormat {
            runtime::BodyFormat::Any
        }
        #[inline]
        fn request(&self) -> runtime::Request {
            Self::INFO.request().json_optional(self.free.as_ref())
        }
    }
    /// The parameters of [`tame`](crate::Client::tame).
    #[derive(Clone, Debug, PartialEq)]
    #[must_use]
    #[non_exhaustive]
    pub struct TameParams {
        /// Path parameter `animal_id`.
        pub animal_id: models::AnimalId,
        /// Body field `animal.by`.
        pub by: Option<String>,
        /// In kilograms. Never less than nothing. Body field `animal.weight`; at least `0`.
        pub weight: f64,
        /// What else there is. Body field `animal.note`; at most `100` characters.
        pub note: runtime::Nullable<String>,
        /// Body field `animal.height`.
        pub height: runtime::Nullable<f64>,
        /// Body field `animal.pin`; a secret, which `Debug` does not show.
        pub pin: Option<runtime::Secret>,
        /// Body field `animal.type`; `1` to `9`.
        pub r#type: runtime::Nullable<i64>,
        /// Body field `animal.moods`.
        pub moods: Option<
            std::collections::BTreeMap<models::AnimalId, models::TameMoodsValue>,
        >,
    }
    impl TameParams {
        /// Creates the parameters from the required values.
        pub fn new(
            animal_id: impl Into<models::AnimalId>,
            by: impl Into<Option<String>>,
            weight: f64,
        ) -> Self {
            Self {
                animal_id: animal_id.into(),
                by: by.into(),
                weight,
                note: runtime::Nullable::Absent,
                height: runtime::Nullable::Absent,
                pin: None,
                r#type: runtime::Nullable::Absent,
                moods: None,
            }
        }
        /// What else there is.
        pub fn note<M>(mut self, value: impl runtime::IntoOption<String, M>) -> Self {
            self.note = runtime::Nullable::from_option(value.into_option());
            self
        }
        /// Sets [`note`](#structfield.note) to null.
        pub fn clear_note(mut self) -> Self {
            self.note = runtime::Nullable::Null;
            self
        }
        /// Sets [`height`](#structfield.height).
        pub fn height(mut self, value: impl runtime::OrNone<f64>) -> Self {
            self.height = runtime::Nullable::from_option(value.or_none());
            self
        }
        /// Sets [`height`](#structfield.height) to null.
        pub fn clear_height(mut self) -> Self {
            self.height = runtime::Nullable::Null;
            self
        }
        /// Sets [`pin`](#structfield.pin).
        pub fn pin<M>(
            mut self,
            value: impl runtime::IntoOption<runtime::Secret, M>,
        ) -> Self {
            self.pin = value.into_option();
            self
        }
        /// Sets [`type`](#structfield.type).
        pub fn r#type(mut self, value: impl runtime::OrNone<i64>) -> Self {
            self.r#type = runtime::Nullable::from_option(value.or_none());
            self
        }
        /// Sets [`type`](#structfield.type) to null.
        pub fn clear_type(mut self) -> Self {
            self.r#type = runtime::Nullable::Null;
            self
        }
        /// Sets [`moods`](#structfield.moods).
        pub fn moods<M>(
            mut self,
            value: impl runtime::IntoEntries<models::AnimalId, models::TameMoodsValue, M>,
        ) -> Self {
            self.moods = value.into_entries();
            self
        }
        /// Sends the request, as [`tame`](crate::Client::tame) does.
        pub fn send<'a, C: runtime::Sender>(
            &'a self,
            client: &'a C,
        ) -> C::Sent<'a, Self> {
            client.send_operation(self)
        }
    }
    impl runtime::Operation for TameParams {
        type Output = ();
        const INFO: runtime::OperationInfo = runtime::OperationInfo::new(
            "tame",
            runtime::Method::Patch,
            "/animals/{animal_id}",
        );
        #[inline]
        fn request(&self) -> runtime::Request {
            Self::INFO
                .request()
                .path("animal_id", &self.animal_id)
                .json_object(
                    runtime::JsonObject::new()
                        .object(
                            "animal",
                            runtime::JsonObject::new()
                                .field("by", &self.by)
                                .field("weight", &runtime::Finite(&self.weight))
                                .nullable("note", &self.note)
                                .nullable(
                                    "height",
                                    &self.height.as_ref().map(runtime::Finite),
                                )
                                .optional("pin", self.pin.as_ref())
                                .nullable("type", &self.r#type)
                                .optional("moods", self.moods.as_ref()),
                        ),
                )
        }
    }
    /// The parameters of [`remove`](crate::Client::remove).
    #[derive(Clone, Debug, PartialEq)]
    #[must_use]
    #[non_exhaustive]
    pub struct RemoveParams {
        /// Body field `ids`.
        pub ids: Option<Vec<String>>,
        /// Body field `all`.
        pub all: Option<bool>,
    }
    impl RemoveParams {
        /// Creates the parameters; none are required.
        pub fn new() -> Self {
            Self { ids: None, all: None }
        }
        /// Sets [`ids`](#structfield.ids).
        pub fn ids<M>(mut self, value: impl runtime::IntoItems<String, M>) -> Self {
            self.ids = value.into_items();
            self
        }
        /// Sets [`all`](#structfield.all).
        pub fn all(mut self, value: impl runtime::OrNone<bool>) -> Self {
            self.all = value.or_none();
            self
        }
        /// Sends the request, as [`remove`](crate::Client::remove) does.
        pub fn send<'a, C: runtime::Sender>(
            &'a self,
            client: &'a C,
        ) -> C::Sent<'a, Self> {
            client.send_operation(self)
        }
    }
    impl Default for RemoveParams {
        fn default() -> Self {
            Self::new()
        }
    }
    impl runtime::Operation for RemoveParams {
        type Output = runtime::serde_json::Value;
        const INFO: runtime::OperationInfo = runtime::OperationInfo::new(
            "remove",
            runtime::Method::Delete,
            "/herd",
        );
        fn body_format(_: u16) -> runtime::BodyFormat {
            runtime::BodyFormat::Any
        }
        #[inline]
        fn request(&self) -> runtime::Request {
            Self::INFO
                .request()
                .json_object_optional(
                    runtime::JsonObject::new()
                        .optional("ids", self.ids.as_ref())
                        .optional("all", self.all.as_ref()),
                )
        }
    }
}
/// The named types of the description.
pub mod models {
    use crate::rt as runtime;
    /// `Replace list item` in the description.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub struct ReplaceListItem {
        /// JSON field `name`.
        pub name: Option<String>,
    }
    impl ReplaceListItem {
        /// Creates a value with no fields set.
        #[must_use]
        pub fn new() -> Self {
            Self { name: None }
        }
    }
    impl Default for ReplaceListItem {
        fn default() -> Self {
            Self::new()
        }
    }
    runtime::object_type! {
        ReplaceListItem { name : optional "name", }
    }
    /// `AnimalId` of the description.
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
    /// `Tame moods value` in the description.
    #[derive(Clone, Debug)]
    #[non_exhaustive]
    pub enum TameMoodsValue {
        /// Value `happy`.
        Happy,
        /// Value `sad`.
        Sad,
        /// A value that the description does not list, as received.
        Other(String),
    }
    impl TameMoodsValue {
        /// The value on the wire.
        #[must_use]
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Happy => "happy",
                Self::Sad => "sad",
                Self::Other(value) => value,
            }
        }
    }
    impl From<&str> for TameMoodsValue {
        #[inline]
        fn from(value: &str) -> Self {
            match value {
                "happy" => Self::Happy,
                "sad" => Self::Sad,
                other => Self::Other(other.to_owned()),
            }
        }
    }
    runtime::text_type!(TameMoodsValue);
}
