//! The faults that the simulator has, each with a probability. Together they hit three of ten requests.

use std::time::Duration;

use statuspage_simulator::Fault;

/// The longest body that the clients accept.
pub(crate) const MAX_BODY: u64 = 64 * 1024;

/// Longer than an attempt of the clients may take.
pub(crate) const TOO_LATE: Duration = Duration::from_millis(1500);

/// The faults that delay a request before it is carried out.
pub(crate) fn delays() -> [(Fault, f64); 3] {
    let soon = Duration::from_millis(2);
    [
        (Fault::delay(soon), 0.02),
        (Fault::delay(TOO_LATE), 0.001),
        (Fault::slow_body(soon).with_delay(soon), 0.01),
    ]
}

pub(crate) fn all(elsewhere: &str) -> Vec<(Fault, f64)> {
    let soon = Duration::from_millis(2);
    let none = Duration::ZERO;
    let second = Duration::from_secs(1);
    let mut faults = vec![
        (Fault::status(420), 0.002),
        (Fault::status(429), 0.002),
        (Fault::status(420).with_retry_after(none), 0.01),
        (Fault::status(429).with_retry_after(none), 0.01),
        (Fault::status(429).with_retry_after(second), 0.001),
        (Fault::status(429).with_header("retry-after", "soon"), 0.001),
        (Fault::status(400), 0.005),
        (Fault::status(401), 0.005),
        (Fault::status(404), 0.005),
        (Fault::status(422), 0.005),
        (Fault::status(500), 0.01),
        (Fault::status(502).carried_out(), 0.01),
        (Fault::status(503).with_retry_after(none), 0.01),
        (Fault::status(503).with_retry_after(second), 0.001),
        (Fault::status(504).carried_out(), 0.01),
        (Fault::status(204).carried_out(), 0.005),
        (Fault::response(500, "text/html", "<html>Oops"), 0.01),
        (
            Fault::response(200, "application/json", "").carried_out(),
            0.005,
        ),
        (Fault::not_json(), 0.01),
        (Fault::not_json().carried_out(), 0.01),
        (Fault::huge_body(MAX_BODY * 4), 0.005),
        (Fault::huge_body(MAX_BODY * 4).carried_out(), 0.005),
        (Fault::disconnect(), 0.02),
        (Fault::disconnect().carried_out(), 0.02),
        (Fault::disconnect().with_delay(soon), 0.01),
        (
            Fault::disconnect().carried_out().with_response_delay(soon),
            0.01,
        ),
        (Fault::delay_response(soon), 0.02),
        (Fault::delay_response(TOO_LATE), 0.001),
        (Fault::truncated_body(), 0.02),
        (Fault::slow_body(soon), 0.02),
        (Fault::slow_body(TOO_LATE), 0.001),
    ];
    for status in [301, 302, 303, 307, 308] {
        faults.push((Fault::redirect(status, elsewhere), 0.002));
    }
    faults.extend(delays());
    faults
}
