//! A client of the zoo.

statuspage_codegen::client! {
    spec: "api/zoo.yaml",
    client: pub struct Zoo,
}
