#!/usr/bin/env bash
# Measures what docs/performance.md has, and prints a report in Markdown: docs/measure.sh [PART…]
#
#   build      a build of a crate with the client, and of one with reqwest, serde and serde_json
#   tls        a build with each TLS library
#   call       a request and a call by the client, and the same by hand
#   generator  reading and generating the bundled description, and the number of generated lines
#   growth     the generator's work for one operation, in descriptions of 25 to 25,000 operations
#   program    the command-line program
#   documents  what the compiler needs for `client!` with each of the files in the variable DOCUMENTS
#
# Without arguments it measures all of them. RUNS is how often each build is repeated, 3 by default. It needs Linux, a Rust
# toolchain and a C compiler, and fetches crates that cargo does not have. What needs GNU time, valgrind or OpenSSL is left out
# without it, and the report says so. Times are good only if nothing else runs on the machine.
# shellcheck disable=SC2016
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
runs=${RUNS:-3}
work=$(mktemp -d)
trap 'jobs -p | xargs --no-run-if-empty kill; rm -rf "$work"' EXIT
peak=()
[ ! -x /usr/bin/time ] || peak=(/usr/bin/time -f %M -o "$work/peak")

measured() { # COMMAND…: prints its seconds, its seconds of CPU time, and the memory of its largest process in MB.
    local TIMEFORMAT='%R %U %S'
    echo 0 >"$work/peak"
    { time "${peak[@]}" "$@" >"$work/log" 2>&1; } 2>"$work/time" || { cat "$work/log" >&2; return 1; }
    echo "$(awk '{ printf "%.2f %.2f", $1, $2 + $3 }' "$work/time") $(awk '{ printf "%.1f", $1 * 1.024 / 1000 }' "$work/peak")"
}

median() { # FILE COLUMN
    awk -v column="$2" '{ print $column }' "$1" | sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'
}

bench() { # PACKAGE NAME [ARGUMENT…]: prints what a benchmark prints.
    printf '```text\n'
    (cd "$root" && cargo bench --quiet --locked --package "$1" --bench "$2" -- "${@:3}" 2>"$work/log") || { cat "$work/log" >&2; return 1; }
    printf '```\n'
}

crate() { # NAME DEPENDENCIES: makes a crate with the program from the standard input.
    mkdir -p "$work/$1/src"
    cp "$root/Cargo.lock" "$work/$1"
    cat >"$work/$1/src/main.rs"
    printf '[package]\nname = "user"\nedition = "2024"\n[workspace]\n[dependencies]\n%s\n' "$2" >"$work/$1/Cargo.toml"
    (cd "$work/$1" && cargo fetch --quiet)
}

library() { # Makes a copy of the repository, whose description can be changed.
    [ ! -d "$work/library" ] || return 0
    mkdir "$work/library"
    (cd "$root" && git ls-files -z | xargs -0 cp --parents -t "$work/library")
}

in_crate() { # NAME COMMAND…: measures a command in a crate, with a target folder of its own.
    (cd "$work/$1" && unset CARGO_TARGET_DIR && measured "${@:2}")
}

client_program() {
    cat <<'RUST'
use statuspage_client::{Client, params::GetPageParams};

fn main() {
    let client = Client::new("key").expect("a key");
    drop(client.get_page(&GetPageParams::new("page")));
}
RUST
}

part_build() {
    library
    client_program | crate client 'statuspage-client = { path = "../library/statuspage-client" }'
    crate plain 'reqwest = { version = "0.13", default-features = false, features = ["rustls", "system-proxy"] }
serde = { version = "1", features = ["derive"] }
serde_json = "1"' <<'RUST'
#[derive(serde::Deserialize)]
struct Page {
    id: String,
}

async fn page(client: reqwest::Client) -> Option<String> {
    let request = client.get("https://api.statuspage.io/v1/pages/page.json").header("Authorization", "OAuth key");
    let body = request.send().await.ok()?.bytes().await.ok()?;
    Some(serde_json::from_slice::<Page>(&body).ok()?.id)
}

fn main() {
    drop(page(reqwest::Client::new()));
}
RUST
    printf 'A crate with the client, and a plain one with reqwest, serde and serde_json; medians of %s builds in turn.\n' "$runs"
    printf 'MB is the memory of the largest process.\n\n'
    printf '| clean build | s: client | plain | ratio | CPU s: client | plain | ratio | MB: client | plain |\n'
    printf '|---|---|---|---|---|---|---|---|---|\n'
    local command run name column
    for command in check build; do
        rm -f "$work/client.runs" "$work/plain.runs"
        for ((run = 0; run < runs; run++)); do
            for name in client plain; do
                rm -rf "$work/$name/target"
                # Crates from a registry are not compiled incrementally either; the client is a path here.
                in_crate "$name" env CARGO_INCREMENTAL=0 cargo "$command" --quiet >>"$work/$name.runs"
            done
        done
        paste -d ' ' "$work/client.runs" "$work/plain.runs" | awk '{ print $1 / $4, $2 / $5 }' >"$work/ratios"
        printf '| `cargo %s`' "$command"
        for column in 1 2; do
            printf ' | %s | %s | %.2f' "$(median "$work/client.runs" "$column")" "$(median "$work/plain.runs" "$column")" \
                "$(median "$work/ratios" "$column")"
        done
        printf ' | %s | %s |\n' "$(median "$work/client.runs" 3)" "$(median "$work/plain.runs" 3)"
    done

    printf '\n| `cargo build` again after | crate | s |\n|---|---|---|\n'
    for name in client plain; do
        in_crate "$name" cargo build --quiet >/dev/null
        rebuilt "nothing" "$name" true
        rebuilt "a line of the program" "$name" sh -c 'echo "// Another line." >>src/main.rs'
    done
    rebuilt "a character of the description" client sed -i '0,/"summary": *"/s//&x/' ../library/spec/statuspage.json
    for name in client plain; do
        # cargo tree marks repeated crates with (*).
        printf '\nCrates in the graph of %s: %s.\n' "$name" "$(cd "$work/$name" &&
            cargo tree --edges normal,build --prefix none --format '{p}' | sed 's/ (\*)$//' | sort -u | wc -l)"
    done
}

