//! Golden files: the expansion of small documents, pretty-printed.

use expect_test::expect_file;
use proc_macro2::{Span, TokenStream};
use quote::quote;
use statuspage_codegen_core::Source;

use crate::load;

/// Compares the expansion of `tests/golden/NAME.yaml` with `NAME.rs` next to it.
fn assert_golden(name: &str, options: &TokenStream) {
    let spec = format!("tests/golden/{name}.yaml");
    let tokens = crate::expand(quote!(spec: #spec, #options)).unwrap();
    // It contains the path of the checkout, which is removed before lines are broken, so that its length does not matter.
    let text = tokens
        .to_string()
        .replace(env!("CARGO_MANIFEST_DIR"), "{manifest}");
    let actual = prettyplease::unparse(&syn::parse_file(&text).unwrap());
    expect_file![format!("../tests/golden/{name}.rs")].assert_eq(&actual);
}

#[test]
fn an_operation_is_a_function_and_a_struct() {
    assert_golden("operation", &quote!(client: crate::Client));
}

#[test]
fn parameters_go_where_the_document_says() {
    assert_golden(
        "parameters",
        &quote!(client: Zoo, runtime: statuspage_client::runtime),
    );
}

#[test]
fn bodies_keep_their_envelope() {
    assert_golden("bodies", &quote!(client: crate::Client, runtime: crate::rt));
}

#[test]
fn definitions_are_structs_and_open_enums() {
    assert_golden("models", &quote!(client: crate::Client));
}

#[test]
fn a_declared_client_has_a_builder_with_credentials() {
    assert_golden(
        "security",
        &quote!(
            client: pub struct Zoo,
            blocking: pub(crate) struct BlockingZoo,
        ),
    );
}

#[test]
fn links_lead_to_the_client_wherever_it_is() {
    for (client, link) in [
        (quote!(Zoo), "super::Zoo::"),
        (quote!(self::Zoo), "super::Zoo::"),
        (quote!(super::Zoo), "super::super::Zoo::"),
        (quote!(crate::Zoo), "(crate::Zoo::"),
        (quote!(::zoo::Zoo), "(::zoo::Zoo::"),
    ] {
        let text = crate::expand(quote!(client: #client)).unwrap().to_string();
        assert!(text.contains(&format!("{link}get_page)")), "{client}");
    }
}

#[test]
fn the_bundled_description_expands() {
    let tokens = crate::expand(TokenStream::new()).unwrap();
    let file: syn::File = syn::parse2(tokens).unwrap();
    let text = prettyplease::unparse(&file);
    assert_eq!(text.matches("pub async fn ").count(), 113 + 24);
    assert_eq!(text.matches("const INFO: ").count(), 113);
    assert_eq!(text.matches("runtime::Items<").count(), 19 + 6);
    assert!(
        !text.contains("include_str"),
        "nothing of the text is embedded"
    );
}

/// The notes of what the compiler prints for a document that lacks so many operationIds.
fn warnings(count: usize) -> Vec<String> {
    let paths = (0..count).map(|at| format!("\n  /{at}: {{get: {{responses: {{204: {{}}}}}}}}"));
    let text = format!("swagger: '2.0'\npaths:{}", paths.collect::<String>());
    let source = Source::new("api.yaml", text);
    let description = load::lower(
        &source,
        Vec::new(),
        Span::call_site(),
        &syn::parse_quote!(client: pub struct Zoo),
    )
    .unwrap();
    let text = crate::warnings(&description).to_string();
    let notes = text.split("note = \"").skip(1);
    notes
        .map(|note| note.split_once('"').unwrap().0.to_owned())
        .collect()
}

#[test]
fn each_warning_is_the_use_of_something_deprecated() {
    assert_eq!(
        warnings(1),
        [concat!(
            r"\napi.yaml:3:8: warning[missing-operation-id]: the operation has no operationId; using `get /0`",
            r"\n  help: add an operationId, so that the name of the function stays the same when the path changes"
        )]
    );
    assert_eq!(warnings(20).len(), 20);
    let many = warnings(23);
    assert_eq!(many.len(), 21);
    assert_eq!(many[20], r"\napi.yaml: 3 more warnings");
}

#[test]
fn warnings_can_be_turned_off_and_ours_are_none() {
    let spec = "tests/files/unknown_type.yaml";
    let expanded = |tokens| crate::expand(tokens).unwrap().to_string();
    let is_warned = |text: String| text.contains("deprecated");
    assert!(is_warned(expanded(quote!(spec: #spec, client: Zoo))));
    assert!(!is_warned(expanded(
        quote!(spec: #spec, client: Zoo, warnings: false)
    )));
    assert!(!is_warned(expanded(quote!())));
}

#[test]
fn skipped_operations_are_not_generated() {
    let text = crate::expand(quote!(skip: ["create-a-component"])).unwrap();
    let text = text.to_string();
    assert!(!text.contains("create_a_component"));
    assert!(text.contains("update_a_component"));
}

#[test]
fn only_the_named_operations_are_generated_with_the_types_that_they_use() {
    let text = crate::expand(quote!(only: ["Incidents"], skip: ["delete-an-incident"]));
    let text = text.unwrap().to_string();
    assert!(text.contains("fn update_incident"));
    assert!(!text.contains("fn delete_incident"));
    assert!(text.contains("struct Incident "));
    assert!(!text.contains("struct Metric "));
}

#[test]
fn all_files_of_a_description_are_inputs_of_the_crate() {
    let spec = "tests/files/parts/openapi.yaml";
    let text = crate::expand(quote!(spec: #spec, client: Zoo))
        .unwrap()
        .to_string();
    // Windows has another separator.
    let text = text.replace("\\\\", "/");
    let inputs: Vec<&str> = text.split("include_str ! (\"").skip(1).collect();
    let names = inputs.iter().map(|input| input.split_once('"').unwrap().0);
    let names: std::collections::BTreeSet<_> = names
        .map(|name| name.rsplit_once("/parts/").unwrap().1)
        .collect();
    let expected = ["a/b/leaf.yaml", "a/node.yaml", "openapi.yaml"];
    assert_eq!(names, expected.into());
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_not_followed() {
    let folder = std::env::temp_dir().join(format!("statuspage-codegen-{}", std::process::id()));
    let below = folder.join("api");
    std::fs::create_dir_all(&below).unwrap();
    let secret = "type: object\nproperties: {secret: {type: string}}\n";
    std::fs::write(folder.join("secret.yaml"), secret).unwrap();
    std::fs::write(below.join("inside.yaml"), secret).unwrap();
    for (link, target) in [("out.yaml", "../secret.yaml"), ("in.yaml", "inside.yaml")] {
        std::os::unix::fs::symlink(target, below.join(link)).unwrap();
    }
    let messages = |file: &str| {
        let text = format!(
            "{{\"openapi\": \"3.0.3\", \"paths\": {{\"/a\": {{\"get\": {{\"operationId\": \"a\", \"responses\": {{\"200\": {{\
             \"description\": \"OK\", \"content\": {{\"application/json\": {{\"schema\": {{\"$ref\": \"{file}\"}}}}}}}}}}}}}}}}}}"
        );
        let main = below.join("main.json");
        std::fs::write(&main, text).unwrap();
        let spec = main.display().to_string();
        match crate::expand(quote!(spec: #spec, client: Zoo)) {
            Ok(_) => String::new(),
            Err(errors) => errors.into_iter().map(|error| error.to_string()).collect(),
        }
    };
    assert_eq!(messages("in.yaml"), "");
    let refused = messages("out.yaml");
    let nowhere = messages("nowhere.yaml");
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(
        refused.contains("it is a link out of the folder"),
        "{refused}"
    );
    assert!(nowhere.contains("there is no such file"), "{nowhere}");
}
