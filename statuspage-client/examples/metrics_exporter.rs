//! Submits points of metrics in bulk: `echo METRIC_ID 12.5 | cargo run -p statuspage-examples --bin metrics_exporter`.
//!
//! Set `STATUSPAGE_API_KEY` and `STATUSPAGE_PAGE_ID`. Each line of the input is a point: the id of a metric, a value, and, if it
//! is not now, the time in seconds since 1970. The metrics must belong to a provider of the type `Self`. One point of each metric
//! in 5 minutes is enough: call this from cron. The exit code is 0 if all points are submitted, 1 after a failure, and 2 if
//! a line is wrong, in which case nothing is sent.

use std::collections::BTreeMap;
use std::process::ExitCode;

use statuspage_client::jiff::Timestamp;
use statuspage_client::models::{MetricId, MetricPoint, PageId};
use statuspage_client::params::SubmitBulkMetricDataParams;
use statuspage_client::{CallOptions, Client, Error};

/// How many points one request has at most. The service documents no limit.
const POINTS_PER_REQUEST: usize = 500;

#[tokio::main]
async fn main() -> ExitCode {
    let input = std::io::read_to_string(std::io::stdin()).map_err(|error| error.to_string());
    let points = match input.and_then(|input| read(&input, Timestamp::now())) {
        Ok(points) => points,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::from(2);
        }
    };
    match start(&points).await {
        Ok(()) => {
            println!("submitted {} points", points.len());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn start(points: &[(MetricId, MetricPoint)]) -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    let page_id = std::env::var("STATUSPAGE_PAGE_ID")
        .map_err(|error| format!("the environment variable STATUSPAGE_PAGE_ID: {error}"))?;
    Ok(submit(&client, &page_id.into(), points).await?)
}

/// Submits the points, in as few requests as possible.
async fn submit(
    client: &Client,
    page_id: &PageId,
    points: &[(MetricId, MetricPoint)],
) -> Result<(), Error> {
    // The service keeps one point of a metric for a time: a request that is carried out twice does no harm.
    let client = client.with_options(CallOptions::new().idempotent(true));
    for points in points.chunks(POINTS_PER_REQUEST) {
        let mut by_metric: BTreeMap<&MetricId, Vec<MetricPoint>> = BTreeMap::new();
        for (metric_id, point) in points {
            by_metric.entry(metric_id).or_default().push(point.clone());
        }
        let params = SubmitBulkMetricDataParams::new(page_id, by_metric);
        client.submit_bulk_metric_data(&params).await?;
    }
    Ok(())
}

/// Reads the lines of the input. Empty lines are ignored.
fn read(input: &str, now: Timestamp) -> Result<Vec<(MetricId, MetricPoint)>, String> {
    let lines = input.lines().enumerate();
    let lines = lines.filter(|(_, line)| !line.trim().is_empty());
    let points = lines.map(|(index, line)| {
        point(line, now).map_err(|error| format!("line {}: {error}: `{line}`", index + 1))
    });
    points.collect()
}

fn point(line: &str, now: Timestamp) -> Result<(MetricId, MetricPoint), &'static str> {
    let mut words = line.split_whitespace();
    let id = words.next().ok_or("the id of a metric is missing")?;
    let value: f64 = words
        .next()
        .and_then(|word| word.parse().ok())
        .filter(|value: &f64| value.is_finite())
        .ok_or("the value is not a number")?;
    let seconds = match words.next() {
        None => now.as_second(),
        Some(word) => word
            .parse()
            .map_err(|_| "the time is not a number of seconds")?,
    };
    match words.next() {
        None => Ok((MetricId::from(id), MetricPoint::new(seconds, value))),
        Some(_) => Err("expected a metric, a value and a time, but found more"),
    }
}
