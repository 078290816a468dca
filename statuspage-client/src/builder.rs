//! The builder of a client: its settings, their defaults and their validation.

use std::{env::VarError, fmt, sync::Arc, time::Duration};

use reqwest::{header::HeaderValue, redirect::Policy};

use crate::{
    ApiKey, BASE_URL, Client, Error, ErrorKind, Hook, RateLimit, Result, RetryPolicy,
    auth::{Auth, Given, Schemes, Service},
    base_url::BaseUrl,
    engine::Engine,
    rate_limit::{Limiter, Shared},
    shared_limit::SharedLimit,
    trace,
};

const API_KEY_VARIABLE: &str = "STATUSPAGE_API_KEY";
const BASE_URL_VARIABLE: &str = "STATUSPAGE_BASE_URL";

const DEFAULT_USER_AGENT: &str = concat!("statuspage-client/", env!("CARGO_PKG_VERSION"));
const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);
const DEFAULT_MAX_BODY_SIZE: usize = 32 * 1024 * 1024;

/// The settings of a [`Client`]; created by [`Client::builder`].
///
/// The setters do not fail: [`build`](Self::build) checks all settings.
#[must_use]
pub struct ClientBuilder {
    auth: Setting,
    base_url: Option<String>,
    allow_unencrypted_http: bool,
    connect_timeout: Duration,
    timeout: Duration,
    user_agent: Option<String>,
    http_client: reqwest::ClientBuilder,
    rate_limit: RateLimit,
    shared_limit: Option<Box<dyn SharedLimit>>,
    retry: RetryPolicy,
    max_body_size: usize,
    hooks: Vec<Arc<dyn Hook>>,
}

/// How the client authenticates, before it is checked.
enum Setting {
    ApiKey(Option<Result<ApiKey>>),
    Schemes(Service, Vec<Given>),
}

impl ClientBuilder {
    pub(crate) fn new() -> Self {
        Self {
            auth: Setting::ApiKey(None),
            base_url: None,
            allow_unencrypted_http: false,
            connect_timeout: DEFAULT_CONNECT_TIMEOUT,
            timeout: DEFAULT_TIMEOUT,
            user_agent: None,
            http_client: reqwest::Client::builder(),
            rate_limit: RateLimit::SERVICE,
            shared_limit: None,
            retry: RetryPolicy::new(),
            max_body_size: DEFAULT_MAX_BODY_SIZE,
            hooks: Vec::new(),
        }
    }

    /// Reads the settings from environment variables; `lookup` returns the value of a variable.
    pub(crate) fn from_lookup(
        lookup: impl Fn(&str) -> std::result::Result<String, VarError>,
    ) -> Result<Self> {
        let read = |name: &str| match lookup(name) {
            // Scripts and CI jobs often pass unset variables on as empty ones.
            Ok(text) if text.trim_ascii().is_empty() => Ok(None),
            Ok(text) => Ok(Some(text)),
            Err(VarError::NotPresent) => Ok(None),
            Err(VarError::NotUnicode(_)) => Err(configuration(format!(
                "the environment variable {name} is not valid UTF-8"
            ))),
        };
        let wrong = |name: &str, error: &Error| configuration(format!("{name}: {error}"));

        let key = read(API_KEY_VARIABLE)?.ok_or_else(|| {
            configuration(format!(
                "the environment variable {API_KEY_VARIABLE} is not set: set it to your Statuspage API key"
            ))
        })?;
        let key = ApiKey::new(key).map_err(|error| wrong(API_KEY_VARIABLE, &error))?;
        let mut builder = Self::new().api_key(key);
        if let Some(url) = read(BASE_URL_VARIABLE)? {
            let checked = BaseUrl::parse(&url, BASE_URL)
                .and_then(|url| url.require_encryption("API key", "ClientBuilder"));
            checked.map_err(|error| wrong(BASE_URL_VARIABLE, &error))?;
            builder = builder.base_url(url);
        }
        Ok(builder)
    }

    /// Sets the API key, as a string or as an [`ApiKey`]. Required.
    pub fn api_key(mut self, key: impl TryInto<ApiKey, Error: Into<Error>>) -> Self {
        self.auth = Setting::ApiKey(Some(key.try_into().map_err(Into::into)));
        self
    }

    /// Creates the builder of a client for another API, with neutral settings.
    pub(crate) fn of_service(service: Service) -> Self {
        Self {
            auth: Setting::Schemes(service, Vec::new()),
            base_url: service.base_url.map(str::to_owned),
            user_agent: Some(service.user_agent.to_owned()),
            rate_limit: RateLimit::NONE,
            retry: RetryPolicy::never(),
            ..Self::new()
        }
    }

