const _: &str = include_str!("{manifest}/tests/golden/operation.yaml");
/// # Animals
///
/// Those who live here.
impl crate::Client {
    /// Get an animal
    ///
    /// Gets one animal, see `[keeper_id]` and <https://zoo.example/docs>
    ///
    /// `GET /animals/{animal_id}.json`
    ///
    /// The description does not say what the response contains: JSON is returned as it is, any other body as a JSON string, and no body as `null`.
    pub async fn get_an_animal(
        &self,
        params: &params::GetAnAnimalParams,
    ) -> ::statuspage_client::runtime::Result<
        ::statuspage_client::runtime::serde_json::Value,
    > {
        ::statuspage_client::runtime::value(self, params).await
    }
}
/// # Other operations
impl crate::Client {
    /// `DELETE /animals/{animal_id}.json`
    #[deprecated = "deprecated in the description"]
    pub async fn delete_an_animal(
        &self,
        params: &params::DeleteAnAnimalParams,
    ) -> ::statuspage_client::runtime::Result<()> {
        ::statuspage_client::runtime::value(self, params).await
    }
    /// List keepers
    ///
    /// `GET /keepers.json`
    ///
    /// The description does not say what the response contains: JSON is returned as it is, any other body as a JSON string, and no body as `null`.
    pub async fn list_keepers(
        &self,
        params: &params::ListKeepersParams,
    ) -> ::statuspage_client::runtime::Result<
        ::statuspage_client::runtime::serde_json::Value,
    > {
        ::statuspage_client::runtime::value(self, params).await
    }
}
/// All operations of the description, in its order.
pub const OPERATIONS: &[::statuspage_client::runtime::OperationInfo] = &[
    <params::GetAnAnimalParams as ::statuspage_client::runtime::Operation>::INFO,
    <params::DeleteAnAnimalParams as ::statuspage_client::runtime::Operation>::INFO,
    <params::ListKeepersParams as ::statuspage_client::runtime::Operation>::INFO,
];
/// The parameters of the operations, a struct for each.
///
/// - **Animals**: [`GetAnAnimalParams`](params::GetAnAnimalParams)
/// - **Other operations**: [`DeleteAnAnimalParams`](params::DeleteAnAnimalParams), [`ListKeepersParams`](params::ListKeepersParams)
pub mod params {
    use ::statuspage_client::runtime;
    /// Get an animal: the parameters of [`get_an_animal`](crate::Client::get_an_animal).
    #[derive(Clone, Debug, PartialEq)]
    #[must_use]
    #[non_exhaustive]
    pub struct GetAnAnimalParams {
        /// Path parameter `animal_id`.
        pub animal_id: String,
        /// The name (optional). Query parameter `animal[name]`.
        pub name: Option<String>,
        /// Query parameter `PATCH /animals/[animal_id].json`.
        pub patch_animals_animal_id_json: Option<String>,
    }
    impl GetAnAnimalParams {
        /// Creates the parameters from the required values.
        pub fn new(animal_id: impl Into<String>) -> Self {
            Self {
                animal_id: animal_id.into(),
                name: None,
                patch_animals_animal_id_json: None,
            }
        }
        /// The name (optional).
        pub fn name<M>(mut self, value: impl runtime::IntoOption<String, M>) -> Self {
            self.name = value.into_option();
            self
        }
        /// Sets [`patch_animals_animal_id_json`](#structfield.patch_animals_animal_id_json).
        pub fn patch_animals_animal_id_json<M>(
            mut self,
            value: impl runtime::IntoOption<String, M>,
        ) -> Self {
            self.patch_animals_animal_id_json = value.into_option();
            self
        }
        /// Sends the request, as [`get_an_animal`](crate::Client::get_an_animal) does.
        pub fn send<'a, C: runtime::Sender>(
            &'a self,
            client: &'a C,
        ) -> C::Sent<'a, Self> {
            client.send_operation(self)
        }
    }
    impl runtime::Operation for GetAnAnimalParams {
        type Output = runtime::serde_json::Value;
        const INFO: runtime::OperationInfo = runtime::OperationInfo::new(
                "get-an-animal",
                runtime::Method::Get,
                "/animals/{animal_id}.json",
            )
            .tags(&["Animals", "Zoo"])
            .summary("Get an animal");
        fn body_format(_: u16) -> runtime::BodyFormat {
            runtime::BodyFormat::Any
        }
        #[inline]
        fn request(&self) -> runtime::Request {
            Self::INFO
                .request()
                .path("animal_id", &self.animal_id)
                .query("animal[name]", &self.name)
                .query(
                    "PATCH /animals/[animal_id].json",
                    &self.patch_animals_animal_id_json,
                )
        }
    }
    /// The parameters of [`delete_an_animal`](crate::Client::delete_an_animal).
    #[derive(Clone, Debug, PartialEq)]
    #[must_use]
    #[non_exhaustive]
    pub struct DeleteAnAnimalParams {
        /// Path parameter `animal_id`.
        pub animal_id: String,
    }
    impl DeleteAnAnimalParams {
        /// Creates the parameters from the required values.
        pub fn new(animal_id: impl Into<String>) -> Self {
            Self {
                animal_id: animal_id.into(),
            }
        }
        /// Sends the request, as [`delete_an_animal`](crate::Client::delete_an_animal) does.
        pub fn send<'a, C: runtime::Sender>(
            &'a self,
            client: &'a C,
        ) -> C::Sent<'a, Self> {
            client.send_operation(self)
        }
    }
    impl runtime::Operation for DeleteAnAnimalParams {
        type Output = ();
        const INFO: runtime::OperationInfo = runtime::OperationInfo::new(
            "delete-an-animal",
            runtime::Method::Delete,
            "/animals/{animal_id}.json",
        );
        #[inline]
        fn request(&self) -> runtime::Request {
            Self::INFO.request().path("animal_id", &self.animal_id)
        }
    }
    /// List keepers: the parameters of [`list_keepers`](crate::Client::list_keepers).
    #[derive(Clone, Debug, PartialEq)]
    #[must_use]
    #[non_exhaustive]
    pub struct ListKeepersParams {}
    impl ListKeepersParams {
        /// Creates the parameters; none are required.
        pub fn new() -> Self {
            Self {}
        }
        /// Sends the request, as [`list_keepers`](crate::Client::list_keepers) does.
        pub fn send<'a, C: runtime::Sender>(
            &'a self,
            client: &'a C,
        ) -> C::Sent<'a, Self> {
            client.send_operation(self)
        }
    }
    impl Default for ListKeepersParams {
        fn default() -> Self {
            Self::new()
        }
    }
    impl runtime::Operation for ListKeepersParams {
        type Output = runtime::serde_json::Value;
        const INFO: runtime::OperationInfo = runtime::OperationInfo::new(
                "list-keepers",
                runtime::Method::Get,
                "/keepers.json",
            )
            .summary("List keepers");
        fn body_format(_: u16) -> runtime::BodyFormat {
            runtime::BodyFormat::Any
        }
        #[inline]
        fn request(&self) -> runtime::Request {
            Self::INFO.request()
        }
    }
}
