#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs every fuzz target of a build folder for its part of SECONDS: fuzz.sh BUILD-FOLDER SECONDS.
# In build/fuzz the targets are libFuzzer's and keep what they learn in build/fuzz/corpus; in any
# other folder they are plain programs with tests/fuzz/driver.c, which always does the same.
set -u
build=$1 seconds=$2
cd "$(dirname "$0")/.." || exit 2
export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"
passed=0 failed=0
set -- tests/fuzz/fuzz_*.c
each=$((seconds / $#))
[ $each -gt 0 ] || each=1
words=build/words.dict
{
	cat tests/fuzz/words.dict
	sed -n 's/^KEY([^,]*,[^,]*, \("[^"]*\)".*/\1: "/p' model/schema.def
} >$words
seeds="examples tests/fuzz/seeds"
[ -d tests/golden ] && seeds="$seeds tests/golden"
for source; do
	name=$(basename "$source" .c)
	mkdir -p "build/crashes/$name"
	# shellcheck disable=SC2086
	if [ "$build" = build/fuzz ]; then
		mkdir -p "build/fuzz/corpus/$name"
		"$build/fuzz/$name" -max_total_time=$each -timeout=10 -rss_limit_mb=1024 -max_len=20000 \
			-dict=$words -artifact_prefix="build/crashes/$name/" \
			-print_final_stats=1 "build/fuzz/corpus/$name" $seeds
	else
		"$build/fuzz/$name" --seconds $each --crashes "build/crashes/$name" \
			--words $words $seeds
	fi
	if [ $? = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
