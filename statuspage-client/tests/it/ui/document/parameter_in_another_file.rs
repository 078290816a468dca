statuspage_codegen::client! { spec: "tests/it/ui/document/parameter_in_another_file.yaml", client: crate::Zoo }

fn main() {}
