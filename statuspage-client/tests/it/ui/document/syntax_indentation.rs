statuspage_codegen::client! { spec: "tests/it/ui/document/syntax_indentation.yaml", client: crate::Zoo }

fn main() {}
