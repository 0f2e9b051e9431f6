#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds a variant and runs its tests: check.sh VARIANT all|programs|unit. One line per part, the
# output of a part only when something failed in it, and at the end `N passed, N failed` over all.
# Each part is a command that prints `N passed, N failed`, or is a cmocka program, or else counts as
# one test by its exit status. Logs stay in build/log/VARIANT.
set -u
variant=$1 what=$2
cd "$(dirname "$0")/.." || exit 2
logs=build/log/$variant
rm -rf "$logs" && mkdir -p "$logs" || exit 2

# The same surroundings everywhere: no clock, terminal, locale, colour or home of the caller.
unset NO_COLOR CLICOLOR_FORCE CLICOLOR XDG_CONFIG_HOME XDG_STATE_HOME XDG_DATA_HOME COLUMNS LINES
export LC_ALL=C.UTF-8 TZ=UTC TERM=dumb HOME="$PWD/build/home" SOURCE_DATE_EPOCH=1795305600
export DESIREPATH="$PWD/build/$variant/desirepath" BUILD_DIR="$PWD/build/$variant"
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1
export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"
mkdir -p "$HOME"

passed=0 failed=0

# How many passed and failed by the words of a log; two numbers, or nothing when it says none.
count() {
	awk '
	/^\[  PASSED  \] [0-9]+ test/ { p += $4; seen = 1 }
	/^\[  FAILED  \] [0-9]+ test/ { f += $4; seen = 1 }
	/^[0-9]+ passed, [0-9]+ failed/ { p += $1; f += $3; seen = 1 }
	END { if (seen) print p + 0, f + 0 }' "$1"
}

# part NAME COMMAND...
part() {
	name=$1 && shift
	log=$logs/$(echo "$name" | tr '/ ' '__')
	"$@" >"$log" 2>&1 </dev/null
	status=$?
	# shellcheck disable=SC2046
	set -- $(count "$log")
	p=${1:-0} f=${2:-0}
	[ $# = 0 ] && [ $status = 0 ] && p=1
	[ $status != 0 ] && [ "$f" = 0 ] && f=1
	passed=$((passed + p)) failed=$((failed + f))
	printf '  %-22s %5d passed%s\n' "$name" "$p" "$([ "$f" != 0 ] && echo ", $f FAILED")"
	[ "$f" = 0 ] || grep -vE '^  (CC|LINK) ' "$log" | sed 's/^/    | /' | tail -n 60
	[ "$f" = 0 ]
}

finish() {
	echo "$passed passed, $failed failed"
	[ "$failed" = 0 ]
	exit
}

build() { # build VARIANT GOAL
	${MAKE_AGAIN:-make} -k BUILD="$1" "$2"
}

# The generated documents as they are, and as the program would write them now.
docs_are_fresh() {
	tools/docs.sh build/docs pages || return 1
	stale=0
	for page in build/docs/*.[15]; do
		diff -u "docs/${page##*/}" "$page" || stale=1
	done
	[ $stale = 0 ] || echo "stale: run make docs"
	return $stale
}

# docs/design.md names every source file.
files_are_named() {
	unnamed=0
	for file in base/*.[ch] model/*.[ch] model/*.def export/*.[ch] export/*.def tui/*.[ch] \
		tui/*.def cli/*.[ch] cli/*.def tools/*.sh; do
		[ -e "$file" ] || continue
		stem=${file%.*}
		grep -qsE "(^|[^a-z_])${stem##*/}\.(\[ch\]|${file##*.})" docs/design.md && continue
		echo "docs/design.md does not name $file"
		unnamed=1
	done
	return $unnamed
}

part "build ($variant)" build "$variant" programs || finish
if [ "$what" = all ]; then
	command -v clang >/dev/null 2>&1 && part "build (clang)" build clang objects
	part layers tools/layers.sh
	part "layers, self-test" tools/layers.sh --self-test
	part "files named in docs" files_are_named
fi
for test in tests/unit/test_*.c; do
	name=$(basename "$test" .c)
	part "$name" "build/$variant/tests/$name"
done
[ "$what" = unit ] && finish
for suite in golden cli examples; do
	[ -x tests/$suite/run.sh ] && part $suite tests/$suite/run.sh
done
if [ "$what" = all ]; then
	[ -e cli/main.c ] && part "manual pages" docs_are_fresh
fi
seconds=${FUZZ_SMOKE_SECONDS:-10}
part "fuzz, $seconds s" tools/fuzz.sh "build/$variant" "$seconds"
finish
