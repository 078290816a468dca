statuspage_codegen::client! { spec: "../../../tmp/broken_document.yaml", client: crate::Zoo }

fn main() {}
