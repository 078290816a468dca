use statuspage_client::params::CreateAComponentParams;

fn main() {
    CreateAComponentParams::new("page").showcase("true");
}
