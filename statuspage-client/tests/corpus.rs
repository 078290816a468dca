//! All accepted documents of the reader's corpus, expanded by the macro: the generated code compiles without warnings.
//!
//! The compilation of this file is the test of the generated code. It covers only the lints that users see, because most lints do
//! not apply to the code of a macro. The tests below check that no document is missing, and that each module has the operations
//! of its own document.

#![deny(warnings, clippy::pedantic)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use statuspage_client::OperationInfo;
use statuspage_codegen_core::{Source, read};

/// Generates a module with clients for each document, and the list of all documents.
macro_rules! corpus {
    ($($module:ident: $path:literal,)*) => {
        $(
            #[doc = concat!("Generated from `", $path, "`.")]
            pub mod $module {
                statuspage_codegen::client! {
                    spec: $path,
                    client: pub struct Zoo,
                    blocking: pub struct BlockingZoo,
                    warnings: false,
                }
            }
        )*

        /// The paths of all documents, and the operations of their modules.
        const MODULES: &[(&str, &[OperationInfo])] = &[$(($path, $module::OPERATIONS),)*];
    };
}

corpus! {
    good_anchors: "../statuspage-codegen/core/tests/corpus/good-anchors.yaml",
    good_body_envelope: "../statuspage-codegen/core/tests/corpus/good-body-envelope.yaml",
    good_byte_order_mark: "../statuspage-codegen/core/tests/corpus/good-byte-order-mark.yaml",
    good_carriage_returns: "../statuspage-codegen/core/tests/corpus/good-carriage-returns.yaml",
    good_closed: "../statuspage-codegen/core/tests/corpus/good-closed.yaml",
    good_composed_of_words: "../statuspage-codegen/core/tests/corpus/good-composed-of-words.yaml",
    good_errors: "../statuspage-codegen/core/tests/corpus/good-errors.yaml",
    good_escaped_references: "../statuspage-codegen/core/tests/corpus/good-escaped-references.yaml",
    good_extensions: "../statuspage-codegen/core/tests/corpus/good-extensions.yaml",
    good_form_file: "../statuspage-codegen/core/tests/corpus/good-form-file.yaml",
    good_form_files: "../statuspage-codegen/core/tests/corpus/good-form-files.yaml",
    good_form_files_json: "../statuspage-codegen/core/tests/corpus/good-form-files-json.json",
    good_front_matter: "../statuspage-codegen/core/tests/corpus/good-front-matter.yaml",
    good_inherited_inline: "../statuspage-codegen/core/tests/corpus/good-inherited-inline.yaml",
    good_json: "../statuspage-codegen/core/tests/corpus/good-json.json",
    good_json_line_separators: "../statuspage-codegen/core/tests/corpus/good-json-line-separators.json",
    good_line_separators: "../statuspage-codegen/core/tests/corpus/good-line-separators.yaml",
    good_list_in_list: "../statuspage-codegen/core/tests/corpus/good-list-in-list.yaml",
    good_list_without_items: "../statuspage-codegen/core/tests/corpus/good-list-without-items.yaml",
    good_media_types: "../statuspage-codegen/core/tests/corpus/good-media-types.yaml",
    good_minimal: "../statuspage-codegen/core/tests/corpus/good-minimal.yaml",
    good_narrowed: "../statuspage-codegen/core/tests/corpus/good-narrowed.yaml",
    good_optional_body: "../statuspage-codegen/core/tests/corpus/good-optional-body.yaml",
    good_pages_exclusive: "../statuspage-codegen/core/tests/corpus/good-pages-exclusive.yaml",
    good_pages_from_zero: "../statuspage-codegen/core/tests/corpus/good-pages-from-zero.yaml",
    good_pages_items: "../statuspage-codegen/core/tests/corpus/good-pages-items.yaml",
    good_path_overridden: "../statuspage-codegen/core/tests/corpus/good-path-overridden.yaml",
    good_path_overridden_by_reference: "../statuspage-codegen/core/tests/corpus/good-path-overridden-by-reference.yaml",
    good_raw_bodies: "../statuspage-codegen/core/tests/corpus/good-raw-bodies.yaml",
    good_raw_bodies_json: "../statuspage-codegen/core/tests/corpus/good-raw-bodies-json.json",
    good_read_only: "../statuspage-codegen/core/tests/corpus/good-read-only.yaml",
    good_recursive: "../statuspage-codegen/core/tests/corpus/good-recursive.yaml",
    good_references_anywhere: "../statuspage-codegen/core/tests/corpus/good-references-anywhere.yaml",
    good_response_empty: "../statuspage-codegen/core/tests/corpus/good-response-empty.yaml",
    good_reused_list: "../statuspage-codegen/core/tests/corpus/good-reused-list.yaml",
    good_schemes_capitals: "../statuspage-codegen/core/tests/corpus/good-schemes-capitals.yaml",
    good_security: "../statuspage-codegen/core/tests/corpus/good-security.yaml",
    good_server: "../statuspage-codegen/core/tests/corpus/good-server.yaml",
    good_shared: "../statuspage-codegen/core/tests/corpus/good-shared.yaml",
    good_typed_values: "../statuspage-codegen/core/tests/corpus/good-typed-values.yaml",
    good_types_everywhere: "../statuspage-codegen/core/tests/corpus/good-types-everywhere.yaml",
    hostile_circle_body: "../statuspage-codegen/core/tests/corpus/hostile-circle-body.yaml",
    hostile_circle_lists: "../statuspage-codegen/core/tests/corpus/hostile-circle-lists.yaml",
    hostile_circle_parts: "../statuspage-codegen/core/tests/corpus/hostile-circle-parts.yaml",
    hostile_circle_self: "../statuspage-codegen/core/tests/corpus/hostile-circle-self.yaml",
    hostile_diamond: "../statuspage-codegen/core/tests/corpus/hostile-diamond.yaml",
    hostile_keys: "../statuspage-codegen/core/tests/corpus/hostile-keys.yaml",
    hostile_names: "../statuspage-codegen/core/tests/corpus/hostile-names.yaml",
    hostile_nested_lists: "../statuspage-codegen/core/tests/corpus/hostile-nested-lists.yaml",
    hostile_number_beyond: "../statuspage-codegen/core/tests/corpus/hostile-number-beyond.yaml",
    hostile_numbers: "../statuspage-codegen/core/tests/corpus/hostile-numbers.yaml",
    hostile_path_nulls: "../statuspage-codegen/core/tests/corpus/hostile-path-nulls.yaml",
    hostile_prose: "../statuspage-codegen/core/tests/corpus/hostile-prose.yaml",
    hostile_reference_kinds: "../statuspage-codegen/core/tests/corpus/hostile-reference-kinds.yaml",
    hostile_references_inside: "../statuspage-codegen/core/tests/corpus/hostile-references-inside.yaml",
    hostile_tags: "../statuspage-codegen/core/tests/corpus/hostile-tags.yaml",
    mend_base_path_query: "../statuspage-codegen/core/tests/corpus/mend-base-path-query.yaml",
    mend_base_path_url: "../statuspage-codegen/core/tests/corpus/mend-base-path-url.yaml",
    mend_beside_reference: "../statuspage-codegen/core/tests/corpus/mend-beside-reference.yaml",
    mend_body_field_nowhere: "../statuspage-codegen/core/tests/corpus/mend-body-field-nowhere.yaml",
    mend_body_inner_part_nowhere: "../statuspage-codegen/core/tests/corpus/mend-body-inner-part-nowhere.yaml",
    mend_body_nowhere: "../statuspage-codegen/core/tests/corpus/mend-body-nowhere.yaml",
    mend_body_part_file: "../statuspage-codegen/core/tests/corpus/mend-body-part-file.yaml",
    mend_collection_format: "../statuspage-codegen/core/tests/corpus/mend-collection-format.yaml",
    mend_definitions_wrong_kind: "../statuspage-codegen/core/tests/corpus/mend-definitions-wrong-kind.yaml",
    mend_enum_elsewhere: "../statuspage-codegen/core/tests/corpus/mend-enum-elsewhere.yaml",
    mend_envelope_part_nowhere: "../statuspage-codegen/core/tests/corpus/mend-envelope-part-nowhere.yaml",
    mend_extensions: "../statuspage-codegen/core/tests/corpus/mend-extensions.yaml",
    mend_header_name: "../statuspage-codegen/core/tests/corpus/mend-header-name.yaml",
    mend_header_own: "../statuspage-codegen/core/tests/corpus/mend-header-own.yaml",
    mend_host_blank: "../statuspage-codegen/core/tests/corpus/mend-host-blank.yaml",
    mend_host_empty: "../statuspage-codegen/core/tests/corpus/mend-host-empty.yaml",
    mend_host_scheme: "../statuspage-codegen/core/tests/corpus/mend-host-scheme.yaml",
    mend_host_scheme_alone: "../statuspage-codegen/core/tests/corpus/mend-host-scheme-alone.yaml",
    mend_host_scheme_other: "../statuspage-codegen/core/tests/corpus/mend-host-scheme-other.yaml",
    mend_host_template: "../statuspage-codegen/core/tests/corpus/mend-host-template.yaml",
    mend_id_missing: "../statuspage-codegen/core/tests/corpus/mend-id-missing.yaml",
    mend_id_missing_alike: "../statuspage-codegen/core/tests/corpus/mend-id-missing-alike.yaml",
    mend_id_twice: "../statuspage-codegen/core/tests/corpus/mend-id-twice.yaml",
    mend_info_wrong_kind: "../statuspage-codegen/core/tests/corpus/mend-info-wrong-kind.yaml",
    mend_inherited_nowhere: "../statuspage-codegen/core/tests/corpus/mend-inherited-nowhere.yaml",
    mend_keys_unknown: "../statuspage-codegen/core/tests/corpus/mend-keys-unknown.yaml",
    mend_left_out: "../statuspage-codegen/core/tests/corpus/mend-left-out.yaml",
    mend_list_in_list: "../statuspage-codegen/core/tests/corpus/mend-list-in-list.yaml",
    mend_lists_wrong_kind: "../statuspage-codegen/core/tests/corpus/mend-lists-wrong-kind.yaml",
    mend_media_type_form: "../statuspage-codegen/core/tests/corpus/mend-media-type-form.yaml",
    mend_media_type_response: "../statuspage-codegen/core/tests/corpus/mend-media-type-response.yaml",
    mend_method_blanks: "../statuspage-codegen/core/tests/corpus/mend-method-blanks.yaml",
    mend_method_unknown: "../statuspage-codegen/core/tests/corpus/mend-method-unknown.yaml",
    mend_parameter_place: "../statuspage-codegen/core/tests/corpus/mend-parameter-place.yaml",
    mend_parameter_repeated: "../statuspage-codegen/core/tests/corpus/mend-parameter-repeated.yaml",
    mend_parameter_schema: "../statuspage-codegen/core/tests/corpus/mend-parameter-schema.yaml",
    mend_parameter_wrong_kind: "../statuspage-codegen/core/tests/corpus/mend-parameter-wrong-kind.yaml",
    mend_parameters_alike: "../statuspage-codegen/core/tests/corpus/mend-parameters-alike.yaml",
    mend_parameters_mapping: "../statuspage-codegen/core/tests/corpus/mend-parameters-mapping.yaml",
    mend_parameters_one: "../statuspage-codegen/core/tests/corpus/mend-parameters-one.yaml",
    mend_raw_bodies: "../statuspage-codegen/core/tests/corpus/mend-raw-bodies.yaml",
    mend_required_unknown: "../statuspage-codegen/core/tests/corpus/mend-required-unknown.yaml",
    mend_response_is_schema: "../statuspage-codegen/core/tests/corpus/mend-response-is-schema.yaml",
    mend_response_nowhere: "../statuspage-codegen/core/tests/corpus/mend-response-nowhere.yaml",
    mend_responses_different: "../statuspage-codegen/core/tests/corpus/mend-responses-different.yaml",
    mend_schema_nowhere: "../statuspage-codegen/core/tests/corpus/mend-schema-nowhere.yaml",
    mend_schemes_alone: "../statuspage-codegen/core/tests/corpus/mend-schemes-alone.yaml",
    mend_schemes_other: "../statuspage-codegen/core/tests/corpus/mend-schemes-other.yaml",
    mend_security: "../statuspage-codegen/core/tests/corpus/mend-security.yaml",
    mend_shared_unused: "../statuspage-codegen/core/tests/corpus/mend-shared-unused.yaml",
    mend_status_only_prose: "../statuspage-codegen/core/tests/corpus/mend-status-only-prose.yaml",
    mend_status_prose: "../statuspage-codegen/core/tests/corpus/mend-status-prose.yaml",
    mend_type_unknown: "../statuspage-codegen/core/tests/corpus/mend-type-unknown.yaml",
    names_alike: "../statuspage-codegen/core/tests/corpus/names-alike.yaml",
    names_functions: "../statuspage-codegen/core/tests/corpus/names-functions.yaml",
    names_prelude: "../statuspage-codegen/core/tests/corpus/names-prelude.yaml",
    path_angle: "../statuspage-codegen/core/tests/corpus/path-angle.yaml",
    path_blanks: "../statuspage-codegen/core/tests/corpus/path-blanks.yaml",
    path_brackets: "../statuspage-codegen/core/tests/corpus/path-brackets.yaml",
    path_colon: "../statuspage-codegen/core/tests/corpus/path-colon.yaml",
    path_colon_literal: "../statuspage-codegen/core/tests/corpus/path-colon-literal.yaml",
    path_declared_otherwise: "../statuspage-codegen/core/tests/corpus/path-declared-otherwise.yaml",
    path_encoded: "../statuspage-codegen/core/tests/corpus/path-encoded.yaml",
    path_fragment: "../statuspage-codegen/core/tests/corpus/path-fragment.yaml",
    path_literal_brackets: "../statuspage-codegen/core/tests/corpus/path-literal-brackets.yaml",
    path_marks: "../statuspage-codegen/core/tests/corpus/path-marks.yaml",
    path_nested: "../statuspage-codegen/core/tests/corpus/path-nested.yaml",
    path_no_slash: "../statuspage-codegen/core/tests/corpus/path-no-slash.yaml",
    path_pattern: "../statuspage-codegen/core/tests/corpus/path-pattern.yaml",
    path_query: "../statuspage-codegen/core/tests/corpus/path-query.yaml",
    path_query_alike: "../statuspage-codegen/core/tests/corpus/path-query-alike.yaml",
    path_reference: "../statuspage-codegen/core/tests/corpus/path-reference.yaml",
    path_reference_siblings: "../statuspage-codegen/core/tests/corpus/path-reference-siblings.yaml",
    path_ruby: "../statuspage-codegen/core/tests/corpus/path-ruby.yaml",
    path_twice: "../statuspage-codegen/core/tests/corpus/path-twice.yaml",
    rust_alias: "../statuspage-codegen/core/tests/corpus/rust-alias.yaml",
    three_additional: "../statuspage-codegen/core/tests/corpus/three-additional.yaml",
    three_alike: "../statuspage-codegen/core/tests/corpus/three-alike.yaml",
    three_additional_beside: "../statuspage-codegen/core/tests/corpus/three-additional-beside.yaml",
    three_integers: "../statuspage-codegen/core/tests/corpus/three-integers.yaml",
    three_read_write_only: "../statuspage-codegen/core/tests/corpus/three-read-write-only.yaml",
    three_unusual: "../statuspage-codegen/core/tests/corpus/three-unusual.yaml",
    three_body_bytes_31: "../statuspage-codegen/core/tests/corpus/three-body-bytes-31.yaml",
    three_body_json: "../statuspage-codegen/core/tests/corpus/three-body-json.yaml",
    three_body_no_content: "../statuspage-codegen/core/tests/corpus/three-body-no-content.yaml",
    three_body_raw: "../statuspage-codegen/core/tests/corpus/three-body-raw.yaml",
    three_body_shared: "../statuspage-codegen/core/tests/corpus/three-body-shared.yaml",
    three_bounds_31: "../statuspage-codegen/core/tests/corpus/three-bounds-31.yaml",
    three_callbacks: "../statuspage-codegen/core/tests/corpus/three-callbacks.yaml",
    three_deprecated: "../statuspage-codegen/core/tests/corpus/three-deprecated.yaml",
    three_envelope: "../statuspage-codegen/core/tests/corpus/three-envelope.yaml",
    three_form: "../statuspage-codegen/core/tests/corpus/three-form.yaml",
    three_form_circle: "../statuspage-codegen/core/tests/corpus/three-form-circle.yaml",
    three_form_composed: "../statuspage-codegen/core/tests/corpus/three-form-composed.yaml",
    three_form_open: "../statuspage-codegen/core/tests/corpus/three-form-open.yaml",
    three_formats: "../statuspage-codegen/core/tests/corpus/three-formats.yaml",
    three_json: "../statuspage-codegen/core/tests/corpus/three-json.json",
    three_keywords_31: "../statuspage-codegen/core/tests/corpus/three-keywords-31.yaml",
    three_minimal: "../statuspage-codegen/core/tests/corpus/three-minimal.yaml",
    three_multipart: "../statuspage-codegen/core/tests/corpus/three-multipart.yaml",
    three_names: "../statuspage-codegen/core/tests/corpus/three-names.yaml",
    three_nullable: "../statuspage-codegen/core/tests/corpus/three-nullable.yaml",
    three_nullable_31: "../statuspage-codegen/core/tests/corpus/three-nullable-31.yaml",
    three_pages: "../statuspage-codegen/core/tests/corpus/three-pages.yaml",
    three_parameter_content: "../statuspage-codegen/core/tests/corpus/three-parameter-content.yaml",
    three_parameter_cookie: "../statuspage-codegen/core/tests/corpus/three-parameter-cookie.yaml",
    three_parameter_old_notation: "../statuspage-codegen/core/tests/corpus/three-parameter-old-notation.yaml",
    three_parameters_shared: "../statuspage-codegen/core/tests/corpus/three-parameters-shared.yaml",
    three_path_item_reference: "../statuspage-codegen/core/tests/corpus/three-path-item-reference.yaml",
    three_path_styles: "../statuspage-codegen/core/tests/corpus/three-path-styles.yaml",
    three_query_objects: "../statuspage-codegen/core/tests/corpus/three-query-objects.yaml",
    three_query_styles: "../statuspage-codegen/core/tests/corpus/three-query-styles.yaml",
    three_recursive: "../statuspage-codegen/core/tests/corpus/three-recursive.yaml",
    three_reference_file: "../statuspage-codegen/core/tests/corpus/three-reference-file.yaml",
    three_reference_siblings_30: "../statuspage-codegen/core/tests/corpus/three-reference-siblings-30.yaml",
    three_reference_siblings_31: "../statuspage-codegen/core/tests/corpus/three-reference-siblings-31.yaml",
    three_responses: "../statuspage-codegen/core/tests/corpus/three-responses.yaml",
    three_errors: "../statuspage-codegen/core/tests/corpus/three-errors.yaml",
    three_mend_security: "../statuspage-codegen/core/tests/corpus/three-mend-security.yaml",
    three_security: "../statuspage-codegen/core/tests/corpus/three-security.yaml",
    three_security_unstated: "../statuspage-codegen/core/tests/corpus/three-security-unstated.yaml",
    three_security_unusable: "../statuspage-codegen/core/tests/corpus/three-security-unusable.yaml",
    three_servers: "../statuspage-codegen/core/tests/corpus/three-servers.yaml",
    three_servers_relative: "../statuspage-codegen/core/tests/corpus/three-servers-relative.yaml",
    three_servers_unfilled: "../statuspage-codegen/core/tests/corpus/three-servers-unfilled.yaml",
    three_union_base: "../statuspage-codegen/core/tests/corpus/three-union-base.yaml",
    three_union_broken: "../statuspage-codegen/core/tests/corpus/three-union-broken.yaml",
    three_union_discriminator: "../statuspage-codegen/core/tests/corpus/three-union-discriminator.yaml",
    three_union_inherited: "../statuspage-codegen/core/tests/corpus/three-union-inherited.yaml",
    three_union_plain: "../statuspage-codegen/core/tests/corpus/three-union-plain.yaml",
    three_union_recursive: "../statuspage-codegen/core/tests/corpus/three-union-recursive.yaml",
    three_union_required: "../statuspage-codegen/core/tests/corpus/three-union-required.yaml",
    three_values: "../statuspage-codegen/core/tests/corpus/three-values.yaml",
    three_version_newer: "../statuspage-codegen/core/tests/corpus/three-version-newer.yaml",
    three_wrong_kinds: "../statuspage-codegen/core/tests/corpus/three-wrong-kinds.yaml",
}

