use statuspage_client::models::{ComponentStatus, IncidentId};
use statuspage_client::params::CreateIncidentParams;

fn main() {
    let incident = IncidentId::from("p31zjtct2jer");
    CreateIncidentParams::new("page", "Slow").components([(incident, ComponentStatus::Operational)]);
}
