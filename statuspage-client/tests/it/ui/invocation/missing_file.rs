statuspage_codegen::client! { spec: "nowhere.yaml", client: pub struct Zoo }

fn main() {}
