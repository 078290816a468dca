//! An operation of the description with its values, as the library sends it.

use std::{hash::Hash, marker::PhantomData, sync::Arc};

use serde_json::{Map, Value};
use statuspage_client::{Method, Operation, OperationInfo, Paged, raw::Request};
use statuspage_codegen_core::api::{self, EmptyBody, Location, Paging};

use crate::arguments::Values;

/// A call whose response is decoded to `T`.
pub(crate) struct Call<T> {
    pub(crate) operation: &'static api::Operation,
    pub(crate) values: Arc<Values>,
    info: OperationInfo,
    /// The page to request, and the number of items on it, instead of those of the values.
    page: Option<(i64, Option<i64>)>,
    output: PhantomData<fn() -> T>,
}

impl<T> Call<T> {
    pub(crate) fn new(operation: &'static api::Operation, values: Values) -> Self {
        // The library expects names that live as long as the program. There is one call per program.
        let path = Box::leak(operation.path.to_string().into_boxed_str());
        let tags: Vec<&str> = operation.tags.iter().map(String::as_str).collect();
        let info = OperationInfo::new(&operation.id, method(operation), path).tags(tags.leak());
        Self {
            operation,
            values: Arc::new(values),
            info: if operation.not_idempotent {
                info.not_idempotent()
            } else {
                info
            },
            page: None,
            output: PhantomData,
        }
    }

    /// Returns the number that a query parameter has.
    fn number(&self, parameter: impl Fn(&Paging) -> &str) -> Option<i64> {
        let paging = self.operation.paging.as_ref()?;
        self.values.get(parameter(paging))?.as_i64()
    }
}

impl<T> Clone for Call<T> {
    fn clone(&self) -> Self {
        Self {
            values: Arc::clone(&self.values),
            ..*self
        }
    }
}

/// Returns the method, of which each crate has its own type.
fn method(operation: &api::Operation) -> Method {
    use statuspage_codegen_core::Method as Described;

    match operation.method {
        Described::Get => Method::Get,
        Described::Put => Method::Put,
        Described::Post => Method::Post,
        Described::Delete => Method::Delete,
        Described::Options => Method::Options,
        Described::Head => Method::Head,
        Described::Patch => Method::Patch,
    }
}

impl<T: serde::de::DeserializeOwned + Send + 'static> Operation for Call<T> {
    type Output = T;

    /// That of no operation: each call has its own.
    const INFO: OperationInfo = OperationInfo::new("", Method::Get, "/");

    fn info(&self) -> OperationInfo {
        self.info
    }

    fn request(&self) -> Request {
        let mut request = self.info.request();
        let paging = self.operation.paging.as_ref();
        for (parameter, value) in &self.values.parameters {
            let name = &parameter.name;
            let is = |of_page: fn(&Paging) -> &String| {
                self.page.is_some() && paging.is_some_and(|paging| of_page(paging) == name)
            };
            request = match parameter.location {
                Location::Path => request.path(name, value),
                Location::Query if is(|paging| &paging.page) || is(|paging| &paging.size) => {
                    request
                }
                Location::Query => request.query(name, value),
                Location::Form => request.form(name, value),
                _ => request,
            };
        }
        if let (Some((page, size)), Some(paging)) = (self.page, paging) {
            request = request
                .query(&paging.page, &page)
                .query(&paging.size, &size);
        }
        match (&self.values.body, body(self.operation, &self.values)) {
            (Some(body), _) => request.json(body),
            (None, Some(body)) => request.json(&body),
            (None, None) => request,
        }
    }
}

/// Returns the JSON object of the parameters that are fields of the body, with the envelope around them.
fn body(operation: &api::Operation, values: &Values) -> Option<Value> {
    let mut parameters = operation.parameters.iter();
    let envelope = parameters.find_map(|parameter| match &parameter.location {
        Location::Body { envelope } => Some(envelope.as_ref()),
        _ => None,
    })?;
    let fields = values.parameters.iter();
    let fields = fields.filter(|(one, _)| matches!(one.location, Location::Body { .. }));
    let fields = fields.map(|(parameter, value)| (parameter.name.clone(), value.clone()));
    let mut body: Map<String, Value> = fields.collect();
    if let Some(envelope) = envelope
        && (!body.is_empty() || operation.empty_body == EmptyBody::Envelope)
    {
        body = Map::from_iter([(envelope.clone(), body.into())]);
    }
    let is_sent = !body.is_empty() || operation.empty_body != EmptyBody::Nothing;
    is_sent.then(|| body.into())
}

impl Paged for Call<Vec<Value>> {
    type Item = Value;

    /// Never used: `page` returns a number.
    const FIRST_PAGE: i64 = 1;
    /// Never used: `size` returns a number, if there is a maximum.
    const MAX_PAGE_SIZE: Option<i64> = None;

    fn page(&self) -> Option<i64> {
        let first = self
            .operation
            .paging
            .as_ref()
            .map(|paging| paging.first_page);
        self.number(|paging| &paging.page).or(first)
    }

    fn size(&self) -> Option<i64> {
        let max = self.operation.paging.as_ref()?.max_page_size;
        let given = self.number(|paging| &paging.size);
        given.into_iter().chain(max).min()
    }

    fn set_page(&mut self, page: i64, size: Option<i64>) {
        self.page = Some((page, size));
    }

    fn item_id(item: &Value) -> Option<impl Hash + '_> {
        item.get("id")?.as_str()
    }
}
