#!/usr/bin/env bash
# tests/bench/partitions.sh: the filters over 8 partitions give the same bytes as one run.
#   partitions.sh PROGRAM FILE [PARTS]
# FILE: records, one a line, without threads, or with none that a cut goes through. It is cut at line ends; GNU parallel
# runs a filter on each part and keeps their order (-k).
# Without GNU parallel, xargs runs them and the parts are joined by name. Prints one line a filter, with wall times.
set -euo pipefail
program=$(realpath "$1") file=$(realpath "$2") parts=${3:-8}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
split -n "l/$parts" -d -a 3 "$file" "$work/part."

# An exit code of 1 says that something was found.
cat >"$work/filter" <<EOF
#!/usr/bin/env bash
"$program" "\$1" --threads 1 "\$2" >"\$2.\$1" || [ \$? -eq 1 ]
EOF
chmod +x "$work/filter"

over_parts() {
    if command -v parallel >/dev/null; then
        parallel --will-cite -k --halt now,fail=1 "$work/filter" "$1" {} "&& cat {}.$1" ::: "$work"/part.??? >"$work/joined"
    else
        printf '%s\n' "$work"/part.??? | xargs -P "$(nproc)" -I{} "$work/filter" "$1" {}
        cat "$work"/part.???."$1" >"$work/joined"
    fi
}

for filter in scan redact; do
    "$program" $filter --help | grep -q -- --threads || sed -i 's/ --threads 1//' "$work/filter"
    started=$(date +%s%N)
    ln -sf "$file" "$work/whole.jsonl"; "$work/filter" $filter "$work/whole.jsonl"; mv "$work/whole.jsonl.$filter" "$work/whole"
    middle=$(date +%s%N)
    over_parts $filter
    ended=$(date +%s%N)
    cmp "$work/whole" "$work/joined" || { echo "partitions: $filter: $parts parts give other bytes than one run" >&2; exit 1; }
    printf '%s: %d parts, the same %d bytes (sha256 %.16s); one run %d ms, in parts %d ms\n' $filter "$parts" "$(stat -c %s "$work/whole")" \
        "$(sha256sum "$work/whole")" $(((middle - started) / 1000000)) $(((ended - middle) / 1000000))
done
