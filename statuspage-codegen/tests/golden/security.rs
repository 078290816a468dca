const _: &str = include_str!("{manifest}/tests/golden/security.yaml");
/// The base URL in the description.
pub const BASE_URL: &str = "https://zoo.example";
::statuspage_client::runtime::client_type! {
    #[doc = " A client of Zoo. Clones share connections and rate limit."] pub Zoo, pub
    ZooBuilder, pub (crate) BlockingZoo :
    ::statuspage_client::runtime::Service::new("ZooBuilder",
    concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"))).base_url(BASE_URL)
    .security(& [& ["api_key"]])
}
impl Zoo {
    /// Returns a builder with default settings.
    pub fn builder() -> ZooBuilder {
        ZooBuilder::new()
    }
    /// Returns a client that makes its calls with these options. It shares connections and rate limit with this one.
    #[must_use]
    pub fn with_options(
        &self,
        options: ::statuspage_client::runtime::CallOptions,
    ) -> Self {
        Self(self.0.with_options(options))
    }
    /// Sends a request for which there is no operation, and decodes the JSON of the response.
    pub async fn send_request<
        T: ::statuspage_client::runtime::DeserializeOwned + 'static,
    >(
        &self,
        request: ::statuspage_client::runtime::Request,
    ) -> ::statuspage_client::runtime::Result<
        ::statuspage_client::runtime::Response<T>,
    > {
        self.0.send_request(request).await
    }
}
#[cfg(feature = "blocking")]
impl BlockingZoo {
    /// Returns a client that makes its calls with these options. It shares connections and rate limit with this one.
    #[must_use]
    pub fn with_options(
        &self,
        options: ::statuspage_client::runtime::CallOptions,
    ) -> Self {
        Self(self.0.with_options(options))
    }
    /// Sends a request for which there is no operation, and decodes the JSON of the response.
    pub fn send_request<
        T: ::statuspage_client::runtime::DeserializeOwned + Send + 'static,
    >(
        &self,
        request: ::statuspage_client::runtime::Request,
    ) -> ::statuspage_client::runtime::Result<
        ::statuspage_client::runtime::Response<T>,
    > {
        self.0.send_request(request)
    }
}
impl ZooBuilder {
    /// Sets the credential `api_key`: the value of the header `X-Zoo-Key`.
    ///
    /// The key of a keeper.
    pub fn api_key(
        self,
        secret: impl Into<::statuspage_client::runtime::Secret>,
    ) -> Self {
        Self(
            ::statuspage_client::runtime::credential(
                self.0,
                "api_key",
                ::statuspage_client::runtime::Scheme::Header("X-Zoo-Key"),
                secret.into(),
            ),
        )
    }
    /// Sets the credential `app`: the value of the query parameter `app`.
    pub fn app(self, secret: impl Into<::statuspage_client::runtime::Secret>) -> Self {
        Self(
            ::statuspage_client::runtime::credential(
                self.0,
                "app",
                ::statuspage_client::runtime::Scheme::Query("app"),
                secret.into(),
            ),
        )
    }
    /// Sets the credential `session`: the value of the cookie `sid`.
    pub fn session(
        self,
        secret: impl Into<::statuspage_client::runtime::Secret>,
    ) -> Self {
        Self(
            ::statuspage_client::runtime::credential(
                self.0,
                "session",
                ::statuspage_client::runtime::Scheme::Cookie("sid"),
                secret.into(),
            ),
        )
    }
    /// Sets the credential `basic_auth`: a user name and a password (HTTP basic authentication).
    pub fn basic_auth(
        self,
        user: impl Into<String>,
        password: impl Into<::statuspage_client::runtime::Secret>,
    ) -> Self {
        Self(
            ::statuspage_client::runtime::basic_credential(
                self.0,
                "basic_auth",
                user.into(),
                password.into(),
            ),
        )
    }
    /// Sets the credential `bearer_auth`: a token that is sent as `Authorization: Bearer`.
    pub fn bearer_auth(
        self,
        secret: impl Into<::statuspage_client::runtime::Secret>,
    ) -> Self {
        Self(
            ::statuspage_client::runtime::credential(
                self.0,
                "bearer_auth",
                ::statuspage_client::runtime::Scheme::Bearer,
                secret.into(),
            ),
        )
    }
    /// Sets the credential `raw`: the whole value of the header `Authorization`.
    pub fn raw(self, secret: impl Into<::statuspage_client::runtime::Secret>) -> Self {
        Self(
            ::statuspage_client::runtime::credential(
                self.0,
                "raw",
                ::statuspage_client::runtime::Scheme::Header("Authorization"),
                secret.into(),
            ),
        )
    }
}
impl Zoo {
    /// `GET /animals`
    ///
    /// Error responses (`Error::body_as`): `401`; `403`, `404` as [`ProblemResponse`](models::ProblemResponse); `default` as `Vec<String>`.
    pub async fn list_animals(
        &self,
        params: &params::ListAnimalsParams,
    ) -> ::statuspage_client::runtime::Result<()> {
        ::statuspage_client::runtime::value(&self.0, params).await
    }
    /// `POST /animals`
    pub async fn send(
        &self,
        params: &params::SendParams,
    ) -> ::statuspage_client::runtime::Result<()> {
        ::statuspage_client::runtime::value(&self.0, params).await
    }
}
#[cfg(feature = "blocking")]
impl BlockingZoo {
    /// `GET /animals`
    ///
    /// Error responses (`Error::body_as`): `401`; `403`, `404` as [`ProblemResponse`](models::ProblemResponse); `default` as `Vec<String>`.
    pub fn list_animals(
        &self,
        params: &params::ListAnimalsParams,
    ) -> ::statuspage_client::runtime::Result<()> {
        ::statuspage_client::runtime::blocking::value(&self.0, params)
    }
    /// `POST /animals`
    pub fn send(
        &self,
        params: &params::SendParams,
    ) -> ::statuspage_client::runtime::Result<()> {
        ::statuspage_client::runtime::blocking::value(&self.0, params)
    }
}
/// All operations of the description, in its order.
pub const OPERATIONS: &[::statuspage_client::runtime::OperationInfo] = &[
    <params::ListAnimalsParams as ::statuspage_client::runtime::Operation>::INFO,
    <params::SendParams as ::statuspage_client::runtime::Operation>::INFO,
];
/// The parameters of the operations, a struct for each.
pub mod params {
    use ::statuspage_client::runtime;
    /// The parameters of [`list_animals`](super::Zoo::list_animals).
    #[derive(Clone, Debug, PartialEq)]
    #[must_use]
    #[non_exhaustive]
    pub struct ListAnimalsParams {}
    impl ListAnimalsParams {
        /// Creates the parameters; none are required.
        pub fn new() -> Self {
            Self {}
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
        type Output = ();
        const INFO: runtime::OperationInfo = runtime::OperationInfo::new(
            "list-animals",
            runtime::Method::Get,
            "/animals",
        );
        #[inline]
        fn request(&self) -> runtime::Request {
            Self::INFO.request()
        }
    }
    /// The parameters of [`send`](super::Zoo::send).
    #[derive(Clone, Debug, PartialEq)]
    #[must_use]
    #[non_exhaustive]
    pub struct SendParams {}
    impl SendParams {
        /// Creates the parameters; none are required.
        pub fn new() -> Self {
            Self {}
        }
        /// Sends the request, as [`send`](super::Zoo::send) does.
        pub fn send<'a, C: runtime::Sender>(
            &'a self,
            client: &'a C,
        ) -> C::Sent<'a, Self> {
            client.send_operation(self)
        }
    }
    impl Default for SendParams {
        fn default() -> Self {
            Self::new()
        }
    }
    impl runtime::Operation for SendParams {
        type Output = ();
        const INFO: runtime::OperationInfo = runtime::OperationInfo::new(
                "send",
                runtime::Method::Post,
                "/animals",
            )
            .security(&[&["bearer_auth"], &["app", "session"]]);
        #[inline]
        fn request(&self) -> runtime::Request {
            Self::INFO.request()
        }
    }
}
/// The named types of the description.
pub mod models {
    use ::statuspage_client::runtime;
    /// `Problem response` in the description.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub struct ProblemResponse {
        /// JSON field `detail`.
        pub detail: Option<String>,
    }
    impl ProblemResponse {
        /// Creates a value with no fields set.
        #[must_use]
        pub fn new() -> Self {
            Self { detail: None }
        }
    }
    impl Default for ProblemResponse {
        fn default() -> Self {
            Self::new()
        }
    }
    runtime::object_type! {
        ProblemResponse { detail : optional "detail", }
    }
}
