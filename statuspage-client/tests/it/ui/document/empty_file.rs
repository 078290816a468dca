statuspage_codegen::client! { spec: "tests/it/ui/document/empty_file.yaml", client: crate::Zoo }

fn main() {}