    /// Sets a credential of another API.
    pub(crate) fn credential(mut self, given: Given) -> Self {
        if let Setting::Schemes(_, credentials) = &mut self.auth {
            credentials.retain(|earlier| earlier.name != given.name);
            credentials.push(given);
        }
        self
    }

    /// Sets the base URL of the API: an `http` or `https` URL without query, fragment, user name and password.
    ///
    /// The default is `https://api.statuspage.io/v1`. A trailing slash is ignored. With `http` the API key is sent unencrypted.
    /// Therefore `http` is accepted only for this machine (`127.0.0.0/8`, `[::1]`, `localhost` and `*.localhost`), unless
    /// [`allow_unencrypted_http`](Self::allow_unencrypted_http) is set. No proxy is used for requests to this machine.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Sets whether the base URL may use `http` for another machine; `false` by default. Anybody on the network path can read
    /// the API key and use it. Set it only in networks that you trust, such as that of the containers of a CI job.
    pub fn allow_unencrypted_http(mut self, allow: bool) -> Self {
        self.allow_unencrypted_http = allow;
        self
    }

    /// Sets how long connecting may take; 10 seconds by default.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = limit;
        self
    }

    /// Sets how long one attempt may take, from connecting to the last byte of the response; 30 seconds by default.
    /// [`CallOptions::deadline`](crate::CallOptions::deadline) limits a call including all its attempts.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = limit;
        self
    }

    /// Sets the `User-Agent` header of all requests; `statuspage-client/VERSION` by default.
    pub fn user_agent(mut self, text: impl Into<String>) -> Self {
        self.user_agent = Some(text.into());
        self
    }

    /// Sets the settings of the HTTP library: proxies, certificates, DNS and so on.
    ///
    /// Some of them are always overridden. [`timeout`](Self::timeout), [`connect_timeout`](Self::connect_timeout) and
    /// [`user_agent`](Self::user_agent) apply instead of the HTTP library's settings. Redirects and the HTTP library's own
    /// retries are disabled, because they could send a request a second time, or its contents to another host.
    ///
    /// ```
    /// use statuspage_client::Client;
    ///
    /// let proxy = reqwest::Proxy::https("http://proxy.example:3128")?;
    /// let settings = reqwest::Client::builder().proxy(proxy);
    /// let client = Client::builder().api_key("0123-4567").http_client(settings).build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn http_client(mut self, settings: reqwest::ClientBuilder) -> Self {
        self.http_client = settings;
        self
    }

    /// Sets how many requests may be sent in a window of time; [`RateLimit::SERVICE`], the limit of the service, by default.
    ///
    /// The client and its clones share the limit; two clients do not, even with the same key: clone one client, or give each a
    /// part of the service's limit. Calls wait for a permit in order, [urgent](crate::Priority) ones first, and a request that is
    /// repeated keeps its place.
    ///
    /// The service may refuse a request although the client has permits left. Then only calls of the same operation wait for
    /// the time that the service asks for, because some operations have a limit of their own. When the client has none left,
    /// other programs use the key as well, and all calls wait.
    pub fn rate_limit(mut self, limit: RateLimit) -> Self {
        self.rate_limit = limit;
        self
    }

    /// Shares the rate limit with other processes that use the same API key, through a store such as Redis: see the crate
    /// `statuspage-redis`.
    ///
    /// `share` replaces [`rate_limit`](Self::rate_limit), and applies while the store is not available: then the client sends at
    /// most this many requests in a window, including those that the store has permitted. The shares of all processes should
    /// not add up to more than the service's limit. That the store becomes unavailable, and available again, is reported to
    /// hooks ([`Hook::shared_limit`]) and to `tracing`.
    ///
    /// The store is asked by a task of the runtime in which a call waits. Calls of other runtimes wait for that task as well, so do
    /// not use one client in several current-thread runtimes of which one may stand still.
    pub fn shared_limit(mut self, limit: impl SharedLimit, share: RateLimit) -> Self {
        self.shared_limit = Some(Box::new(limit));
        self.rate_limit = share;
        self
    }

    /// Sets when a request is sent again; [`RetryPolicy::new`] by default.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Sets the maximum length of a response body, in bytes; 32 MiB by default. A call with a longer one fails with
    /// [`ErrorKind::TooLarge`], and the rest of the body is not read.
    pub fn max_body_size(mut self, bytes: usize) -> Self {
        self.max_body_size = bytes;
        self
    }

    /// Adds a hook that is called before and after every attempt. Hooks are called in the order in which they were added.
    pub fn hook(mut self, hook: impl Hook) -> Self {
        self.hooks.push(Arc::new(hook));
        self
    }

    /// Checks the settings and creates the client.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`] if the API key is missing, a setting is not valid, or TLS cannot be set up.
    pub fn build(self) -> Result<Client> {
        let mut limit = self.rate_limit;
        let (auth, base_url, refusal_wait) = match self.auth {
            Setting::ApiKey(key) => {
                let key = key.unwrap_or_else(|| {
                    Err(configuration(
                        "the API key is missing: call ClientBuilder::api_key before build",
                    ))
                });
                let (key, url) = (key?, self.base_url.as_deref().unwrap_or(BASE_URL));
                let mut url = BaseUrl::parse(url, BASE_URL)?;
                if !self.allow_unencrypted_http {
                    url = url.require_encryption("API key", "ClientBuilder")?;
                }
                limit = limit.with_default_reserve();
                let wait = limit.wait_after_refusal();
                (key.into(), url, Some(wait))
            }
            Setting::Schemes(service, given) => {
                let schemes = Schemes::new(service, given)?;
                let url = self.base_url.as_deref().ok_or_else(|| {
                    let builder = service.builder;
                    configuration(format!(
                        "the base URL is missing, and the description has none: call {builder}::base_url before build"
                    ))
                })?;
                let mut url = BaseUrl::parse(url, "https://api.example.com/v1")?;
                if schemes.has_credentials() && !self.allow_unencrypted_http {
                    url = url.require_encryption("credentials", service.builder)?;
                }
                (Auth::Schemes(schemes), url, limit.window())
            }
        };
        let shared = self.shared_limit.map(|shared| {
            let hooks = self.hooks.clone();
            let report = move |error: Option<&str>| {
                trace::shared_limit(error);
                for hook in &hooks {
                    hook.shared_limit(error);
                }
            };
            Shared::new(shared, Box::new(report))
        });
        let user_agent = match self.user_agent {
            None => HeaderValue::from_static(DEFAULT_USER_AGENT),
            Some(text) => HeaderValue::try_from(text).map_err(|_| {
                configuration(
                    "the user agent contains a control character, which is not valid in an HTTP header",
                )
            })?,
        };
        // With a proxy, the key would leave this machine.
        let settings = if base_url.is_loopback() {
            self.http_client.no_proxy()
        } else {
            self.http_client
        };
        let http = http_client(settings, self.connect_timeout, &auth)?;
        Ok(Client::from_engine(Engine {
            http,
            auth,
            base_url,
            user_agent,
            timeout: self.timeout,
            limiter: Arc::new(Limiter::new(limit, shared)),
            retry: self.retry,
            refusal_wait,
            max_body_size: self.max_body_size,
            hooks: self.hooks,
        }))
    }
}

