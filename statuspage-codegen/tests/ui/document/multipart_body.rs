statuspage_codegen::client! { spec: "../../../tmp/multipart_body.yaml", client: crate::Zoo }

fn main() {}
