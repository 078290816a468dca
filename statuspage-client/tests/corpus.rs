//! Every document of the reader's corpus that is accepted, through the macro: it compiles as it is, and without a warning.
//!
//! That this file compiles is the test of the emitted code; of lints, those that a user sees, for most say nothing about the
//! code of a macro. What is done below sees to it that no document is forgotten, and that each module has the operations of
//! its own document.

#![deny(warnings, clippy::pedantic)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use statuspage_client::OperationInfo;
use statuspage_spec::{Source, read};

/// A module for each document, with clients of its own; and the list of them all.
macro_rules! corpus {
    ($($module:ident: $path:literal,)*) => {
        $(
            #[doc = concat!("Generated from `", $path, "`.")]
            pub mod $module {
                statuspage_codegen::client! {
                    spec: $path,
                    client: Zoo,
                    blocking: BlockingZoo,
                    runtime: statuspage_client::runtime,
                    warnings: false,
                }

                /// A client with the functions of the document.
                pub struct Zoo(statuspage_client::Client);

                impl std::ops::Deref for Zoo {
                    type Target = statuspage_client::Client;

                    fn deref(&self) -> &statuspage_client::Client {
                        &self.0
                    }
                }

                /// The same without async.
                #[cfg(feature = "blocking")]
                pub struct BlockingZoo(statuspage_client::blocking::Client);

                #[cfg(feature = "blocking")]
                impl std::ops::Deref for BlockingZoo {
                    type Target = statuspage_client::blocking::Client;

                    fn deref(&self) -> &statuspage_client::blocking::Client {
                        &self.0
                    }
                }
            }
        )*

        /// The path of each document, and the operations of its module.
        const MODULES: &[(&str, &[OperationInfo])] = &[$(($path, $module::OPERATIONS),)*];
    };
}

