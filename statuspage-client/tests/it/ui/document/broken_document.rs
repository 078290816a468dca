statuspage_codegen::client! { spec: "tests/it/ui/document/broken_document.yaml", client: crate::Zoo }

fn main() {}
