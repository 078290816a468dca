statuspage_codegen::client! { spec: "tests/it/ui/document/parameter_incomplete.yaml", client: crate::Zoo }

fn main() {}
