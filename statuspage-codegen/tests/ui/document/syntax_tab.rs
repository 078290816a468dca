statuspage_codegen::client! { spec: "../../../tmp/syntax_tab.yaml", client: crate::Zoo }

fn main() {}
