//! What parameters can be sent with: the asynchronous client, and the blocking one.

use std::{ops::Deref, pin::Pin};

use crate::{Client, Operation, Result};

/// A client that sends operations: [`Client`], `blocking::Client`, or a type that dereferences to
/// one of them.
///
/// The function `send` of the generated parameter structs takes it:
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let simulator = statuspage_simulator::Simulator::start().await?;
/// # let client = statuspage_client::Client::builder().api_key(simulator.api_key()).base_url(simulator.url()).build()?;
/// use statuspage_client::params::CreateComponentParams;
///
/// let component = CreateComponentParams::new(simulator.page_id()).name("Checkout").send(&client).await?;
/// assert_eq!(component.name.as_deref(), Some("Checkout"));
/// # Ok(())
/// # }
/// ```
pub trait Sender {
    /// The result of the operation; for the asynchronous client, a future that returns it.
    type Sent<'a, O: Operation + 'a>
    where
        Self: 'a;

    /// Sends an operation, and returns the value of the response.
    fn send_operation<'a, O: Operation>(&'a self, operation: &'a O) -> Self::Sent<'a, O>;
}

/// Sends an operation, and returns the value of the response. The client's functions call it.
///
/// # Errors
///
/// Those of [`Client::send`].
pub async fn value<O: Operation>(client: &Client, operation: &O) -> Result<O::Output> {
    let request = operation.request();
    let received = client.receive(operation.info().id, &request).await?;
    client.decode(&received, O::body_format)
}

impl Sender for Client {
    type Sent<'a, O: Operation + 'a> = Pin<Box<dyn Future<Output = Result<O::Output>> + Send + 'a>>;

    fn send_operation<'a, O: Operation>(&'a self, operation: &'a O) -> Self::Sent<'a, O> {
        Box::pin(value(self, operation))
    }
}

#[cfg(feature = "blocking")]
impl Sender for crate::blocking::Client {
    type Sent<'a, O: Operation + 'a> = Result<O::Output>;

    fn send_operation<'a, O: Operation>(&'a self, operation: &'a O) -> Self::Sent<'a, O> {
        crate::blocking::value(self, operation)
    }
}

impl<T: Deref<Target: Sender>> Sender for T {
    type Sent<'a, O: Operation + 'a>
        = <T::Target as Sender>::Sent<'a, O>
    where
        Self: 'a;

    fn send_operation<'a, O: Operation>(&'a self, operation: &'a O) -> Self::Sent<'a, O> {
        T::Target::send_operation(self, operation)
    }
}
