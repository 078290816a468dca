use statuspage_client::models::ComponentStatus;
use statuspage_client::params::CreateIncidentParams;

fn main() {
    CreateIncidentParams::new("page", "Slow").status(ComponentStatus::MajorOutage);
}
