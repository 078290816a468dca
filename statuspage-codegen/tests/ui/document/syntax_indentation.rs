statuspage_codegen::client! { spec: "../../../tmp/syntax_indentation.yaml", client: crate::Zoo }

fn main() {}
