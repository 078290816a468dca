statuspage_codegen::client! { spec: "../../../tmp/parameter_in_another_file.yaml", client: crate::Zoo }

fn main() {}
