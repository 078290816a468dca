//! The record, the rate limit and the faults, which are applied to requests in the order of arrival.

use std::collections::VecDeque;
use std::mem;
use std::sync::Arc;

use axum::http::StatusCode;
use axum::http::request::Parts;
use tokio::sync::Notify;
use tokio::time::Instant;

use crate::faults::fault::Fault;
use crate::faults::fault_plan::FaultPlan;
use crate::http::reply::Reply;
use crate::limiter::Limiter;
use crate::rate_limit::RateLimit;
use crate::request::RecordedRequest;
use crate::routes;

/// How many requests are recorded at most.
const MAX_REQUESTS: usize = 50_000;

/// How many bytes all recorded requests have at most.
const MAX_BYTES: usize = 64 * 1024 * 1024;

/// All three together: one lock on them gives the requests an order.
#[derive(Debug)]
pub(crate) struct Arrivals {
    start: Instant,
    pub(crate) limiter: Option<Limiter>,
    pub(crate) plan: FaultPlan,
    pub(crate) requests: VecDeque<RecordedRequest>,
    /// The sizes of the recorded requests, added up.
    bytes: usize,
    /// How many records were dropped since they were last taken, because there were too many.
    pub(crate) dropped: usize,
    /// How many requests arrived before the oldest one that is recorded.
    removed: usize,
    /// Wakes those who wait for a change of the records.
    pub(crate) changed: Arc<Notify>,
}

/// The number of a request, which finds its record as long as that is kept.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number(usize);

impl Arrivals {
    pub(crate) fn new(rate_limit: Option<RateLimit>) -> Self {
        Self {
            start: Instant::now(),
            limiter: rate_limit.map(Limiter::new),
            plan: FaultPlan::default(),
            requests: VecDeque::new(),
            bytes: 0,
            dropped: 0,
            removed: 0,
            changed: Arc::default(),
        }
    }

    /// Sets or removes the limit. The window of a new one is empty.
    pub(crate) fn set_rate_limit(&mut self, limit: Option<RateLimit>) {
        self.limiter = limit.map(Limiter::new);
    }

    /// Records a request that arrives now. Returns a refusal, or the fault that the request gets.
    pub(crate) fn admit(
        &mut self,
        parts: &Parts,
        body: &[u8],
    ) -> (Number, Result<Option<Fault>, Reply>) {
        let now = Instant::now();
        let (method, path) = (parts.method.as_str(), parts.uri.path());
        let list = routes::unpaged_list(method, path, parts.uri.query());
        let limited = self
            .limiter
            .as_mut()
            .map_or(Ok(()), |limiter| limiter.admit(list, now));
        let admitted = limited.map(|()| self.plan.pick(method, path));
        let mut request = RecordedRequest::new(parts, body, now.duration_since(self.start));
        request.fault = admitted.as_ref().ok().cloned().flatten();
        let number = Number(self.removed + self.requests.len());
        self.record(request);
        (number, admitted)
    }

    /// Adds a record, and drops the oldest ones if there are too many.
    fn record(&mut self, request: RecordedRequest) {
        self.bytes += request.size();
        self.requests.push_back(request);
        self.changed.notify_waiters();
        while self.requests.len() > MAX_REQUESTS || self.bytes > MAX_BYTES {
            let Some(oldest) = self.requests.pop_front() else {
                return;
            };
            self.bytes -= oldest.size();
            self.dropped += 1;
            self.removed += 1;
        }
    }

    pub(crate) fn note_carried_out(&mut self, number: Number) {
        if let Some(request) = self.find(number) {
            request.carried_out = true;
            self.changed.notify_waiters();
        }
    }

    pub(crate) fn note_status(&mut self, number: Number, status: StatusCode) {
        if let Some(request) = self.find(number) {
            request.status = Some(status.as_u16());
            self.changed.notify_waiters();
        }
    }

    fn find(&mut self, number: Number) -> Option<&mut RecordedRequest> {
        let index = number.0.checked_sub(self.removed)?;
        self.requests.get_mut(index)
    }

