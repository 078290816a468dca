// So that there is something to compare: without this line, the same is printed as warnings, and it compiles.
#![deny(deprecated)]
#![allow(dead_code)]

statuspage_codegen::client! { spec: "tests/it/ui/invocation/warnings.yaml", client: crate::Client, runtime: crate::runtime }

fn main() {}

/// As much of a runtime as that description needs.
mod runtime {
    pub enum Method {
        Get,
        Post,
    }

    pub struct OperationInfo;

    impl OperationInfo {
        pub const fn new(_: &str, _: Method, _: &str) -> Self {
            Self
        }

        pub fn request(&self) -> Request {
            Request
        }
    }

    pub struct Request;

    impl Request {
        pub fn query<T>(self, _: &str, _: &T) -> Self {
            self
        }
    }

    pub trait Operation {
        type Output;
        const INFO: OperationInfo;
        fn request(&self) -> Request;
    }

    pub trait Sender {
        type Sent<'a, O: Operation + 'a>
        where
            Self: 'a;
        fn send_operation<'a, O: Operation>(&'a self, operation: &'a O) -> Self::Sent<'a, O>;
    }

    pub type Result<T> = std::result::Result<T, ()>;

    pub struct Client;

    pub async fn value<O: Operation>(_: &Client, _: &O) -> Result<O::Output> {
        Err(())
    }

    pub mod serde_json {
        #[derive(Clone, Debug, PartialEq)]
        pub struct Value;
    }
}

pub use runtime::Client;
