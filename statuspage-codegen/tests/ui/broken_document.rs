statuspage_codegen::client! { spec: "../../../tmp/broken.yaml", client: crate::Zoo }

fn main() {}
