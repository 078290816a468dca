use statuspage_client::models::{ComponentStatus, IncidentId};
use statuspage_client::params::CreateARealtimeIncidentParams;

fn main() {
    let incident = IncidentId::from("p31zjtct2jer");
    CreateARealtimeIncidentParams::new("page", "Slow").components([(incident, ComponentStatus::Operational)]);
}
