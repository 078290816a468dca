statuspage_codegen::client! { spec: "tests/it/ui/document/parameter_in_cookie.yaml", client: crate::Zoo }

fn main() {}
