statuspage_codegen::client! { spec: "../../../tmp/syntax_colon.yaml", client: crate::Zoo }

fn main() {}
