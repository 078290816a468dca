//! The macro's arguments.

use statuspage_codegen_core::Selection;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Ident, LitBool, LitStr, Path, Token, Visibility, bracketed, parse_quote};

/// The options of the invocation, with defaults for those that it does not have.
pub(crate) struct Arguments {
    /// The path of the description; `None` means the bundled one.
    pub(crate) spec: Option<LitStr>,
    pub(crate) client: Client,
    /// The client without async, if there should be one.
    pub(crate) blocking: Option<Client>,
    pub(crate) runtime: Path,
    /// The operations to generate, and those to leave out.
    pub(crate) selection: Selection,
    /// Whether the compiler shows what is unusual in the description.
    pub(crate) warnings: bool,
}

/// The type of a client.
pub(crate) struct Client {
    pub(crate) path: Path,
    /// The visibility of a type that the macro declares: `pub struct Zoo` instead of a path.
    pub(crate) declared: Option<Visibility>,
}

impl Parse for Client {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let is_declared = input.peek(Token![pub]) || input.peek(Token![struct]);
        if !is_declared {
            let path = input.call(Path::parse_mod_style)?;
            return Ok(Self {
                path,
                declared: None,
            });
        }
        let visibility = input.parse()?;
        input.parse::<Token![struct]>()?;
        Ok(Self {
            path: input.parse::<Ident>()?.into(),
            declared: Some(visibility),
        })
    }
}

const VALID: &str = "valid options are `spec: \"path/of/the/description.yaml\"`, `client: pub struct Name` or `client: path::of::the::Client`, `blocking: pub struct Name` or `blocking: path::of::the::blocking::Client`, `runtime: path::of::the::runtime`, `only: [\"operation-id or tag\"]`, `skip: [\"operation-id or tag\"]` and `warnings: false`";

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut options = Options::default();
        let mut errors: Option<syn::Error> = None;
        while !input.is_empty() {
            if let Err(error) = options.parse_one(input) {
                match &mut errors {
                    Some(errors) => errors.combine(error),
                    None => errors = Some(error),
                }
                skip_to_comma(input)?;
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        let is_declared = |client: &Option<Client>| {
            let declared = client.as_ref().map(|client| client.declared.is_some());
            declared.unwrap_or_default()
        };
        if errors.is_none() && is_declared(&options.blocking) && !is_declared(&options.client) {
            let message = "`blocking: pub struct` needs a client that is declared here, too: `client: pub struct Name`";
            errors = Some(syn::Error::new(input.span(), message));
        }
        if let (None, Some(spec), None) = (&errors, &options.spec, &options.client) {
            let message = "the client of this API has no name: add `client: pub struct Name`, which declares it";
            errors = Some(syn::Error::new(spec.span(), message));
        }
        match errors {
            Some(errors) => Err(errors),
            None => Ok(Self {
                spec: options.spec,
                client: options.client.unwrap_or_else(|| Client {
                    path: parse_quote!(crate::Client),
                    declared: None,
                }),
                blocking: options.blocking,
                runtime: options
                    .runtime
                    .unwrap_or_else(|| parse_quote!(::statuspage_client::runtime)),
                selection: Selection {
                    only: options.only.unwrap_or_default(),
                    skip: options.skip.unwrap_or_default(),
                },
                warnings: options.warnings.unwrap_or(true),
            }),
        }
    }
}

const FILE: &str = "the path of a file, in quotes";
const CLIENT: &str = "`pub struct` and a name, or the path of a type";
const NAMES: &str = "a list of operationIds or tags, each in quotes";

#[derive(Default)]
struct Options {
    spec: Option<LitStr>,
    client: Option<Client>,
    blocking: Option<Client>,
    runtime: Option<Path>,
    only: Option<Vec<String>>,
    skip: Option<Vec<String>>,
    warnings: Option<bool>,
}

impl Options {
    /// Parses `name: value`, up to the comma.
    fn parse_one(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        let at_name = input.fork();
        let Ok(name) = Ident::parse_any(input) else {
            return Err(at_name.error(format!("expected an option: {VALID}")));
        };
        input.parse::<Token![:]>().map_err(|error| {
            syn::Error::new(
                error.span(),
                format!("expected `:` after `{name}`: {VALID}"),
            )
        })?;
        let value = input.fork();
        let wrong = |what| value.error(format!("`{name}` takes {what}: {VALID}"));
        match name.to_string().as_str() {
            "spec" => set(&mut self.spec, &name, input.parse(), wrong(FILE))?,
            "client" => set(&mut self.client, &name, input.parse(), wrong(CLIENT))?,
            "blocking" => set(&mut self.blocking, &name, input.parse(), wrong(CLIENT))?,
            "runtime" => {
                let path = input.call(Path::parse_mod_style);
                set(
                    &mut self.runtime,
                    &name,
                    path,
                    wrong("the path of a module"),
                )?;
            }
            "only" => {
                set(&mut self.only, &name, strings(input), wrong(NAMES))?;
                if self.only.as_ref().is_some_and(Vec::is_empty) {
                    let message = "`only` is empty: name what to generate, or remove it";
                    return Err(value.error(message));
                }
            }
            "skip" => set(&mut self.skip, &name, strings(input), wrong(NAMES))?,
            "warnings" => {
                let flag = input.parse().map(|flag: LitBool| flag.value);
                set(&mut self.warnings, &name, flag, wrong("`true` or `false`"))?;
            }
            other => {
                return Err(syn::Error::new(
                    name.span(),
                    format!("there is no option `{other}`: {VALID}"),
                ));
            }
        }
        if input.is_empty() || input.peek(Token![,]) {
            return Ok(());
        }
        Err(input.error(format!("expected `,` after the value of `{name}`")))
    }
}

