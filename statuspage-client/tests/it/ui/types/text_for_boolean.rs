use statuspage_client::params::CreateComponentParams;

fn main() {
    CreateComponentParams::new("page").showcase("true");
}
