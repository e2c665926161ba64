#!/bin/sh
# Builds an nginx image side by side with mmdebstrap: the packages of both are in a local cache, the stores are empty.
# Prints seconds, sizes and ratios; the machine should be idle. Needs mmdebstrap, skopeo, umoci, and the built command line.
# usage: nginx.sh [RUNS]
set -eu

root=$(cd "$(dirname "$0")/../../.." && pwd -P)
runs=${1:-3}
work=$(mktemp -d "${TMPDIR:-/tmp}/whittle-bench-XXXXXX")
trap 'rm -rf "$work"' EXIT INT TERM
for tool in mmdebstrap skopeo umoci; do
  command -v "$tool" >/dev/null || { echo "$0: $tool is not installed: apt-get install $tool" >&2; exit 2; }
done
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")

now() { date +%s.%N; }

# time_of NAME COMMAND…: the shortest of the runs, in seconds, into $work/NAME.
time_of() {
  name=$1
  shift
  best=
  i=0
  while [ "$i" -lt "$runs" ]; do
    start=$(now)
    "$@" >"$work/$name.log" 2>&1 || { cat "$work/$name.log" >&2; exit 1; }
    took=$(echo "$(now) $start" | awk '{printf "%.2f", $1 - $2}')
    best=$(echo "$took ${best:-$took}" | awk '{print ($1 < $2) ? $1 : $2}')
    i=$((i + 1))
  done
  echo "$best" >"$work/$name"
}

# One warm cache of package files for mmdebstrap, one of ours.
mkdir -p "$work/debs" "$work/cache"
# As mmdebstrap(1) has it, "cache .deb files".
debstrap() {
  mmdebstrap --quiet --variant="$1" --include=nginx --skip=download/empty --skip=essential/unlink \
    --setup-hook="mkdir -p \"\$1\"/var/cache/apt/archives/" --setup-hook="sync-in $work/debs /var/cache/apt/archives/" \
    --customize-hook="sync-out /var/cache/apt/archives $work/debs" "$suite" "$work/$1.tar"
}
lock=$work/nginx.lock
build() { "$root/config/bin/whittle" build "$root/config/blueprints/nginx.yaml" --format oci,oci-archive --output "$work/out" \
  --cache "$1" --lock "$lock"; }
empty_store() {
  rm -rf "$work/empty" "$work/out"
  mkdir -p "$work/empty/blobs/blobs"
  cp -a "$work/archives" "$work/empty/blobs/blobs/sha256"
  build "$work/empty"
}
# Only the package archives, as they were fetched.
keep_archives() {
  rm -rf "$work/archives"
  mkdir -p "$work/archives"
  sed -n 's/^SHA256: //p' "$lock" | while read -r digest; do
    mkdir -p "$work/archives/${digest%"${digest#??}"}"
    cp -a "$work/cache/blobs/blobs/sha256/${digest%"${digest#??}"}/$digest" "$work/archives/${digest%"${digest#??}"}/"
  done
}

build "$work/cache" >/dev/null
keep_archives
debstrap minbase >/dev/null
debstrap extract >/dev/null
time_of whittle-empty empty_store
time_of whittle-warm build "$work/cache"
time_of minbase debstrap minbase
time_of extract debstrap extract
rm -rf "$work/umoci"
pack() {
  rm -rf "$work/umoci"
  umoci init --layout "$work/umoci" && umoci new --image "$work/umoci:a" &&
    skopeo --insecure-policy copy --quiet "oci-archive:$work/out/nginx.oci.tar" "oci:$work/umoci:b"
}
time_of skopeo-copy pack

size() { stat -c %s "$1"; }
echo "nginx, shortest of $runs runs, seconds:"
for name in whittle-empty whittle-warm minbase extract skopeo-copy; do
  printf '  %-14s %8s\n' "$name" "$(cat "$work/$name")"
done
ratio() { echo "$(cat "$work/$1") $(cat "$work/$2")" | awk '{printf "%.2f", $1 / $2}'; }
echo "  empty store / minbase  $(ratio whittle-empty minbase)   (bar: 0.10)"
echo "  empty store / extract  $(ratio whittle-empty extract)   (bar: 0.33)"
echo "sizes, bytes: OCI archive $(size "$work/out/nginx.oci.tar"), minbase $(size "$work/minbase.tar"), extract $(size "$work/extract.tar")"
