//! Loads the description, and reports its errors at the right span of the invocation.

use std::fmt::Write as _;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use proc_macro2::Span;
use statuspage_codegen_core::{Api, Diagnostic, Severity, Source, read_selected};
use statuspage_spec::STATUSPAGE;

use crate::input::Arguments;

/// A description, and the files that it came from if it is not the bundled one.
pub(crate) struct Description {
    pub(crate) api: Api,
    pub(crate) files: Vec<PathBuf>,
    /// The rendered warnings, if the arguments want them, and the span at which the compiler shows them.
    pub(crate) warnings: Vec<String>,
    pub(crate) span: Span,
}

/// The maximum number of errors shown; the number of the others is reported.
const SHOWN: usize = 50;

/// The maximum number of warnings shown.
const WARNINGS_SHOWN: usize = 20;

/// Loads the description that the arguments name, or the bundled one.
pub(crate) fn load(arguments: &Arguments) -> syn::Result<Description> {
    let Some(spec) = &arguments.spec else {
        let source = Source::new("statuspage.json", STATUSPAGE);
        return lower(&source, Vec::new(), Span::call_site(), arguments);
    };
    // Cargo sets it for every crate that it builds. Without it, the path is relative to the current folder.
    let folder = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    let file = PathBuf::from(folder).join(spec.value());
    let bytes = std::fs::read(&file).map_err(|error| {
        let reason = reason(&error);
        let message = format!(
            "cannot read `{}`: {reason}\n  help: the path is relative to the folder of this crate's Cargo.toml",
            spec.value(),
        );
        syn::Error::new(spec.span(), message)
    })?;
    let folder = file.parent().unwrap_or(Path::new("")).to_owned();
    let mut files = vec![file];
    let source = Source::from_bytes(spec.value(), bytes).with_files(|name| {
        let (file, bytes) = read_below(&folder, name)?;
        files.push(file);
        Ok(bytes)
    });
    lower(&source, files, spec.span(), arguments)
}

/// Reads a file that a description refers to, unless a link leads out of the description's folder.
fn read_below(folder: &Path, name: &str) -> Result<(PathBuf, Vec<u8>), String> {
    let file = folder.join(name);
    let read = || {
        let is_below = file.canonicalize()?.starts_with(folder.canonicalize()?);
        is_below.then(|| std::fs::read(&file)).transpose()
    };
    match read() {
        Ok(Some(bytes)) => Ok((file, bytes)),
        Ok(None) => Err("it is a link out of the folder of the description".to_owned()),
        Err(error) => Err(reason(&error)),
    }
}

/// Returns why a file cannot be read.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        other => other.to_string(),
    }
}

/// Reads the selected operations of a description. Errors are reported at the span.
pub(crate) fn lower(
    source: &Source,
    files: Vec<PathBuf>,
    span: Span,
    arguments: &Arguments,
) -> syn::Result<Description> {
    let mut errors = match read_selected(source, &arguments.selection) {
        Ok(reading) => {
            // Warnings that are not shown need no lines, which are found by reading the text again.
            let wanted = arguments.warnings.then_some(reading.warnings);
            let warnings = wanted.map(|found| warnings(found, source));
            return Ok(Description {
                api: reading.api,
                files,
                warnings: warnings.unwrap_or_default(),
                span,
            });
        }
        Err(diagnostics) => diagnostics,
    };
    errors.retain(|diagnostic| diagnostic.severity == Severity::Error);
    let rest = errors.len().saturating_sub(SHOWN);
    errors.truncate(SHOWN);
    Diagnostic::locate_all(&mut errors, source);
    let mut all = syn::Error::new(
        span,
        format!("no client can be generated from `{}`", source.name()),
    );
    for error in errors {
        let mut message = error.render_quoted(source);
        if !error.operations.is_empty() {
            let names = error.operations.join("\", \"");
            let _ = write!(
                message,
                "\n  help: or generate the client without it: `skip: [\"{names}\"]`"
            );
        }
        all.combine(syn::Error::new(span, message));
    }
    if rest > 0 {
        all.combine(syn::Error::new(
            span,
            format!("{}: {rest} more errors", source.name()),
        ));
    }
    Err(all)
}

/// Renders the warnings; if there are many, the first ones and the number of the others.
fn warnings(mut found: Vec<Diagnostic>, source: &Source) -> Vec<String> {
    let rest = found.len().saturating_sub(WARNINGS_SHOWN);
    found.truncate(WARNINGS_SHOWN);
    Diagnostic::locate_all(&mut found, source);
    let mut warnings: Vec<String> = found.iter().map(|one| one.render(source)).collect();
    if rest > 0 {
        warnings.push(format!("{}: {rest} more warnings", source.name()));
    }
    warnings
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The messages for a document with so many paths that cannot be read.
    fn reported(wrong: usize) -> Vec<String> {
        let mut text = "swagger: '2.0'\npaths:\n".to_owned();
        for number in 0..wrong {
            writeln!(text, "  /{number}/{{: {{get: {{}}}}").unwrap();
        }
        let errors = lower(
            &Source::new("a.yaml", text),
            Vec::new(),
            Span::call_site(),
            &syn::parse_quote!(client: pub struct Zoo),
        )
        .err();
        let errors = errors.unwrap().into_iter();
        errors.map(|error| error.to_string()).collect()
    }

    #[test]
    fn fifty_errors_are_shown_and_the_rest_is_counted() {
        let report_of_fifty = reported(SHOWN);
        assert_eq!(report_of_fifty.len(), 1 + SHOWN);
        assert!(report_of_fifty[SHOWN].starts_with("a.yaml:52:3: error[path-template]: "));
        let report_of_more = reported(SHOWN + 7);
        assert_eq!(report_of_more.len(), 1 + SHOWN + 1);
        assert_eq!(report_of_more[..=SHOWN], report_of_fifty);
        assert_eq!(report_of_more[SHOWN + 1], "a.yaml: 7 more errors");
    }
}