corpus! {
    good_anchors: "../spec/tests/corpus/good-anchors.yaml",
    good_body_envelope: "../spec/tests/corpus/good-body-envelope.yaml",
    good_byte_order_mark: "../spec/tests/corpus/good-byte-order-mark.yaml",
    good_carriage_returns: "../spec/tests/corpus/good-carriage-returns.yaml",
    good_closed: "../spec/tests/corpus/good-closed.yaml",
    good_composed_of_words: "../spec/tests/corpus/good-composed-of-words.yaml",
    good_escaped_references: "../spec/tests/corpus/good-escaped-references.yaml",
    good_extensions: "../spec/tests/corpus/good-extensions.yaml",
    good_form_file: "../spec/tests/corpus/good-form-file.yaml",
    good_form_files: "../spec/tests/corpus/good-form-files.yaml",
    good_form_files_json: "../spec/tests/corpus/good-form-files-json.json",
    good_front_matter: "../spec/tests/corpus/good-front-matter.yaml",
    good_inherited_inline: "../spec/tests/corpus/good-inherited-inline.yaml",
    good_json: "../spec/tests/corpus/good-json.json",
    good_json_line_separators: "../spec/tests/corpus/good-json-line-separators.json",
    good_line_separators: "../spec/tests/corpus/good-line-separators.yaml",
    good_list_in_list: "../spec/tests/corpus/good-list-in-list.yaml",
    good_list_without_items: "../spec/tests/corpus/good-list-without-items.yaml",
    good_media_types: "../spec/tests/corpus/good-media-types.yaml",
    good_minimal: "../spec/tests/corpus/good-minimal.yaml",
    good_narrowed: "../spec/tests/corpus/good-narrowed.yaml",
    good_optional_body: "../spec/tests/corpus/good-optional-body.yaml",
    good_pages_exclusive: "../spec/tests/corpus/good-pages-exclusive.yaml",
    good_pages_from_zero: "../spec/tests/corpus/good-pages-from-zero.yaml",
    good_pages_items: "../spec/tests/corpus/good-pages-items.yaml",
    good_path_overridden: "../spec/tests/corpus/good-path-overridden.yaml",
    good_path_overridden_by_reference: "../spec/tests/corpus/good-path-overridden-by-reference.yaml",
    good_raw_bodies: "../spec/tests/corpus/good-raw-bodies.yaml",
    good_raw_bodies_json: "../spec/tests/corpus/good-raw-bodies-json.json",
    good_read_only: "../spec/tests/corpus/good-read-only.yaml",
    good_recursive: "../spec/tests/corpus/good-recursive.yaml",
    good_references_anywhere: "../spec/tests/corpus/good-references-anywhere.yaml",
    good_response_empty: "../spec/tests/corpus/good-response-empty.yaml",
    good_reused_list: "../spec/tests/corpus/good-reused-list.yaml",
    good_schemes_capitals: "../spec/tests/corpus/good-schemes-capitals.yaml",
    good_server: "../spec/tests/corpus/good-server.yaml",
    good_shared: "../spec/tests/corpus/good-shared.yaml",
    good_types_everywhere: "../spec/tests/corpus/good-types-everywhere.yaml",
    hostile_circle_body: "../spec/tests/corpus/hostile-circle-body.yaml",
    hostile_circle_lists: "../spec/tests/corpus/hostile-circle-lists.yaml",
    hostile_circle_parts: "../spec/tests/corpus/hostile-circle-parts.yaml",
    hostile_circle_self: "../spec/tests/corpus/hostile-circle-self.yaml",
    hostile_diamond: "../spec/tests/corpus/hostile-diamond.yaml",
    hostile_keys: "../spec/tests/corpus/hostile-keys.yaml",
    hostile_names: "../spec/tests/corpus/hostile-names.yaml",
    hostile_nested_lists: "../spec/tests/corpus/hostile-nested-lists.yaml",
    hostile_number_beyond: "../spec/tests/corpus/hostile-number-beyond.yaml",
    hostile_numbers: "../spec/tests/corpus/hostile-numbers.yaml",
    hostile_path_nulls: "../spec/tests/corpus/hostile-path-nulls.yaml",
    hostile_prose: "../spec/tests/corpus/hostile-prose.yaml",
    hostile_reference_kinds: "../spec/tests/corpus/hostile-reference-kinds.yaml",
    hostile_references_inside: "../spec/tests/corpus/hostile-references-inside.yaml",
    hostile_tags: "../spec/tests/corpus/hostile-tags.yaml",
    mend_base_path_query: "../spec/tests/corpus/mend-base-path-query.yaml",
    mend_base_path_url: "../spec/tests/corpus/mend-base-path-url.yaml",
    mend_beside_reference: "../spec/tests/corpus/mend-beside-reference.yaml",
    mend_body_field_nowhere: "../spec/tests/corpus/mend-body-field-nowhere.yaml",
    mend_body_inner_part_nowhere: "../spec/tests/corpus/mend-body-inner-part-nowhere.yaml",
    mend_body_nowhere: "../spec/tests/corpus/mend-body-nowhere.yaml",
    mend_body_part_file: "../spec/tests/corpus/mend-body-part-file.yaml",
    mend_collection_format: "../spec/tests/corpus/mend-collection-format.yaml",
    mend_definitions_wrong_kind: "../spec/tests/corpus/mend-definitions-wrong-kind.yaml",
    mend_enum_elsewhere: "../spec/tests/corpus/mend-enum-elsewhere.yaml",
    mend_envelope_part_nowhere: "../spec/tests/corpus/mend-envelope-part-nowhere.yaml",
    mend_header_own: "../spec/tests/corpus/mend-header-own.yaml",
    mend_host_blank: "../spec/tests/corpus/mend-host-blank.yaml",
    mend_host_empty: "../spec/tests/corpus/mend-host-empty.yaml",
    mend_host_scheme: "../spec/tests/corpus/mend-host-scheme.yaml",
    mend_host_scheme_alone: "../spec/tests/corpus/mend-host-scheme-alone.yaml",
    mend_host_scheme_other: "../spec/tests/corpus/mend-host-scheme-other.yaml",
    mend_host_template: "../spec/tests/corpus/mend-host-template.yaml",
    mend_id_missing: "../spec/tests/corpus/mend-id-missing.yaml",
    mend_id_missing_alike: "../spec/tests/corpus/mend-id-missing-alike.yaml",
    mend_id_twice: "../spec/tests/corpus/mend-id-twice.yaml",
    mend_info_wrong_kind: "../spec/tests/corpus/mend-info-wrong-kind.yaml",
    mend_inherited_nowhere: "../spec/tests/corpus/mend-inherited-nowhere.yaml",
    mend_keys_unknown: "../spec/tests/corpus/mend-keys-unknown.yaml",
    mend_left_out: "../spec/tests/corpus/mend-left-out.yaml",
    mend_list_in_list: "../spec/tests/corpus/mend-list-in-list.yaml",
    mend_lists_wrong_kind: "../spec/tests/corpus/mend-lists-wrong-kind.yaml",
    mend_media_type_form: "../spec/tests/corpus/mend-media-type-form.yaml",
    mend_media_type_response: "../spec/tests/corpus/mend-media-type-response.yaml",
    mend_method_blanks: "../spec/tests/corpus/mend-method-blanks.yaml",
    mend_method_unknown: "../spec/tests/corpus/mend-method-unknown.yaml",
    mend_parameter_place: "../spec/tests/corpus/mend-parameter-place.yaml",
    mend_parameter_repeated: "../spec/tests/corpus/mend-parameter-repeated.yaml",
    mend_parameter_schema: "../spec/tests/corpus/mend-parameter-schema.yaml",
    mend_parameter_wrong_kind: "../spec/tests/corpus/mend-parameter-wrong-kind.yaml",
    mend_parameters_alike: "../spec/tests/corpus/mend-parameters-alike.yaml",
    mend_parameters_mapping: "../spec/tests/corpus/mend-parameters-mapping.yaml",
    mend_parameters_one: "../spec/tests/corpus/mend-parameters-one.yaml",
    mend_raw_bodies: "../spec/tests/corpus/mend-raw-bodies.yaml",
    mend_required_unknown: "../spec/tests/corpus/mend-required-unknown.yaml",
    mend_response_is_schema: "../spec/tests/corpus/mend-response-is-schema.yaml",
    mend_response_nowhere: "../spec/tests/corpus/mend-response-nowhere.yaml",
    mend_responses_different: "../spec/tests/corpus/mend-responses-different.yaml",
    mend_schema_nowhere: "../spec/tests/corpus/mend-schema-nowhere.yaml",
    mend_schemes_alone: "../spec/tests/corpus/mend-schemes-alone.yaml",
    mend_schemes_other: "../spec/tests/corpus/mend-schemes-other.yaml",
    mend_shared_unused: "../spec/tests/corpus/mend-shared-unused.yaml",
    mend_status_only_prose: "../spec/tests/corpus/mend-status-only-prose.yaml",
    mend_status_prose: "../spec/tests/corpus/mend-status-prose.yaml",
    mend_type_unknown: "../spec/tests/corpus/mend-type-unknown.yaml",
    names_alike: "../spec/tests/corpus/names-alike.yaml",
    names_functions: "../spec/tests/corpus/names-functions.yaml",
    names_prelude: "../spec/tests/corpus/names-prelude.yaml",
    path_angle: "../spec/tests/corpus/path-angle.yaml",
    path_blanks: "../spec/tests/corpus/path-blanks.yaml",
    path_brackets: "../spec/tests/corpus/path-brackets.yaml",
    path_colon: "../spec/tests/corpus/path-colon.yaml",
    path_colon_literal: "../spec/tests/corpus/path-colon-literal.yaml",
    path_declared_otherwise: "../spec/tests/corpus/path-declared-otherwise.yaml",
    path_encoded: "../spec/tests/corpus/path-encoded.yaml",
    path_fragment: "../spec/tests/corpus/path-fragment.yaml",
    path_literal_brackets: "../spec/tests/corpus/path-literal-brackets.yaml",
    path_marks: "../spec/tests/corpus/path-marks.yaml",
    path_nested: "../spec/tests/corpus/path-nested.yaml",
    path_no_slash: "../spec/tests/corpus/path-no-slash.yaml",
    path_pattern: "../spec/tests/corpus/path-pattern.yaml",
    path_query: "../spec/tests/corpus/path-query.yaml",
    path_reference: "../spec/tests/corpus/path-reference.yaml",
    path_reference_siblings: "../spec/tests/corpus/path-reference-siblings.yaml",
    path_ruby: "../spec/tests/corpus/path-ruby.yaml",
    path_twice: "../spec/tests/corpus/path-twice.yaml",
}

/// The line that a document has in the list above.
fn line(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap();
    let module = name.rsplit_once('.').unwrap().0.replace('-', "_");
    format!("    {module}: \"{path}\",\n")
}

/// The text of a document.
fn source(path: &str) -> Source {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    Source::new(path, std::fs::read_to_string(file).unwrap())
}

#[test]
fn every_accepted_document_is_in_the_list() {
    let folder = "../spec/tests/corpus";
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
