#!/bin/sh
# SPDX-License-Identifier: MIT
# The long ones: a very large workspace against the budgets of time and memory, random workspaces,
# the loader's limits, and valgrind over unit tests and commands. SOAK_SECONDS (300) is for the
# random ones.
set -u
cd "$(dirname "$0")/.." || exit 2
data=build/soak
bench=build/release/bench
mkdir -p "$data" || exit 2
export LC_ALL=C.UTF-8 TZ=UTC
passed=0 failed=0

hold() { # hold NAME COMMAND...
	name=$1 && shift
	if "$@" >"$data/log" 2>&1; then
		passed=$((passed + 1))
		echo "  $name: fine"
	else
		failed=$((failed + 1))
		echo "  $name: FAILED"
		tail -n 20 "$data/log" | sed 's/^/    | /'
	fi
}

# at_most NUMBER LIMIT
at_most() { awk "BEGIN { exit !($1 <= $2) }" || { echo "$1 is more than $2"; false; }; }

# 10,000 maps in 1,000 files, 40 MB: at most 8 times gzip -1 on the same bytes, 450 MB.
large() {
	[ -d $data/many ] || $bench/generate workspace $data/many 1000 10 11 || return 1
	cat $data/many/*.yaml >$data/many.txt
	peer=$($bench/run 3 gzip -1 -c $data/many.txt) || return 1
	ours=$($bench/run 3 ./desirepath check --today 2026-11-22 $data/many) || return 1
	echo "check: $ours (ms, MB), gzip: $peer"
	at_most "$(awk "BEGIN { print ${ours%% *} / ${peer%% *} }")" 8 && at_most "${ours##* }" 450
}

# What is over a limit is refused by name, within a second and in little memory.
refused() { # refused WORDS-OF-THE-LIMIT, the file is $data/limit.yaml
	use=$($bench/run 1 ./desirepath check $data/limit.yaml)
	status=$?
	./desirepath check $data/limit.yaml >$data/said 2>&1
	echo "status $?, $use (ms, MB): $(head -n 1 $data/said)"
	[ $status -le 1 ] && grep -q "$1" $data/said && at_most "${use%% *}" 1000 && at_most "${use##* }" 400
}
too_large() {
	awk 'BEGIN { print "notes:"; for (i = 0; i < 400000; i++) print "  - this note is one of very many of them" i }' >$data/limit.yaml
	refused 'larger than\|16 MB'
}
too_deep() {
	awk 'BEGIN { for (i = 0; i < 5000; i++) printf "["; print "" }' >$data/limit.yaml
	refused 'deep\|level'
}
too_many_aliases() {
	awk 'BEGIN {
		print "notes: &a0 [x, x, x, x, x, x, x, x, x]"
		for (i = 1; i < 12; i++) {
			printf "x-%d: &a%d [", i, i
			for (j = 0; j < 9; j++)
				printf "*a%d,", i - 1
			print "]"
		}
		print "actions: *a11"
	}' >$data/limit.yaml
	refused '.'
}

# 8 processes, 50 commands each, one file: nothing is lost, nothing stands there twice.
processes_at_once() {
	DESIREPATH=$PWD/desirepath SOAK_PROCESSES=8 SOAK_COMMANDS=50 tests/cli/run.sh processes
}
# Every reason to refuse at every call of a save, and eight processes at one file.
saves_under_faults() { FAULTS=all build/debug/tests/test_store_faults; }
saves_together() { TMPDIR=/tmp TOGETHER=all build/debug/tests/test_store_together; }

random() { tools/fuzz.sh build/debug "${SOAK_SECONDS:-300}"; }

# SOAK_EDITS (200,000) random edits. Where a second YAML parser is installed, it must read a part of the
# results as libyaml does.
edits() {
	rm -rf $data/kept && mkdir -p $data/kept || return 1
	build/release/edit/random --seed "${SOAK_SEED:-7}" -n "${SOAK_EDITS:-200000}" --keep $data/kept \
		examples docs/pictures/eight.yaml
}
second_parser() {
	python3 tests/edit/second.py $data/kept
}

under_valgrind() {
	valgrind -q --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite \
		--suppressions=tests/valgrind.supp --child-silent-after-fork=yes "$@"
}
unit_under_valgrind() {
	for test in build/debug/tests/test_*; do
		[ -x "$test" ] || continue
		case $test in
		*_faults) continue ;; # thousands of processes; AddressSanitizer looks at these
		esac
		echo "$test"
		under_valgrind "$test" || return 1
	done
}
commands_under_valgrind() {
	for example in examples/*.yaml; do
		under_valgrind build/debug/desirepath check "$example" || return 1
		under_valgrind build/debug/desirepath gaps --explain "$example" || return 1
		under_valgrind build/debug/desirepath show gaps "$example" || return 1
		under_valgrind build/debug/desirepath export "$example" -o $data/out.svg || return 1
	done
}

hold "10,000 maps in 1,000 files" large
hold "a file over 16 MB" too_large
hold "a file 5,000 levels deep" too_deep
hold "an alias bomb" too_many_aliases
hold "8 processes at once" processes_at_once
hold "random workspaces" random
hold "saves under every fault" saves_under_faults
hold "saves of many at once" saves_together
hold "journal, 1,000 kills" build/debug/kill/journal 1000 "$(date +%s)"
hold "random edits" edits
if command -v python3 >/dev/null 2>&1; then
	hold "edits as another parser reads them" second_parser
fi
if command -v valgrind >/dev/null 2>&1; then
	hold "unit tests under valgrind" unit_under_valgrind
	hold "commands under valgrind" commands_under_valgrind
else
	echo "  valgrind is not installed, left out"
fi
rm -rf "$data"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
