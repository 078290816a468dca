statuspage_codegen::client! { spec: "../../../tmp/two_bodies.yaml", client: crate::Zoo }

fn main() {}
