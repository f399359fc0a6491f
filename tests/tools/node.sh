#!/bin/sh
# tests/tools/node.sh SCRIPT ARGUMENT...: runs a Node script of the tests with the packages of this folder.
# Exit 77 and a sentence that says what is missing means "skipped": CTest shows it as such.
here=$(cd "$(dirname "$0")" && pwd)
skip() { echo "skipped: $1 (./dev test installs it where it can)"; exit 77; }
command -v node >/dev/null || skip "no Node.js on this machine"
[ "$(node -p 'Number(process.versions.node.split(".")[0])')" -ge 20 ] || skip "Node.js is older than 20"
[ -e "$here/node_modules/.package-lock.json" ] || skip "the packages of tests/tools are not installed"
cmp -s "$here/package-lock.json" "$here/node_modules/.oblio-lock" || skip "the packages of tests/tools are of another version"
exec node "$@"
