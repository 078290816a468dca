statuspage_codegen::client! { spec: "tests/it/ui/document/web_page.yaml", client: crate::Zoo }

fn main() {}
