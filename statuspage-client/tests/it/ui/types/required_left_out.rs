use statuspage_client::params::SubmitDataForACustomMetricParams;

fn main() {
    SubmitDataForACustomMetricParams::new("page", "metric");
}
