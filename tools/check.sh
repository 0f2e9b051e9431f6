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

# The generated documents as they are, and as the program would write them now. Pictures can only be
# compared under the Graphviz that made them.
docs_are_fresh() {
	tools/docs.sh build/docs || return 1
	stale=0
	for page in desirepath.1 desirepath.5; do
		diff -u docs/$page build/docs/$page || stale=1
	done
	if cmp -s docs/pictures/made-with build/docs/pictures/made-with; then
		for picture in build/docs/pictures/*.svg; do
			cmp "docs/pictures/${picture##*/}" "$picture" || stale=1
		done
	fi
	[ $stale = 0 ] || echo "stale: run make docs"
	return $stale
}

# The YAML in the README is that of the picture beside it, and the walk through it works.
readme_is_true() {
	sed -n '/^```yaml/,/^```/p' README.md >build/readme.yaml
	sed -n 2,9p build/readme.yaml | diff docs/pictures/eight.yaml - || return 1
	sed '1,/^```$/d; /^```$/,$d; /^```/d' build/readme.yaml | "$DESIREPATH" gaps --quiet - || return 1
	for link in $(grep -oE '(docs|examples|tests|tools)/[a-z_./-]*[a-z]' README.md docs/*.md | cut -d: -f2 | sort -u); do
		[ -e "$link" ] || { echo "nothing at $link"; return 1; }
	done
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
	[ -e desirepath ] || cp "$DESIREPATH" desirepath
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
part "journal, 40 kills" "build/$variant/kill/journal" 40
for suite in golden cli examples; do
	[ -x tests/$suite/run.sh ] && part $suite tests/$suite/run.sh
done
if [ "$what" = all ]; then
	part "documents are fresh" docs_are_fresh
	part "README is true" readme_is_true
fi
part "random edits" "build/$variant/edit/random" --seed 1 -n "${EDITS:-5000}" examples docs/pictures/eight.yaml
seconds=${FUZZ_SMOKE_SECONDS:-10}
part "fuzz, $seconds s" tools/fuzz.sh "build/$variant" "$seconds"
finish
