//! An operation with a request and a result type that each test chooses.

use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use serde_json::Value;
use statuspage_client::{
    Client, ClientBuilder, Error, Method, Operation, OperationInfo, RetryPolicy, raw::Request,
};

pub(crate) const KEY: &str = "89ab-cdef-0123-4567";

pub(crate) struct Call<T> {
    request: fn() -> Request,
    output: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned + Send + 'static> Operation for Call<T> {
    type Output = T;
    const INFO: OperationInfo = OperationInfo::new("test-call", Method::Get, "/things.json");

    fn request(&self) -> Request {
        (self.request)()
    }
}

pub(crate) fn call<T>(request: fn() -> Request) -> Call<T> {
    Call {
        request,
        output: PhantomData,
    }
}

/// `GET /things.json`.
pub(crate) fn get<T>() -> Call<T> {
    call(|| Request::new(Method::Get, "/things.json"))
}

/// Returns a client without retries, so that a test sees the result of a single response.
pub(crate) fn client(base_url: &str) -> Client {
    builder(base_url)
        .retry(RetryPolicy::never())
        .build()
        .unwrap()
}

pub(crate) fn builder(base_url: &str) -> ClientBuilder {
    Client::builder().api_key(KEY).base_url(base_url)
}

/// Returns the error of `GET /things.json`.
pub(crate) async fn failure(client: &Client) -> Error {
    client.send(&get::<Value>()).await.unwrap_err()
}
