use statuspage_client::models::ComponentId;
use statuspage_client::params::GetPageParams;

fn main() {
    let component = ComponentId::from("kctbh9vrtdwd");
    GetPageParams::new(&component);
    GetPageParams::new(component);
}
