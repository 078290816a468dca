statuspage_codegen::client! { spec: "tests/it/ui/document/parameter_nowhere.yaml", client: crate::Zoo }

fn main() {}
