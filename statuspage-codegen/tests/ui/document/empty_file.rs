statuspage_codegen::client! { spec: "../../../tmp/empty_file.yaml", client: crate::Zoo }

fn main() {}
