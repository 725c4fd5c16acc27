#!/usr/bin/env bash
# The bundled site in Debian's Chromium. Without options a page of every template is visited;
# --all visits every page, --plants shows that each check finds its faults, --all-states goes
# through all states of the panel on eight templates, --record keeps the outcome for visitors.
set -euo pipefail
cd "$(dirname "$0")/../.."
source tests/install.sh
need node nodejs
need npm npm
need chromium chromium

site=$(mktemp -d)
trap 'rm -rf "$site"' EXIT
# The day is fixed: what is open, coming or overdue depends on it.
cargo run --quiet -- build --strict --theme civic --date 2026-11-21 --out "$site/civic"
[ -d tests/browser/node_modules ] || (cd tests/browser && npm ci --silent --no-audit --no-fund)
node tests/browser/run.mjs "$site/civic" --chromium "$(command -v chromium)" "$@"
