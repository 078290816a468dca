statuspage_codegen::client! { spec: "../../../tmp/web_page.yaml", client: crate::Zoo }

fn main() {}
