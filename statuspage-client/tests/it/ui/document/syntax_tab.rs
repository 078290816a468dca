statuspage_codegen::client! { spec: "tests/it/ui/document/syntax_tab.yaml", client: crate::Zoo }

fn main() {}
