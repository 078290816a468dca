statuspage_codegen::client! { spec: "tests/it/ui/document/multipart_body.yaml", client: crate::Zoo }

fn main() {}
