use statuspage_client::models::ComponentStatus;
use statuspage_client::params::CreateARealtimeIncidentParams;

fn main() {
    CreateARealtimeIncidentParams::new("page", "Slow").status(ComponentStatus::MajorOutage);
}
