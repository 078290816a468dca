use statuspage_client::params::SubmitMetricDataParams;

fn main() {
    SubmitMetricDataParams::new("page", "metric");
}
