statuspage_codegen::client! { spec: "../../../tmp/anchor_bomb.yaml", client: crate::Zoo }

fn main() {}