    pub(crate) fn take_requests(&mut self) -> Vec<RecordedRequest> {
        self.removed += self.requests.len();
        (self.bytes, self.dropped) = (0, 0);
        mem::take(&mut self.requests).into()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use axum::http::request::Parts;
    use axum::http::{Request, StatusCode};
    use tokio::time::advance;

    use super::{Arrivals, MAX_BYTES, MAX_REQUESTS};
    use crate::faults::fault::Fault;
    use crate::rate_limit::RateLimit;

    fn parts(path: &str) -> Parts {
        let request = Request::builder().uri(path).body(()).unwrap();
        request.into_parts().0
    }

    #[tokio::test(start_paused = true)]
    async fn a_request_over_the_limit_takes_no_fault() {
        let mut arrivals = Arrivals::new(Some(RateLimit::new(1, Duration::from_secs(1))));
        arrivals
            .plan
            .fail_next([Fault::disconnect(), Fault::not_json()]);
        for (step, expected) in [
            (0, Some(Fault::disconnect())),
            (999, None),
            (1, Some(Fault::not_json())),
            (1000, None),
        ] {
            advance(Duration::from_millis(step)).await;
            let (_, admitted) = arrivals.admit(&parts("/"), b"");
            assert_eq!(admitted.ok().flatten(), expected, "{step}");
        }
        let recorded: Vec<_> = arrivals
            .requests
            .iter()
            .map(|request| (request.at.as_millis(), request.fault.clone()))
            .collect();
        let expected = [
            (0, Some(Fault::disconnect())),
            (999, None),
            (1000, Some(Fault::not_json())),
            (2000, None),
        ];
        assert_eq!(recorded, expected);
    }

    #[tokio::test(start_paused = true)]
    async fn the_outcome_of_a_request_is_noted_in_its_record() {
        let mut arrivals = Arrivals::new(None);
        let (taken, _) = arrivals.admit(&parts("/taken"), b"");
        assert_eq!(arrivals.take_requests().len(), 1);
        let (first, _) = arrivals.admit(&parts("/first"), b"");
        let (second, _) = arrivals.admit(&parts("/second"), b"");
        arrivals.note_carried_out(taken);
        arrivals.note_carried_out(second);
        arrivals.note_status(taken, StatusCode::OK);
        arrivals.note_status(first, StatusCode::NOT_FOUND);
        let requests = arrivals.take_requests();
        let noted = requests
            .iter()
            .map(|request| (request.path.as_str(), request.carried_out, request.status));
        let noted: Vec<_> = noted.collect();
        assert_eq!(
            noted,
            [("/first", false, Some(404)), ("/second", true, None)]
        );
        assert_eq!(arrivals.requests.len(), 0);
    }

    #[tokio::test(start_paused = true)]
    async fn the_oldest_records_are_dropped_beyond_the_number_of_requests() {
        let mut arrivals = Arrivals::new(None);
        let (oldest, _) = arrivals.admit(&parts("/0"), b"");
        let mut newest = oldest;
        for index in 1..MAX_REQUESTS + 2 {
            newest = arrivals.admit(&parts(&format!("/{index}")), b"").0;
        }
        assert_eq!(
            (arrivals.requests.len(), arrivals.dropped),
            (MAX_REQUESTS, 2)
        );
        arrivals.note_carried_out(oldest);
        arrivals.note_carried_out(newest);
        let requests = arrivals.take_requests();
        assert_eq!(requests[0].path, "/2");
        let mut carried_out = requests.iter().filter(|request| request.carried_out);
        assert_eq!(
            carried_out.next().unwrap().path,
            format!("/{}", MAX_REQUESTS + 1)
        );
        assert_eq!(carried_out.next(), None);
        assert_eq!(arrivals.dropped, 0);
    }

    #[tokio::test(start_paused = true)]
    async fn the_oldest_records_are_dropped_beyond_the_number_of_bytes() {
        let mut arrivals = Arrivals::new(None);
        // Taking the records makes room for as many again.
        for _ in 0..2 {
            let quarter = vec![0; MAX_BYTES / 4];
            for index in 0..5 {
                assert!(
                    arrivals
                        .admit(&parts(&format!("/{index}")), &quarter)
                        .1
                        .is_ok()
                );
            }
            assert_eq!(arrivals.dropped, 2);
            let requests = arrivals.take_requests();
            assert_eq!((requests.len(), requests[0].path.as_str()), (3, "/2"));
        }
    }
}
