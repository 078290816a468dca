statuspage_codegen::client! { spec: "../../../tmp/parameter_incomplete.yaml", client: crate::Zoo }

fn main() {}
