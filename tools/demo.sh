#!/bin/sh
# SPDX-License-Identifier: MIT
# What the program does, on the examples, using nothing but its own commands; `make demo` runs it.
# For each example: what is wrong with it, the gaps, what would help most, and its pictures.
set -eu
cd "$(dirname "$0")/.."
today=2026-11-22
out=build/demo
rm -rf "$out" && mkdir -p "$out"

# The command as somebody would type it.
say() { printf '\n$ desirepath'; printf ' %s' "$@"; printf '\n'; }

# The findings without their excerpts, at most five, and the count.
findings() {
	say check "$1"
	status=0
	./desirepath check --today "$today" --all "$1" >"$out/findings" 2>&1 || status=$?
	[ "$status" -lt 2 ] || { cat "$out/findings"; exit "$status"; }
	grep -E '\[[a-z-]+\]$' "$out/findings" | head -n 5 || true
	tail -n 1 "$out/findings" | grep -E '^([0-9]+ (error|warning|note)s?(, )?)+$' || echo "no findings"
}

# The scenario or journey of today with the largest gap: "MAP PERSONA".
worst() {
	./desirepath gaps --which actual --format csv "$1" |
		awk -F, 'NR > 1 && $4 + 0 > most { most = $4 + 0; pair = $2 " " $1 } END { print pair }'
}

# The head of one gap and the first three changes, each with the lines it is broken into.
best_changes() {
	awk '
	rows == 0 { print }
	/^what closes/ { rows = 1; next }
	rows > 0 && /^  [^ ]/ { rows++ }
	rows > 4 || (rows > 1 && !/^ /) { exit }
	rows > 1 { print }'
}

picture() {
	./desirepath export --quiet "$@"
	for file; do :; done
	echo "wrote $file"
}

for example in examples/*.yaml; do
	name=$(basename "$example" .yaml)
	printf '\n== %s ==\n' "$example"
	findings "$example"
	say show gaps "$example"
	./desirepath show gaps "$example"
	# shellcheck disable=SC2046
	set -- $(worst "$example")
	say gaps --map "$1" --persona "$2" --which actual "$example"
	./desirepath gaps --map "$1" --persona "$2" --which actual "$example" | best_changes
	say export "$example" -o "$out/$name.svg"
	for format in svg png pdf; do
		picture "$example" -o "$out/$name.$format"
	done
	picture "$example" --picture paths --map "$1" --persona "$2" -o "$out/$name-paths.svg"
	picture "$example" --picture heat -o "$out/$name-heat.svg"
done
rm -f "$out/findings"
