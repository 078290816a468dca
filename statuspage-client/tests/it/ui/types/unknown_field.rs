use statuspage_client::params::UpdateComponentParams;

fn main() {
    UpdateComponentParams::new("page", "component").colour("red");
}
