use statuspage_client::models::ComponentId;
use statuspage_client::params::GetYourPageProfileParams;

fn main() {
    let component = ComponentId::from("kctbh9vrtdwd");
    GetYourPageProfileParams::new(&component);
    GetYourPageProfileParams::new(component);
}
