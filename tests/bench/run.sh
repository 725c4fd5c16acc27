#!/usr/bin/env bash
# How fast and how lean a build is, beside the floor (reading every card, rendering its Markdown,
# writing as many files of the same size, nothing else) and beside Hugo, Eleventy and Blades where they
# are on PATH.
#
#   bash tests/bench/run.sh [N ...]          registries of N projects; 1000 and 10000 where none is given
#   ONLY=cold bash tests/bench/run.sh N ...  the cold build and the floor alone, for large registries
#
# NOVATOR and BENCH name binaries that are built already. Needs Rust and GNU time. Everything is written below one temporary folder and removed at the end.
set -euo pipefail
cd "$(dirname "$0")/../.."

[ -x /usr/bin/time ] || { echo 'GNU time is needed: apt-get install time' >&2; exit 1; }
[ -n "${NOVATOR:-}" ] || cargo build --release --quiet
novator=${NOVATOR:-$PWD/target/release/novator}
bench=${BENCH:-$(cargo bench --bench registry --no-run 2>&1 | sed -n 's/.*(\(.*\))$/\1/p' | tail -1)}
rustc --version; uname -srm; nproc | sed 's/$/ cores/'
peers=()
for peer in 'hugo version' 'eleventy --version' 'blades version'; do
    name=${peer%% *}
    if command -v "$name" >/dev/null; then
        peers+=("$name"); echo "$name: $($peer)"
    else
        echo "$name: not on PATH, left out"
    fi
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf '%8s  %-34s %8s %8s %8s %8s %9s\n' N what 'user s' 'sys s' 'cpu s' 'wall s' 'peak MiB'

# The disk keeps in mind for some seconds what was deleted; a build would have to look past it.
forget() { rm -rf "$@"; sleep 6; }

# measure N NAME COMMAND...: the median by cpu of three runs; `prepare` runs before each.
prepare() { :; }
measure() {
    local n=$1 name=$2; shift 2
    local runs=()
    for _ in 1 2 3; do
        prepare
        runs+=("$(/usr/bin/time -f '%U %S %e %M' -o "$work/time" "$@" >"$work/said" 2>&1 || cat "$work/said" >&2
            tail -1 "$work/time" | awk '{ printf "%.2f %s %s %s %d", $1 + $2, $1, $2, $3, $4 / 1024 }')")
    done
    printf '%s\n' "${runs[@]}" | sort -n | sed -n 2p | {
        read -r cpu user sys wall peak
        printf '%8s  %-34s %8s %8s %8s %8s %9s\n' "$n" "$name" "$user" "$sys" "$cpu" "$wall" "$peak"
    }
}

for n in "${@:-1000 10000}"; do for n in $n; do
    site=$work/$n; out=$work/$n-out
    "$bench" corpus "$n" "$site"
    find "$site" -exec touch -d '1 hour ago' {} +
    sleep 3
    build=("$novator" build --root "$site" --theme plain --date 2024-11-01 --out "$out")
    prepare() { forget "$out" "$site/.novator"; }
    measure "$n" 'cold' "${build[@]}"
    prepare() { forget "$work/floor"; }
    measure "$n" 'floor' "$bench" floor "$site" "$out" "$work/floor"
    files=$(find "$out" -type f | wc -l)
    echo "          $files files, $(du -sm --apparent-size "$out" | cut -f1) MB"
    rm -rf "$work/floor"
    [ "${ONLY:-}" != cold ] || { rm -rf "$out" "$site"; continue; }
    prepare() { :; }
    "${build[@]}" >/dev/null
    measure "$n" 'nothing changed' "${build[@]}"
    card=$site/content/projects/p-7.md
    prepare() { echo "Ещё строка $RANDOM." >>"$card"; sleep 2.1; }
    measure "$n" 'one text changed' "${build[@]}"
    turn=0
    prepare() {
        turn=$((1 - turn))
        [ $turn = 1 ] && sed -i 's/^статус: .*/статус: опорная площадка/' "$card" \
            || sed -i 's/^статус: .*/статус: ресурсный центр/' "$card"
    }
    measure "$n" 'one status changed' "${build[@]}"
    mkdir -p "$site/themes/plain/templates/parts"
    prepare() {
        { cat themes/plain/templates/parts/footer.html; echo "<p>$RANDOM</p>"; } >"$site/themes/plain/templates/parts/footer.html"
    }
    measure "$n" 'one template changed' "${build[@]}"
    for peer in ${peers[@]+"${peers[@]}"}; do
        other=$site-$peer
        "$bench" peer "$peer" "$n" "$other"
        case $peer in
            hugo) build=(hugo --quiet --source "$other" --destination "$other/public") ;;
            eleventy) build=(env -C "$other" eleventy --quiet --output=public) ;;
            blades) build=(env -C "$other" blades build) ;;
        esac
        prepare() { forget "$other/public" "$other/resources" "$other/.blades"; }
        measure "$n" "$peer, cold" "${build[@]}"
        echo "          $(find "$other/public" -type f | wc -l) files, $(du -sm --apparent-size "$other/public" | cut -f1) MB"
        rm -rf "$other"
    done
    rm -rf "$site/themes"
    "$bench" serve "$novator" "$site"
    rm -rf "$out" "$site"
done; done
