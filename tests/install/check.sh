#!/usr/bin/env bash
# Installs a build tree into a folder of its own, builds a stranger's program against what lies there, and runs it.
#   check.sh BUILD_DIR [CXX]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=$(realpath "${1:?check.sh BUILD_DIR [CXX]}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "install: $*" >&2; exit 1; }

cmake --install "$build" --prefix "$work/prefix" > "$work/log" || { cat "$work/log"; fail "cmake --install"; }

# Every public header is installed: one that its area forgot to list is missing for strangers only.
diff <(cd "$here/../../lib/include" && find . -name '*.hpp' | sort) \
     <(cd "$work/prefix/include" && find . -name '*.hpp' | sort) || fail "public headers differ"

# What is installed must also stand elsewhere than where it was put.
mv "$work/prefix" "$work/moved"
cmake -G Ninja -S "$here/consumer" -B "$work/build" ${2:+-DCMAKE_CXX_COMPILER="$2"} -DCMAKE_PREFIX_PATH="$work/moved" \
    > "$work/log" 2>&1 || { cat "$work/log"; fail "find_package(oblio)"; }
cmake --build "$work/build" > "$work/log" 2>&1 || { cat "$work/log"; fail "the consumer does not build"; }
said=$("$work/build/consumer") || fail "the consumer fails"
[ "$said" = PHONE ] || fail "the consumer said '$said', not PHONE"

# The installed program finds its recognizers, too.
program=$work/moved/bin/oblio
if [ -x "$program" ]; then
    code=0
    said=$(printf 'Chiamate il 316 555 0101\n' | "$program" scan --plain) || code=$?
    [ "$code" = 1 ] && [[ $said == *'"PHONE"'* ]] || fail "the installed program does not find a phone number"
fi
echo "install: the library and the program work where they are installed"
