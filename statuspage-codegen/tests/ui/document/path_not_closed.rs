statuspage_codegen::client! { spec: "../../../tmp/path_not_closed.yaml", client: crate::Zoo }

fn main() {}
