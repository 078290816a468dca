statuspage_codegen::client! { spec: "../../../tmp/no_paths.yaml", client: crate::Zoo }

fn main() {}
