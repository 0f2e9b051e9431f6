#!/bin/sh
# SPDX-License-Identifier: MIT
# Every checker that is installed, over everything: lint.sh "COMPILER FLAGS" "C FILES" "SCRIPTS".
# What is not installed is named and left out.
set -u
cd "$(dirname "$0")/.." || exit 2
# The version is a quoted text, which would not survive being split into words.
flags=$(echo "$1" | sed 's/-DVERSION=[^ ]*//') files=$2 scripts=$3
status=0
# What these would ask for makes C harder to read, and finds nothing in it.
checks='-*,bugprone-*,-bugprone-easily-swappable-parameters,-bugprone-narrowing-conversions'
checks="$checks,-bugprone-branch-clone,-bugprone-implicit-widening-of-multiplication-result"
checks="$checks,-bugprone-sizeof-expression,-bugprone-reserved-identifier,-bugprone-not-null-terminated-result"

# lint PROGRAM COMMAND...
lint() {
	program=$1
	if ! command -v "$program" >/dev/null 2>&1; then
		echo "  $program: not installed, left out"
		return
	fi
	if "$@"; then echo "  $program: fine"; else status=1; echo "  $program: see above"; fi
}
# shellcheck disable=SC2086,SC2046
{
	sources=$(echo "$files" | tr ' ' '\n' | grep '\.c$')
	lint clang-format -n -Werror $files
	lint shellcheck -S warning $scripts
	lint mandoc -T lint -W warning docs/desirepath.1 docs/desirepath.5
	lint cppcheck -j2 --quiet --std=c11 --enable=warning,portability --inline-suppr --error-exitcode=1 \
		--suppress=missingIncludeSystem --suppress=internalAstError -I. \
		-DVERSION='"lint"' $sources
	lint clang-tidy --quiet --warnings-as-errors='*' \
		--checks="$checks" \
		$(echo "$sources" | grep -v '^tests/') -- $flags '-DVERSION="lint"'
}
exit $status
