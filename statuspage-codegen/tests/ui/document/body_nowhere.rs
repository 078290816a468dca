statuspage_codegen::client! { spec: "../../../tmp/body_nowhere.yaml", client: crate::Zoo }

fn main() {}