rebuilt() { # WHAT CRATE CHANGE…: prints the median of builds, each after a change.
    local run
    for ((run = 0; run < runs; run++)); do
        (cd "$work/$2" && "${@:3}")
        in_crate "$2" cargo build --quiet
    done >"$work/again"
    printf '| %s | %s | %s |\n' "$1" "$2" "$(median "$work/again" 1)"
}

part_tls() {
    library
    local client='statuspage-client = { path = "../library/statuspage-client", default-features = false, features = ["system-proxy", '
    client_program | crate rustls "$client"'"rustls"] }'
    client_program | crate ring "$client"'"rustls-no-provider"] }
rustls = { version = "0.23", default-features = false, features = ["ring", "std"] }'
    local names=(rustls ring) name run
    if pkg-config --exists openssl 2>/dev/null; then
        client_program | crate native-tls "$client"'"native-tls"] }'
        names+=(native-tls)
    else
        printf 'native-tls is left out: it needs pkg-config and the headers of OpenSSL.\n\n'
    fi
    printf '| clean `cargo build` of a crate with the client | s | CPU s |\n|---|---|---|\n'
    for name in "${names[@]}"; do
        for ((run = 0; run < runs; run++)); do
            rm -rf "$work/$name/target"
            in_crate "$name" cargo build --quiet
        done >"$work/$name.runs"
        printf '| %s | %s | %s |\n' "$name" "$(median "$work/$name.runs" 1)" "$(median "$work/$name.runs" 2)"
    done
}

part_call() {
    bench statuspage-client request
    bench statuspage-client call
}

part_generator() {
    bench statuspage-codegen-core read
}

part_growth() {
    bench statuspage-scale scale
}

part_program() {
    (cd "$root" && cargo build --quiet --release --locked --package statuspage-cli)
    local program=${CARGO_TARGET_DIR:-$root/target}/release/statuspage name arguments run
    cp "$program" "$work/stripped"
    strip "$work/stripped"
    printf '| `statuspage` | |\n|---|---|\n'
    printf '| size, with symbols and without | %s |\n' "$(stat -c %s "$program" "$work/stripped" |
        awk '{ printf "%s%.1f MB", separator, $1 / 1e6; separator = ", " }')"
    "$program" try serve >"$work/served" 2>/dev/null &
    local server=$!
    until [ "$(grep -c ^export "$work/served")" = 4 ]; do sleep 0.1; done
    # shellcheck source=/dev/null
    source "$work/served"
    for name in --help 'incidents create --help' 'incidents list --dry-run' 'components list --all'; do
        read -ra arguments <<<"$name"
        for ((run = 0; run < 50; run++)); do measured "$program" "${arguments[@]}"; done >"$work/starts"
        printf '| `%s`: median of 50 runs, peak memory | %s s, %s MB |\n' "$name" "$(median "$work/starts" 1)" "$(median "$work/starts" 3)"
    done
    kill "$server"
    if command -v valgrind >/dev/null; then
        valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" incidents list --dry-run 2>&1 |
            awk '/Collected/ { print "| `incidents list --dry-run`: instructions | " $NF " |" }'
    else
        printf '| instructions | left out: they need valgrind |\n'
    fi
}

part_documents() {
    [ -n "${DOCUMENTS:-}" ] || { printf 'Left out: the variable DOCUMENTS names no files.\n'; return; }
    library
    crate documents 'statuspage-client = { path = "../library/statuspage-client" }
statuspage-codegen = { path = "../library/statuspage-codegen" }' <<<'fn main() {}'
    in_crate documents env CARGO_INCREMENTAL=0 cargo check --quiet >/dev/null
    local files=() name
    printf '`cargo check` of a library that consists of `client!`; its dependencies are built already.\n\n'
    printf '| document | s | CPU s | MB |\n|---|---|---|---|\n'
    for name in $DOCUMENTS; do
        files+=("$(realpath "$name")")
        rm "$work"/documents/src/*
        printf '//! A client.\nstatuspage_codegen::client! { spec: "%s", client: pub struct Api, warnings: false }\n' "${files[-1]}" \
            >"$work/documents/src/lib.rs"
        printf '| %s | %s |\n' "$name" "$(in_crate documents env CARGO_INCREMENTAL=0 cargo check --quiet | sed 's/ / | /g')"
    done
    printf '\n'
    bench statuspage-codegen-core read "${files[@]}"
}

parts=("$@")
[ $# -gt 0 ] || parts=(build tls call generator growth program documents)
for part in "${parts[@]}"; do
    declare -F "part_$part" >/dev/null || { echo "there is no part $part: see the head of docs/measure.sh" >&2; exit 2; }
done
printf '# Measurements of %s\n\n' "$(date -u +%Y-%m-%d)"
printf 'Commit %s; %s; %s processors (%s); started at a load of %s.\n' "$(git -C "$root" describe --always --dirty)" \
    "$(rustc --version)" "$(nproc)" "$(awk -F ': ' '/^model name/ { print $2; exit }' /proc/cpuinfo)" "$(cut -d ' ' -f 1 /proc/loadavg)"
[ ${#peak[@]} -gt 0 ] || printf '\nMemory is 0, because GNU time is not installed.\n'
for part in "${parts[@]}"; do
    printf '\n## %s\n\n' "$part"
    "part_$part"
done
