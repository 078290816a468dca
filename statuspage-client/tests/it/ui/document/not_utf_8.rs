statuspage_codegen::client! { spec: "tests/it/ui/document/not_utf_8.yaml", client: crate::Zoo }

fn main() {}
