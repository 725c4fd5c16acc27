#!/usr/bin/env bash
# Everything that must hold before a change is taken: style, lints, tests, and the bundled site
# built and read by an independent HTML checker. Needs Rust; what else it needs it installs.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n== %s\n' "$1"; }

source tests/install.sh

step 'Formatting'
cargo fmt --check

step 'Lints'
cargo clippy --quiet --all-targets -- -D warnings

step 'Documentation'
RUSTDOCFLAGS='-D warnings' cargo doc --quiet --no-deps

step 'Tests'
# One command asks git for earlier cards.
need git git
cargo test --quiet

step 'The bundled site'
site=$(mktemp -d)
trap 'rm -rf "$site"' EXIT
for theme in civic plain; do
    cargo run --quiet -- build --strict --theme "$theme" --out "$site/$theme"
done

step 'HTML of every page'
# Node.js reads the finished pages.
need node nodejs
need npm npm
(cd tests/html && npm ci --silent --no-audit --no-fund)
node tests/html/check.mjs "$site/civic" "$site/plain"

step 'The bundled site in a browser'
bash tests/browser/run.sh