/// Returns the line of a document in the list above.
fn line(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap();
    let module = name.rsplit_once('.').unwrap().0.replace('-', "_");
    format!("    {module}: \"{path}\",\n")
}

/// Returns the text of a document.
fn source(path: &str) -> Source {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    Source::new(path, std::fs::read_to_string(file).unwrap())
}

#[test]
fn every_accepted_document_is_in_the_list() {
    let folder = "../statuspage-codegen/core/tests/corpus";
    let entries = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap();
    let mut accepted = BTreeSet::new();
    for entry in entries {
        let file = entry.unwrap().path();
        let is_golden = file.extension().is_some_and(|extension| extension == "txt");
        let path = format!("{folder}/{}", file.file_name().unwrap().display());
        if !is_golden && read(&source(&path)).is_ok() {
            accepted.insert(path);
        }
    }
    let listed: BTreeSet<String> = MODULES.iter().map(|(path, _)| (*path).to_owned()).collect();
    let mut wrong = String::new();
    for path in accepted.difference(&listed) {
        write!(wrong, "add to the list in {}:\n{}", file!(), line(path)).unwrap();
    }
    for path in listed.difference(&accepted) {
        write!(
            wrong,
            "remove from the list in {}:\n{}",
            file!(),
            line(path)
        )
        .unwrap();
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn each_module_has_the_operations_of_its_document() {
    for (path, operations) in MODULES {
        let api = read(&source(path)).unwrap().api;
        let expected: Vec<_> = api
            .operations
            .iter()
            .map(|found| format!("{} {} {}", found.id, found.method, found.path))
            .collect();
        let actual: Vec<_> = operations
            .iter()
            .map(|found| format!("{} {} {}", found.id, found.method, found.path))
            .collect();
        assert_eq!(actual, expected, "{path}");
    }
}
