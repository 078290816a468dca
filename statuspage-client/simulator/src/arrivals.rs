//! What each request meets when it arrives, in the order of arrival: the record of it, the rate
//! limit, and the faults.

use axum::http::StatusCode;
use axum::http::request::Parts;
use tokio::time::Instant;

use crate::fault::Fault;
use crate::fault_plan::FaultPlan;
use crate::limiter::Limiter;
use crate::rate_limit::RateLimit;
use crate::reply::Reply;
use crate::request::RecordedRequest;

/// All three together: one lock on them gives every request its place.
#[derive(Debug)]
pub(crate) struct Arrivals {
    start: Instant,
    limiter: Option<Limiter>,
    pub(crate) plan: FaultPlan,
    requests: Vec<RecordedRequest>,
    /// How many requests came before the first of those that are recorded.
    forgotten: usize,
}

/// The number of a request, by which its record is found as long as there is one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number(usize);

impl Arrivals {
    pub(crate) fn new(rate_limit: Option<RateLimit>) -> Self {
        Self {
            start: Instant::now(),
            limiter: rate_limit.map(Limiter::new),
            plan: FaultPlan::default(),
            requests: Vec::new(),
            forgotten: 0,
        }
    }

    pub(crate) fn rate_limit(&self) -> Option<&RateLimit> {
        self.limiter.as_ref().map(Limiter::limit)
    }

    /// The window of the new limit is empty.
    pub(crate) fn set_rate_limit(&mut self, limit: Option<RateLimit>) {
        self.limiter = limit.map(Limiter::new);
    }

    /// Records a request that arrives now. It is refused, or goes on with the fault that it gets.
    pub(crate) fn admit(
        &mut self,
        parts: &Parts,
        body: &[u8],
    ) -> (Number, Result<Option<Fault>, Reply>) {
        let now = Instant::now();
        let limited = self
            .limiter
            .as_mut()
            .map_or(Ok(()), |limiter| limiter.admit(now));
        let admitted = limited.map(|()| self.plan.pick(parts.method.as_str(), parts.uri.path()));
        let mut request = RecordedRequest::new(parts, body, now.duration_since(self.start));
        request.fault = admitted.as_ref().ok().cloned().flatten();
        let number = Number(self.forgotten + self.requests.len());
        self.requests.push(request);
        (number, admitted)
    }

    pub(crate) fn note_carried_out(&mut self, number: Number) {
        if let Some(request) = self.find(number) {
            request.carried_out = true;
        }
    }

    pub(crate) fn note_answer(&mut self, number: Number, status: StatusCode) {
        if let Some(request) = self.find(number) {
            request.status = Some(status.as_u16());
        }
    }

    fn find(&mut self, number: Number) -> Option<&mut RecordedRequest> {
        let index = number.0.checked_sub(self.forgotten)?;
        self.requests.get_mut(index)
    }

    pub(crate) fn requests(&self) -> &[RecordedRequest] {
        &self.requests
    }

    pub(crate) fn take_requests(&mut self) -> Vec<RecordedRequest> {
        self.forgotten += self.requests.len();
        std::mem::take(&mut self.requests)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use axum::http::request::Parts;
    use axum::http::{Request, StatusCode};
    use tokio::time::advance;

    use super::Arrivals;
    use crate::fault::Fault;
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
        let recorded = arrivals.requests().iter();
        let recorded: Vec<_> = recorded
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
    async fn what_becomes_of_a_request_is_noted_with_that_request() {
        let mut arrivals = Arrivals::new(None);
        let (taken, _) = arrivals.admit(&parts("/taken"), b"");
        assert_eq!(arrivals.take_requests().len(), 1);
        let (first, _) = arrivals.admit(&parts("/first"), b"");
        let (second, _) = arrivals.admit(&parts("/second"), b"");
        arrivals.note_carried_out(taken);
        arrivals.note_carried_out(second);
        arrivals.note_answer(taken, StatusCode::OK);
        arrivals.note_answer(first, StatusCode::NOT_FOUND);
        let requests = arrivals.take_requests();
        let noted = requests
            .iter()
            .map(|request| (request.path.as_str(), request.carried_out, request.status));
        let noted: Vec<_> = noted.collect();
        assert_eq!(
            noted,
            [("/first", false, Some(404)), ("/second", true, None)]
        );
        assert_eq!(arrivals.requests(), []);
    }
}
