#!/bin/sh
# SPDX-License-Identifier: MIT
# The examples are what people read first: each has only the findings that it shows on purpose, can
# be measured and drawn whole, and stands alone when it is copied somewhere else.
set -u
export LC_ALL=C.UTF-8 COLUMNS=80 NO_COLOR=1
here=$(cd "$(dirname "$0")" && pwd) || exit 2
root=$here/../..
program=${DESIREPATH:-$root/desirepath}
today=2026-11-22
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cp -r "$root/examples/." "$work" && cd "$work" || exit 2
passed=0 failed=0

# result NAME STATUS: count it, and name it when it failed
result() {
	if [ "$2" = 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $1"
	fi
}

# "FILE CODE WORD" of each finding; the word is the one that the caret underlines. A finding that
# no comment explains is marked.
findings() {
	"$program" check --today "$today" "$1" 2>/dev/null |
		sed -nE 's/^([^ ]+):([0-9]+):([0-9]+): [a-z]+: .*\[([a-z-]+)\]$/\1 \4 \2 \3/p' |
		while read -r file code line column; do
			word=$(sed -n "${line}p" "$file" | cut -c "$column"- | sed -E 's/^([^ :]+).*/\1/')
			reason=$(sed -n "${line},$((line + 3))p" "$file" | grep -c 'on purpose')
			[ "$reason" -gt 0 ] || word="$word (without a comment)"
			echo "$file $code $word"
		done
}

# The ids below scenarios and journeys.
maps() {
	awk '/^[a-z]/ { on = /^(scenarios|journeys):/ }
		on && /^  [a-z][a-z0-9-]*:/ { sub(":.*", ""); print $1 }' "$1"
}

for file in *.yaml; do
	grep "^$file " "$here/expected.txt" | sort >want
	findings "$file" | sort >got
	diff want got
	result "$file: its findings are those of expected.txt" $?
	[ "$(grep -c 'on purpose' "$file")" = "$(wc -l <want)" ]
	result "$file: as many comments 'on purpose' as findings" $?
	"$program" check --today "$today" "$file" >/dev/null 2>&1
	result "$file: check exits 0" $?
	"$program" gaps "$file" >table 2>errors && [ -s table ] && [ ! -s errors ]
	result "$file: gaps are measured without a word on stderr" $?
	"$program" export "$file" -O pictures --to svg >/dev/null 2>errors
	result "$file: every picture is drawn" $?
	for map in $(maps "$file"); do
		[ -s "pictures/$map.svg" ]
		result "$file: $map is among the pictures" $?
		"$program" show "$map" "$file" >shown 2>errors && [ -s shown ]
		result "$file: $map is shown in the terminal" $?
	done
	rm -rf pictures
	sed 's/$/\r/' "$file" >crlf.yaml.in
	"$program" check --today "$today" - <crlf.yaml.in >out 2>&1
	[ "$(grep -c '^[^ ].*\[[a-z-]*\]$' out)" = "$(wc -l <want)" ]
	result "$file: with CRLF line ends it has the same findings" $?
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
