//! Clients of other APIs: what the generated type of a client and its builder consist of.

use crate::{
    ClientBuilder, Secret,
    auth::{Given, Scheme, Service, Value},
};

/// Creates the builder of a client, with neutral settings: no retries, and no rate limit.
pub fn builder(service: Service) -> ClientBuilder {
    ClientBuilder::of_service(service)
}

/// Sets a credential; its name is that of the function of the builder.
pub fn credential(
    builder: ClientBuilder,
    name: &'static str,
    scheme: Scheme,
    secret: Secret,
) -> ClientBuilder {
    let value = Value::One(scheme, secret);
    builder.credential(Given { name, value })
}

/// Sets a user name and a password for HTTP basic authentication.
pub fn basic_credential(
    builder: ClientBuilder,
    name: &'static str,
    user: String,
    password: Secret,
) -> ClientBuilder {
    let value = Value::Basic(user, password);
    builder.credential(Given { name, value })
}

/// Declares a client, its builder and perhaps its blocking client, without the functions that depend on the description.
#[doc(hidden)]
#[macro_export]
macro_rules! client_type {
    (
        $(#[$docs:meta])* $visibility:vis $client:ident, $builder_visibility:vis $builder:ident
        $(, $blocking_visibility:vis $blocking:ident)?: $service:expr
    ) => {
        $(#[$docs])*
        #[derive(Clone)]
        $visibility struct $client($crate::runtime::Client);
        $crate::client_type!(@client $client, $crate::runtime::Client);

        #[doc = concat!("The settings of a [`", stringify!($client), "`]; `build` checks them.")]
        #[derive(Debug)]
        #[must_use]
        $builder_visibility struct $builder($crate::runtime::ClientBuilder);

        impl $builder {
            /// Creates a builder with default settings.
            pub fn new() -> Self {
                Self($crate::runtime::builder($service))
            }

            /// Sets the base URL: an `http` or `https` URL without query, fragment, user name and password. Credentials are sent
            /// over `http` only to this machine, unless `allow_unencrypted_http` is set.
            pub fn base_url(self, url: impl Into<String>) -> Self {
                Self(self.0.base_url(url))
            }

            /// Sets whether credentials may be sent over `http` to another machine; `false` by default.
            pub fn allow_unencrypted_http(self, allow: bool) -> Self {
                Self(self.0.allow_unencrypted_http(allow))
            }

            /// Sets how long connecting may take; 10 seconds by default.
            pub fn connect_timeout(self, limit: std::time::Duration) -> Self {
                Self(self.0.connect_timeout(limit))
            }

            /// Sets how long one attempt may take, from connecting to the last byte of the response; 30 seconds by default.
            pub fn timeout(self, limit: std::time::Duration) -> Self {
                Self(self.0.timeout(limit))
            }

            /// Sets the `User-Agent` header; by default it is the name and the version of the crate that declares the client.
            pub fn user_agent(self, text: impl Into<String>) -> Self {
                Self(self.0.user_agent(text))
            }

            /// Sets the settings of the HTTP library: proxies, certificates, DNS and so on. Redirects are never followed.
            pub fn http_client(self, settings: $crate::runtime::HttpClientBuilder) -> Self {
                Self(self.0.http_client(settings))
            }

            /// Sets how many requests may be sent in a window of time; by default there is no limit.
            pub fn rate_limit(self, limit: $crate::runtime::RateLimit) -> Self {
                Self(self.0.rate_limit(limit))
            }

            /// Sets when a request is sent again; by default none is.
            pub fn retry(self, policy: $crate::runtime::RetryPolicy) -> Self {
                Self(self.0.retry(policy))
            }

            /// Sets the maximum length of a response body, in bytes; 32 MiB by default.
            pub fn max_body_size(self, bytes: usize) -> Self {
                Self(self.0.max_body_size(bytes))
            }

            /// Adds a hook that is called before and after every attempt. It does not see credentials.
            pub fn hook(self, hook: impl $crate::runtime::Hook) -> Self {
                Self(self.0.hook(hook))
            }

            /// Checks the settings and creates the client.
            ///
            /// # Errors
            ///
            /// A setting is missing or not valid, or TLS cannot be set up.
            pub fn build(self) -> $crate::runtime::Result<$client> {
                self.0.build().map($client)
            }

            $(
                /// Checks the settings and creates the blocking client.
                ///
                /// # Errors
                ///
                /// A setting is missing or not valid, or TLS or the thread of the client cannot be set up.
                #[cfg(feature = "blocking")]
                $blocking_visibility fn build_blocking(self) -> $crate::runtime::Result<$blocking> {
                    self.0.build_blocking().map($blocking)
                }
            )?
        }

        impl Default for $builder {
            fn default() -> Self {
                Self::new()
            }
        }

        $(
            #[doc = concat!("The blocking client; created by `build_blocking` of [`", stringify!($builder), "`].")]
            #[cfg(feature = "blocking")]
            #[derive(Clone)]
            $blocking_visibility struct $blocking($crate::runtime::blocking::Client);
            #[cfg(feature = "blocking")]
            $crate::client_type!(@client $blocking, $crate::runtime::blocking::Client);
        )?
    };
    (@client $client:ident, $inner:ty) => {
        impl std::fmt::Debug for $client {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.debug_tuple(stringify!($client)).field(&self.0).finish()
            }
        }
        impl AsRef<$inner> for $client {
            fn as_ref(&self) -> &$inner {
                &self.0
            }
        }
        impl $crate::runtime::Sender for $client {
            type Sent<'a, O: $crate::runtime::Operation + 'a> = <$inner as $crate::runtime::Sender>::Sent<'a, O>;

            fn send_operation<'a, O: $crate::runtime::Operation>(&'a self, operation: &'a O) -> Self::Sent<'a, O> {
                self.0.send_operation(operation)
            }
        }
    };
}