impl fmt::Debug for ClientBuilder {
    /// Omits the key and the base URL. Before `build` has checked it, the base URL may contain a password, or be the key by
    /// mistake.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ClientBuilder")
            .field("connect_timeout", &self.connect_timeout)
            .field("timeout", &self.timeout)
            .field("rate_limit", &self.rate_limit)
            .field("retry", &self.retry)
            .field("max_body_size", &self.max_body_size)
            .finish_non_exhaustive()
    }
}

/// Builds an HTTP client that follows no redirects and repeats no requests.
fn http_client(
    settings: reqwest::ClientBuilder,
    connect_timeout: Duration,
    auth: &Auth,
) -> Result<reqwest::Client> {
    // Without a provider, the HTTP library panics.
    #[cfg(all(
        feature = "rustls-no-provider",
        not(any(feature = "rustls", feature = "native-tls"))
    ))]
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        return Err(configuration(
            "no rustls crypto provider is installed: call its install_default first, or enable the feature `rustls`",
        ));
    }
    settings
        .redirect(Policy::none())
        // With a maximum of 0, requests are not copied for the HTTP library's own retries.
        .retry(reqwest::retry::never().max_retries_per_request(0))
        .connect_timeout(connect_timeout)
        .build()
        .map_err(|error| Error::from_setup(error, auth))
}

fn configuration(detail: impl Into<String>) -> Error {
    Error::new(ErrorKind::Configuration, detail)
}

#[cfg(test)]
mod tests;
