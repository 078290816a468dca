statuspage_codegen::client! { spec: "tests/it/ui/document/syntax_colon.yaml", client: crate::Zoo }

fn main() {}
