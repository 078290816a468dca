#!/usr/bin/env bash
# Measures what depending on the client costs a user's build: docs/build-cost.sh [RUNS]
#
# Two crates send the same request: one depends on the client, the other on reqwest (with the same features), serde and
# serde_json only. Both are built from nothing, in turn, with the versions of Cargo.lock. The medians are printed: of
# the time that passes, and of the CPU time, which varies less.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
runs=${1:-3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset CARGO_TARGET_DIR

# A copy, because the description is changed below.
mkdir "$work/library"
(cd "$root" && git ls-files -z | xargs -0 cp --parents -t "$work/library")

crate() { # NAME DEPENDENCIES: makes a crate with the program from the standard input.
    mkdir -p "$work/$1/src"
    cp "$root/Cargo.lock" "$work/$1"
    cat >"$work/$1/src/main.rs"
    printf '[package]\nname = "user"\nedition = "2024"\n[workspace]\n[dependencies]\n%s\n' "$2" >"$work/$1/Cargo.toml"
    (cd "$work/$1" && cargo fetch --quiet)
}

crate client "statuspage-client = { path = \"../library/statuspage-client\" }" <<'RUST'
use statuspage_client::{Client, params::GetPageParams};

fn main() {
    let client = Client::new("key").expect("a key");
    drop(client.get_page(&GetPageParams::new("page")));
}
RUST

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

seconds() { # CRATE COMMAND: runs cargo, and prints the seconds that it took, and those of CPU time of all its processes.
    local TIMEFORMAT='%R %U %S'
    { time (cd "$work/$1" && cargo "$2" --quiet >"$work/log" 2>&1); } 2>&1 | awk '{ print $1, $2 + $3 }' || {
        cat "$work/log" >&2
        return 1
    }
}

median() { # FILE COLUMN
    awk -v column="$2" '{ print $column }' "$1" | sort -n |
        awk '{ times[NR] = $1 } END { printf "%.2f", times[int((NR + 1) / 2)] }'
}

rebuild() { # LABEL CRATE CHANGE: prints the median of builds, each after a change.
    for ((run = 0; run < runs; run++)); do
        eval "$3"
        seconds "$2" build
    done >"$work/times"
    echo "| $1 | $2 | $(median "$work/times" 1) s |"
}

printf '| clean build | client | plain | ratio | CPU: client | plain | ratio |\n|---|---|---|---|---|---|---|\n'
for command in check build; do
    : >"$work/client.times" >"$work/plain.times" >"$work/ratios"
    for ((run = 0; run < runs; run++)); do
        for name in client plain; do
            rm -rf "$work/$name/target"
            seconds "$name" "$command" >>"$work/$name.times"
        done
        paste <(tail -1 "$work/client.times") <(tail -1 "$work/plain.times") | awk '{ print $1 / $3, $2 / $4 }' >>"$work/ratios"
    done
    printf '| %s' "$command"
    for column in 1 2; do
        printf ' | %s s | %s s | %s' "$(median "$work/client.times" "$column")" "$(median "$work/plain.times" "$column")" \
            "$(median "$work/ratios" "$column")"
    done
    printf ' |\n'
done

printf '\n| `cargo build` again after | crate | |\n|---|---|---|\n'
for name in client plain; do
    rebuild "nothing changed" "$name" :
    rebuild "one line of the user's crate changed" "$name" 'echo "// Line $run." >>"$work/$2/src/main.rs"'
done
rebuild "one character of the description changed" client \
    'sed -i "0,/summary: ./s//summary: $run/" "$work/library/spec/statuspage.json"'

for name in client plain; do
    # cargo tree marks repeated crates with (*).
    count=$(cd "$work/$name" && cargo tree --edges normal,build --prefix none --format '{p}' | sed 's/ (\*)$//' | sort -u | wc -l)
    echo "Crates in the graph of $name: $count."
done
