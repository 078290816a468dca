const _: &[u8] = include_bytes!(
    "{manifest}/tests/golden/bodies.yaml"
);
impl crate::Client {
    /// `POST /animals`
    pub async fn add(
        &self,
        params: &params::AddParams,
    ) -> crate::rt::Result<crate::rt::serde_json::Value> {
        Ok(self.send(params).await?.into_value())
    }
    /// `PUT /animals`
    pub async fn replace(
        &self,
        params: &params::ReplaceParams,
    ) -> crate::rt::Result<crate::rt::serde_json::Value> {
        Ok(self.send(params).await?.into_value())
    }
    /// `PATCH /animals`
    pub async fn change(
        &self,
        params: &params::ChangeParams,
    ) -> crate::rt::Result<crate::rt::serde_json::Value> {
        Ok(self.send(params).await?.into_value())
    }
    /// `DELETE /animals`
    pub async fn remove(
        &self,
        params: &params::RemoveParams,
    ) -> crate::rt::Result<crate::rt::serde_json::Value> {
        Ok(self.send(params).await?.into_value())
    }
}
/// All operations of the description, in its order.
pub const OPERATIONS: &[crate::rt::OperationInfo] = &[
    crate::rt::OperationInfo {
        id: "add",
        method: crate::rt::Method::Post,
        path: "/animals",
        tags: &[],
        summary: "",
    },
    crate::rt::OperationInfo {
        id: "replace",
        method: crate::rt::Method::Put,
        path: "/animals",
        tags: &[],
        summary: "",
    },
    crate::rt::OperationInfo {
        id: "change",
        method: crate::rt::Method::Patch,
        path: "/animals",
        tags: &[],
        summary: "",
    },
    crate::rt::OperationInfo {
        id: "remove",
        method: crate::rt::Method::Delete,
        path: "/animals",
        tags: &[],
        summary: "",
    },
];
/// The parameters of the operations, a struct for each.
pub mod params {
    use crate::rt as runtime;
    /// Parameters of [`add`](crate::Client::add).
    #[derive(Clone, Debug)]
    #[must_use]
    #[non_exhaustive]
    pub struct AddParams {
        /// Field `name` of `animal` in the body.
        pub name: String,
        /// Field `labels` of `animal` in the body.
        pub labels: Option<std::collections::BTreeMap<String, String>>,
        /// Field `born` of `animal` in the body.
        pub born: Option<runtime::Date>,
    }
    impl AddParams {
        /// Sets what is required, and nothing else.
        pub fn new(name: impl Into<String>) -> Self {
            Self {
                name: name.into(),
                labels: None,
                born: None,
            }
        }
        /// Sets [`labels`](#structfield.labels).
        pub fn labels(
            mut self,
            value: impl IntoIterator<Item = (String, String)>,
        ) -> Self {
            self.labels = Some(value.into_iter().collect());
            self
        }
        /// Sets [`born`](#structfield.born).
        pub fn born(mut self, value: runtime::Date) -> Self {
            self.born = Some(value);
            self
        }
    }
    impl runtime::Operation for AddParams {
        type Output = runtime::serde_json::Value;
        const ID: &'static str = "add";
        fn request(&self) -> runtime::Request {
            runtime::Request::new(runtime::Method::Post, "/animals")
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
    /// Parameters of [`replace`](crate::Client::replace).
    #[derive(Clone, Debug)]
    #[must_use]
    #[non_exhaustive]
    pub struct ReplaceParams {
        /// The body.
        pub list: Vec<super::models::ReplaceListItem>,
    }
    impl ReplaceParams {
        /// Sets what is required, and nothing else.
        pub fn new(
            list: impl IntoIterator<Item = impl Into<super::models::ReplaceListItem>>,
        ) -> Self {
            Self {
                list: list.into_iter().map(Into::into).collect(),
            }
        }
    }
    impl runtime::Operation for ReplaceParams {
        type Output = runtime::serde_json::Value;
        const ID: &'static str = "replace";
        fn request(&self) -> runtime::Request {
            runtime::Request::new(runtime::Method::Put, "/animals").json(&self.list)
        }
    }
    /// Parameters of [`change`](crate::Client::change).
    #[derive(Clone, Debug, Default)]
    #[must_use]
    #[non_exhaustive]
    pub struct ChangeParams {
        /// The body.
        pub free: Option<runtime::serde_json::Value>,
    }
    impl ChangeParams {
        /// Sets nothing: nothing is required.
        pub fn new() -> Self {
            Self::default()
        }
        /// Sets [`free`](#structfield.free).
        pub fn free(mut self, value: impl Into<runtime::serde_json::Value>) -> Self {
            self.free = Some(value.into());
            self
        }
    }
    impl runtime::Operation for ChangeParams {
        type Output = runtime::serde_json::Value;
        const ID: &'static str = "change";
        fn request(&self) -> runtime::Request {
            runtime::Request::new(runtime::Method::Patch, "/animals")
                .json_optional(self.free.as_ref())
        }
    }
    /// Parameters of [`remove`](crate::Client::remove).
    #[derive(Clone, Debug, Default)]
    #[must_use]
    #[non_exhaustive]
    pub struct RemoveParams {
        /// Field `ids` of the body.
        pub ids: Option<Vec<String>>,
        /// Field `all` of the body.
        pub all: Option<bool>,
    }
    impl RemoveParams {
        /// Sets nothing: nothing is required.
        pub fn new() -> Self {
            Self::default()
        }
        /// Sets [`ids`](#structfield.ids).
        pub fn ids(
            mut self,
            value: impl IntoIterator<Item = impl Into<String>>,
        ) -> Self {
            self.ids = Some(value.into_iter().map(Into::into).collect());
            self
        }
        /// Sets [`all`](#structfield.all).
        pub fn all(mut self, value: bool) -> Self {
            self.all = Some(value);
            self
        }
    }
    impl runtime::Operation for RemoveParams {
        type Output = runtime::serde_json::Value;
        const ID: &'static str = "remove";
        fn request(&self) -> runtime::Request {
            runtime::Request::new(runtime::Method::Delete, "/animals")
                .json_object(
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
    pub struct ReplaceListItem {
        /// `name` on the wire.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub name: Option<String>,
    }
    impl ReplaceListItem {
        /// With nothing set.
        #[must_use]
        pub fn new() -> Self {
            Self::default()
        }
    }
}
