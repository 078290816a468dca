statuspage_codegen::client! { spec: "tests/it/ui/document/no_paths.yaml", client: crate::Zoo }

fn main() {}
