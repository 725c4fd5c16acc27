#!/usr/bin/env bash
# Everything that must hold before a change is taken: style, lints, tests, and the bundled site
# built and read by an independent HTML checker. Needs Rust; what else it needs it installs.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n== %s\n' "$1"; }

# Node.js reads the finished pages; Debian's package is taken where there is none.
need_node() {
    command -v node >/dev/null && command -v npm >/dev/null && return
    local as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo)
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" apt-get install -y -qq --no-install-recommends nodejs npm
}

step 'Formatting'
cargo fmt --check

step 'Lints'
cargo clippy --quiet --all-targets -- -D warnings

step 'Documentation'
RUSTDOCFLAGS='-D warnings' cargo doc --quiet --no-deps

step 'Tests'
cargo test --quiet

step 'The bundled site'
site=$(mktemp -d)
trap 'rm -rf "$site"' EXIT
for theme in civic plain; do
    cargo run --quiet -- build --strict --theme "$theme" --out "$site/$theme"
done

step 'HTML of every page'
need_node
(cd tests/html && npm ci --silent --no-audit --no-fund)
node tests/html/check.mjs "$site/civic" "$site/plain"
