statuspage_codegen::client! { spec: "nowhere.yaml" }

fn main() {}
