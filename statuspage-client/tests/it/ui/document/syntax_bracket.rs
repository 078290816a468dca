statuspage_codegen::client! { spec: "tests/it/ui/document/syntax_bracket.yaml", client: crate::Zoo }

fn main() {}
