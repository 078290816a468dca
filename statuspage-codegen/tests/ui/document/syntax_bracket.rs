statuspage_codegen::client! { spec: "../../../tmp/syntax_bracket.yaml", client: crate::Zoo }

fn main() {}
