statuspage_codegen::client! { spec: "../../../tmp/parameter_nowhere.yaml", client: crate::Zoo }

fn main() {}
