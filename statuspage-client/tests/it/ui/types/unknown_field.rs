use statuspage_client::params::UpdateAComponentParams;

fn main() {
    UpdateAComponentParams::new("page", "component").colour("red");
}
