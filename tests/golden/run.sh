#!/bin/bash
# SPDX-License-Identifier: MIT
# Broken workspaces and what `check` must say about them. In each folder:
#   in.yaml.in  the file as somebody typed it (or several files, *.in, for a folder)
#   want.txt    a sentence, and the findings that the format asks for: LINE:COL LEVEL CODE, or
#               - LEVEL CODE where there is no line, or *:* where only the code is promised
#   check.txt   the whole output, renewed by --accept (or ACCEPT=1) after showing the difference
# want.txt is written by hand, never by this script.
set -u
export LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1795305600 COLUMNS=80 NO_COLOR=1
here=$(cd "$(dirname "$0")" && pwd) || exit 2
program=${DESIREPATH:-$here/../../desirepath}
[ -x "$program" ] || { echo "no program at $program"; exit 2; }
program=$(cd "$(dirname "$program")" && pwd)/$(basename "$program")
accept=${ACCEPT:-0}
[ "${1:-}" = --accept ] && accept=1 && shift
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

# What a mapper would ask about is the business of other tests.
others='persona-unmapped|scenario-unwished|feel-missing|ask-open|ask-stale|action-open|pain-open'
others="$others|map-unsourced|review-overdue|share-sum"

# The findings of an output as lines of want.txt; excerpts and hints begin with a blank.
findings() {
	sed -nE \
		-e 's/^[^ ]+:([0-9]+):([0-9]+): (error|warning|note): .*\[([a-z-]+)\]$/\1:\2 \3 \4/p' \
		-e 's/^[^ ]+: (error|warning|note): .*\[([a-z-]+)\]$/- \1 \2/p' |
		grep -vE " ($others)\$"
}

# A `*` in want.txt stands for any number.
matches() {
	local want got count=0 i
	mapfile -t want < <(grep -v '^#' "$1")
	mapfile -t got <"$2"
	[ ${#want[@]} = ${#got[@]} ] || return 1
	for i in "${!want[@]}"; do
		# shellcheck disable=SC2053
		[[ ${got[i]} == ${want[i]} ]] && count=$((count + 1))
	done
	[ "$count" = ${#want[@]} ]
}

run_case() {
	local dir=$1 name file target
	name=$(basename "$dir")
	mkdir -p "$work/$name" && cd "$work/$name" || return 1
	for file in "$dir"/*.in; do
		cp "$file" "$(basename "$file" .in)"
	done
	target=in.yaml
	[ -e in.yaml ] || target=.
	timeout 20 "$program" check --all --fail-on never "$target" >out.txt 2>err.txt
	local status=$?
	findings <out.txt >got.txt
	if [ $status != 0 ] || [ -s err.txt ]; then
		echo "$name: exit $status"
		cat err.txt
		return 1
	fi
	if ! matches "$dir/want.txt" got.txt; then
		echo "$name: $(head -n 1 "$dir/want.txt")"
		diff -u --label want <(grep -v '^#' "$dir/want.txt") --label got got.txt | tail -n +3
		return 1
	fi
	: >"$work/none"
	local old=$dir/check.txt
	[ -e "$old" ] || old=$work/none
	diff -u --label "$name/check.txt" "$old" --label now out.txt && return 0
	[ "$accept" = 1 ] && cp out.txt "$dir/check.txt"
}

for dir in "$here"/${1:-*}/; do
	dir=${dir%/}
	[ -e "$dir/want.txt" ] || continue
	if run_case "$dir"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
