statuspage_codegen::client! { spec: "../../../tmp/not_utf_8.yaml", client: crate::Zoo }

fn main() {}
