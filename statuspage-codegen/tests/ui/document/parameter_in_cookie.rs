statuspage_codegen::client! { spec: "../../../tmp/parameter_in_cookie.yaml", client: crate::Zoo }

fn main() {}