/// Parses `["a", "b"]`.
fn strings(input: ParseStream<'_>) -> syn::Result<Vec<String>> {
    let content;
    bracketed!(content in input);
    let strings = Punctuated::<LitStr, Token![,]>::parse_terminated(&content)?;
    Ok(strings.iter().map(LitStr::value).collect())
}

/// Sets an option to what was parsed, or returns the error that says what it takes.
fn set<T>(
    slot: &mut Option<T>,
    name: &Ident,
    parsed: syn::Result<T>,
    wrong: syn::Error,
) -> syn::Result<()> {
    let value = parsed.map_err(|_| wrong)?;
    if slot.replace(value).is_some() {
        let message = format!("`{name}` is given twice: remove one of them");
        return Err(syn::Error::new(name.span(), message));
    }
    Ok(())
}

/// Skips the rest of an invalid option, so that the next ones are checked too.
fn skip_to_comma(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.step(|cursor| {
            let rest = cursor.token_tree().map_or(*cursor, |(_, rest)| rest);
            Ok(((), rest))
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use quote::{ToTokens, quote};

    use super::*;

    fn errors(tokens: TokenStream) -> Vec<String> {
        let error = syn::parse2::<Arguments>(tokens).err().unwrap();
        error.into_iter().map(|error| error.to_string()).collect()
    }

    #[test]
    fn everything_has_a_default() {
        let arguments: Arguments = syn::parse2(quote!()).unwrap();
        assert!(arguments.spec.is_none());
        assert_eq!(
            arguments.client.path.to_token_stream().to_string(),
            "crate :: Client"
        );
        assert_eq!(
            arguments.runtime.to_token_stream().to_string(),
            ":: statuspage_client :: runtime"
        );
        assert!(arguments.selection.only.is_empty() && arguments.selection.skip.is_empty());
        assert!(arguments.warnings);
    }

    #[test]
    fn options_come_in_any_order() {
        let arguments: Arguments =
            syn::parse2(quote!(runtime: a::b, skip: ["a b", "c",], only: ["d"], spec: "x.yaml", warnings: false, client: Zoo,))
                .unwrap();
        assert_eq!(arguments.spec.unwrap().value(), "x.yaml");
        assert_eq!(arguments.client.path.to_token_stream().to_string(), "Zoo");
        assert!(arguments.client.declared.is_none());
        assert_eq!(arguments.runtime.to_token_stream().to_string(), "a :: b");
        assert_eq!(arguments.selection.skip, ["a b", "c"]);
        assert_eq!(arguments.selection.only, ["d"]);
        assert!(!arguments.warnings);
    }

    #[test]
    fn a_client_is_a_path_or_is_declared() {
        let declared = |tokens| {
            let arguments: Arguments = syn::parse2(tokens).unwrap();
            let visibility = arguments.client.declared.unwrap();
            let name = arguments.client.path.get_ident().unwrap().to_string();
            (visibility.to_token_stream().to_string(), name)
        };
        for (tokens, visibility) in [
            (quote!(client: pub struct Zoo), "pub"),
            (
                quote!(client: pub(crate) struct Zoo, warnings: true),
                "pub (crate)",
            ),
            (quote!(client: struct Zoo), ""),
        ] {
            assert_eq!(declared(tokens), (visibility.to_owned(), "Zoo".to_owned()));
        }
        let arguments: Arguments = syn::parse2(quote!(client: struct Zoo)).unwrap();
        let runtime = arguments.runtime.to_token_stream().to_string();
        assert_eq!(runtime, ":: statuspage_client :: runtime");
        for wrong in [
            quote!(client: pub Zoo),
            quote!(client: pub struct a::Zoo),
            quote!(client: pub struct),
            quote!(client: pub struct Zoo(Client)),
            quote!(blocking: pub struct Zoo),
            quote!(spec: "zoo.yaml"),
        ] {
            assert_eq!(errors(wrong.clone()).len(), 1, "{wrong}");
        }
    }

    #[test]
    fn options_with_a_list_or_a_boolean_accept_no_other_values() {
        for wrong in [
            quote!(skip: "a"),
            quote!(skip: [a]),
            quote!(skip: ["a" "b"]),
            quote!(skip: ["a"], skip: ["b"]),
            quote!(only: []),
            quote!(only: ["a"], only: ["b"]),
            quote!(warnings: "false"),
            quote!(warnings: no),
        ] {
            let found = errors(wrong.clone());
            assert_eq!(found.len(), 1, "{wrong}: {found:?}");
        }
    }

    #[test]
    fn all_invalid_options_are_reported_together() {
        let found = errors(quote!(sepc: "a.yaml", client: "Zoo", runtime: a, runtime: b, spec));
        assert_eq!(found.len(), 4, "{found:?}");
        assert!(found[0].starts_with("there is no option `sepc`: valid options are"));
        assert!(
            found[1].contains("`client` takes `pub struct` and a name, or the path of a type"),
            "{}",
            found[1]
        );
        assert!(found[2].contains("`runtime` is given twice"));
        assert!(
            found[3].contains("expected `:` after `spec`"),
            "{}",
            found[3]
        );
    }
}
