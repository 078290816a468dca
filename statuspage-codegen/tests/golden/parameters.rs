const _: &str = include_str!("{manifest}/tests/golden/parameters.yaml");
/// The base URL in the description.
pub const BASE_URL: &str = "https://zoo.example/v2";
impl Zoo {
    /// `POST /cages/{code}/{tags}`
    ///
    /// The description does not say what the response contains: JSON is returned as it is, any other body as a JSON string, and no body as `null`.
    pub async fn open(
        &self,
        params: &params::OpenParams,
    ) -> statuspage_client::runtime::Result<
        statuspage_client::runtime::serde_json::Value,
    > {
        statuspage_client::runtime::value(self, params).await
    }
    /// `GET /animals`
    pub async fn list_animals(
        &self,
        params: &params::ListAnimalsParams,
    ) -> statuspage_client::runtime::Result<Vec<models::Animal>> {
        statuspage_client::runtime::value(self, params).await
    }
    /// The items of all pages of [`list_animals`](Self::list_animals), one page at a time.
    #[inline]
    pub fn list_animals_items(
        &self,
        params: &params::ListAnimalsParams,
    ) -> statuspage_client::runtime::Items<params::ListAnimalsParams> {
        statuspage_client::runtime::Items::new(self, params)
    }
    /// `GET /keepers`
    #[deprecated = "deprecated in the description"]
    pub async fn r#type(
        &self,
        params: &params::TypeParams,
    ) -> statuspage_client::runtime::Result<Vec<String>> {
        statuspage_client::runtime::value(self, params).await
    }
    /// The items of all pages of [`type`](Self::type), one page at a time.
    #[deprecated = "deprecated in the description"]
    #[inline]
    pub fn type_items(
        &self,
        params: &params::TypeParams,
    ) -> statuspage_client::runtime::Items<params::TypeParams> {
        statuspage_client::runtime::Items::new(self, params)
    }
    /// `PUT /pictures`
    ///
    /// The description does not say what the response contains: JSON is returned as it is, any other body as a JSON string, and no body as `null`.
    pub async fn upload(
        &self,
        params: &params::UploadParams,
    ) -> statuspage_client::runtime::Result<
        statuspage_client::runtime::serde_json::Value,
    > {
        statuspage_client::runtime::value(self, params).await
    }
}
/// All operations of the description, in its order.
pub const OPERATIONS: &[statuspage_client::runtime::OperationInfo] = &[
    <params::OpenParams as statuspage_client::runtime::Operation>::INFO,
    <params::ListAnimalsParams as statuspage_client::runtime::Operation>::INFO,
    <params::TypeParams as statuspage_client::runtime::Operation>::INFO,
    <params::UploadParams as statuspage_client::runtime::Operation>::INFO,
];
/// The parameters of the operations, a struct for each.
pub mod params {
    use statuspage_client::runtime;
    use super::models;
    /// The parameters of [`open`](super::Zoo::open).
    #[derive(Clone, Debug, PartialEq)]
    #[must_use]
    #[non_exhaustive]
    pub struct OpenParams {
        /// Path parameter `code`.
        pub code: String,
        /// Path parameter `tags`.
        pub tags: Vec<String>,
        /// Header `X-Keeper`.
        pub x_keeper: String,
        /// Query parameter `type`.
        pub r#type: Option<models::OpenType>,
        /// Query parameter `since`; RFC 3339.
        pub since: Option<runtime::Timestamp>,
        /// Query parameter `day`; `YYYY-MM-DD`.
        pub day: Option<runtime::Date>,
        /// Query parameter `size[]`.
        pub size: Option<Vec<i64>>,
        /// Query parameter `colours`.
        pub colours: Option<Vec<String>>,
        /// Form field `loud`.
        pub loud: bool,
        /// Form field `weight`.
        pub weight: Option<f64>,
    }
    impl OpenParams {
        /// Creates the parameters from the required values.
        pub fn new(
            code: impl Into<String>,
            tags: impl IntoIterator<Item = impl Into<String>>,
            x_keeper: impl Into<String>,
            loud: bool,
        ) -> Self {
            Self {
                code: code.into(),
                tags: tags.into_iter().map(Into::into).collect(),
                x_keeper: x_keeper.into(),
                r#type: None,
                since: None,
                day: None,
                size: None,
                colours: None,
                loud,
                weight: None,
            }
        }
        /// Sets [`type`](#structfield.type).
        pub fn r#type<M>(
            mut self,
            value: impl runtime::IntoOption<models::OpenType, M>,
        ) -> Self {
            self.r#type = value.into_option();
            self
        }
        /// Sets [`since`](#structfield.since).
        pub fn since(mut self, value: runtime::Timestamp) -> Self {
            self.since = Some(value);
            self
        }
        /// Sets [`day`](#structfield.day).
        pub fn day(mut self, value: runtime::Date) -> Self {
            self.day = Some(value);
            self
        }
        /// Sets [`size`](#structfield.size).
        pub fn size(mut self, value: impl IntoIterator<Item = i64>) -> Self {
            self.size = Some(value.into_iter().collect());
            self
        }
        /// Sets [`colours`](#structfield.colours).
        pub fn colours<M>(mut self, value: impl runtime::IntoItems<String, M>) -> Self {
            self.colours = value.into_items();
            self
        }
        /// Sets [`weight`](#structfield.weight).
        pub fn weight(mut self, value: impl runtime::OrNone<f64>) -> Self {
            self.weight = value.or_none();
            self
        }
        /// Sends the request, as [`open`](super::Zoo::open) does.
        pub fn send<'a, C: runtime::Sender>(
            &'a self,
            client: &'a C,
        ) -> C::Sent<'a, Self> {
            client.send_operation(self)
        }
    }
    impl runtime::Operation for OpenParams {
        type Output = runtime::serde_json::Value;
        const INFO: runtime::OperationInfo = runtime::OperationInfo::new(
            "open",
            runtime::Method::Post,
            "/cages/{code}/{tags}",
        );
        fn body_format(_: u16) -> runtime::BodyFormat {
            runtime::BodyFormat::Any
        }
        #[inline]
        fn request(&self) -> runtime::Request {
            Self::INFO
                .request()
                .path("code", &self.code)
                .path("tags", &runtime::Joined(&self.tags, '|'))
                .header("X-Keeper", &self.x_keeper)
                .query("type", &self.r#type)
                .query("since", &self.since)
                .query("day", &self.day)
                .query("size[]", &self.size)
                .query("colours", &runtime::Joined(&self.colours, ','))
                .form("loud", &self.loud)
                .form("weight", &self.weight.as_ref().map(runtime::Finite))
        }
    }
    /// The parameters of [`list_animals`](super::Zoo::list_animals).
    #[derive(Clone, Debug, PartialEq)]
    #[must_use]
    #[non_exhaustive]
    pub struct ListAnimalsParams {
        /// Query parameter `page`; at least `0`.
        pub page: Option<i64>,
        /// Query parameter `per_page`; `1` to `100`.
        pub per_page: Option<i64>,
    }
    impl ListAnimalsParams {
        /// Creates the parameters, and asks for the first page, as large as possible. Set [`page`](#structfield.page) and [`per_page`](#structfield.per_page) to `None` for a list that is not in pages, which the service may allow less often.
        pub fn new() -> Self {
            Self {
                page: Some(0),
                per_page: Some(100),
            }
        }
        /// Sets [`page`](#structfield.page).
        pub fn page(mut self, value: impl runtime::OrNone<i64>) -> Self {
            self.page = value.or_none();
            self
        }
        /// Sets [`per_page`](#structfield.per_page).
        pub fn per_page(mut self, value: impl runtime::OrNone<i64>) -> Self {
            self.per_page = value.or_none();
            self
        }
        /// Sends the request, as [`list_animals`](super::Zoo::list_animals) does.
        pub fn send<'a, C: runtime::Sender>(
            &'a self,
            client: &'a C,
        ) -> C::Sent<'a, Self> {
            client.send_operation(self)
        }
    }
    impl Default for ListAnimalsParams {
        fn default() -> Self {
            Self::new()
        }
    }
    impl runtime::Operation for ListAnimalsParams {
        type Output = Vec<models::Animal>;
        const INFO: runtime::OperationInfo = runtime::OperationInfo::new(
            "list-animals",
            runtime::Method::Get,
            "/animals",
        );
        #[inline]
        fn request(&self) -> runtime::Request {
            Self::INFO
                .request()
                .query("page", &self.page)
                .query("per_page", &self.per_page)
        }
    }
    impl runtime::Paged for ListAnimalsParams {
        type Item = models::Animal;
        const FIRST_PAGE: i64 = 0;
        const MAX_PAGE_SIZE: Option<i64> = Some(100);
        fn page(&self) -> Option<i64> {
            self.page
        }
        fn size(&self) -> Option<i64> {
            self.per_page
        }
        fn set_page(&mut self, page: i64, size: Option<i64>) {
            self.page = Some(page);
            self.per_page = size;
        }
        fn item_id(item: &Self::Item) -> Option<impl std::hash::Hash + '_> {
            item.id.as_ref()
        }
    }
    /// The parameters of [`type`](super::Zoo::type).
    #[derive(Clone, Debug, PartialEq)]
    #[must_use]
    #[non_exhaustive]
    pub struct TypeParams {
        /// Query parameter `page`.
        pub page: i64,
        /// Query parameter `limit`.
        pub limit: i64,
    }
    impl TypeParams {
        /// Creates the parameters from the required values.
        pub fn new(page: i64, limit: i64) -> Self {
            Self { page, limit }
        }
        /// Sends the request, as [`type`](super::Zoo::type) does.
        pub fn send<'a, C: runtime::Sender>(
            &'a self,
            client: &'a C,
        ) -> C::Sent<'a, Self> {
            client.send_operation(self)
        }
    }
    impl runtime::Operation for TypeParams {
        type Output = Vec<String>;
        const INFO: runtime::OperationInfo = runtime::OperationInfo::new(
            "type",
            runtime::Method::Get,
            "/keepers",
        );
        #[inline]
        fn request(&self) -> runtime::Request {
            Self::INFO.request().query("page", &self.page).query("limit", &self.limit)
        }
    }
    impl runtime::Paged for TypeParams {
        type Item = String;
        const FIRST_PAGE: i64 = 1;
        const MAX_PAGE_SIZE: Option<i64> = None;
        fn page(&self) -> Option<i64> {
            Some(self.page)
        }
        fn size(&self) -> Option<i64> {
            Some(self.limit)
        }
        fn set_page(&mut self, page: i64, size: Option<i64>) {
            self.page = page;
            self.limit = size.unwrap_or(self.limit);
        }
    }
    /// The parameters of [`upload`](super::Zoo::upload).
    #[derive(Clone, Debug, PartialEq)]
    #[must_use]
    #[non_exhaustive]
    pub struct UploadParams {
        /// Form field `picture`.
        pub picture: runtime::FilePart,
        /// Form field `thumbnail`.
        pub thumbnail: Option<runtime::FilePart>,
    }
    impl UploadParams {
        /// Creates the parameters from the required values.
        pub fn new(picture: impl Into<runtime::FilePart>) -> Self {
            Self {
                picture: picture.into(),
                thumbnail: None,
            }
        }
        /// Sets [`thumbnail`](#structfield.thumbnail).
        pub fn thumbnail<M>(
            mut self,
            value: impl runtime::IntoOption<runtime::FilePart, M>,
        ) -> Self {
            self.thumbnail = value.into_option();
            self
        }
        /// Sends the request, as [`upload`](super::Zoo::upload) does.
        pub fn send<'a, C: runtime::Sender>(
            &'a self,
            client: &'a C,
        ) -> C::Sent<'a, Self> {
            client.send_operation(self)
        }
    }
    impl runtime::Operation for UploadParams {
        type Output = runtime::serde_json::Value;
        const INFO: runtime::OperationInfo = runtime::OperationInfo::new(
            "upload",
            runtime::Method::Put,
            "/pictures",
        );
        fn body_format(_: u16) -> runtime::BodyFormat {
            runtime::BodyFormat::Any
        }
        #[inline]
        fn request(&self) -> runtime::Request {
            Self::INFO
                .request()
                .file("picture", &self.picture)
                .file("thumbnail", &self.thumbnail)
        }
    }
}
/// The named types of the description.
pub mod models {
    use statuspage_client::runtime;
    /// `Animal` of the description.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Animal {
        /// JSON field `id`.
        pub id: Option<i64>,
        /// JSON field `name`.
        pub name: Option<String>,
    }
    impl Animal {
        /// Creates a value with no fields set.
        #[must_use]
        pub fn new() -> Self {
            Self { id: None, name: None }
        }
    }
    impl Default for Animal {
        fn default() -> Self {
            Self::new()
        }
    }
    runtime::object_type! {
        Animal { id : optional "id", name : optional "name", }
    }
    /// `Open type` in the description.
    #[derive(Clone, Debug)]
    #[non_exhaustive]
    pub enum OpenType {
        /// Value `door`.
        Door,
        /// Value `window`.
        Window,
        /// A value that the description does not list, as received.
        Other(String),
    }
    impl OpenType {
        /// The value on the wire.
        #[must_use]
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Door => "door",
                Self::Window => "window",
                Self::Other(value) => value,
            }
        }
    }
    impl From<&str> for OpenType {
        #[inline]
        fn from(value: &str) -> Self {
            match value {
                "door" => Self::Door,
                "window" => Self::Window,
                other => Self::Other(other.to_owned()),
            }
        }
    }
    runtime::text_type!(OpenType);
}
