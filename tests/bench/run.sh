#!/bin/sh
# SPDX-License-Identifier: MIT
# The budgets of the program, measured: run.sh FOLDER-OF-BENCH-PROGRAMS. CPU time (user and system,
# median) and largest memory; where a peer exists, it works on the same bytes in the same run. The
# exit status does not depend on the figures: machines differ, the ratios less so.
set -u
cd "$(dirname "$0")/../.." || exit 2
bench=$PWD/$1
program=$PWD/desirepath
data=$PWD/build/bench
runs=${BENCH_RUNS:-5}
mkdir -p "$data" && cd "$data" || exit 2

fresh() { # fresh FOLDER FILES MAPS STEPS: made once
	[ -d "$1" ] || "$bench/generate" workspace "$@" || exit 2
}
fresh many 1000 10 11
fresh pairs 1 500 30
fresh one 1 1 18
fresh thousand 10 100 18
fresh hundred 1 20 14
for peer in dot mermaid plantuml; do
	"$bench/generate" $peer 18 >"journey.$peer"
done
cat many/*.yaml >many.txt

row() { printf '%-46s %11s %12s   %s\n' "$@"; }
cpu() { echo "${1%% *} ms"; }
memory() { echo "${1##* } MB"; }
ratio() { awk "BEGIN { printf \"%.1f\", ${1%% *} / ${2%% *} }"; }
run() { "$bench/run" "$@" || exit 2; }

row "" measured limit ""
mb=$(awk "BEGIN { printf \"%.0f\", $(wc -c <many.txt) / 1e6 }")
start=$(run 21 "$program" version)
row "program start (version)" "$(cpu "$start")" "10 ms" "$(memory "$start")"

gzip=$(run $runs gzip -1 -c many.txt)
check=$(run $runs "$program" check --today 2026-11-22 many)
row "check, 10,000 maps in 1,000 files, $mb MB" "$(cpu "$check")" "2000 ms" \
	"$(ratio "$check" "$gzip") times gzip -1 ($(cpu "$gzip"), $(memory "$gzip"))"
row "  its memory" "$(memory "$check")" "450 MB" ""
gaps=$(run 3 "$program" gaps many)
row "gaps of all of them" "$(cpu "$gaps")" "-" \
	"$(ratio "$gaps" "$gzip") times gzip -1; $(memory "$gaps")"

inside=$("$bench/inside" gaps pairs)
row "gaps, ${inside##* } pairs of 30 steps" "$(cpu "$inside")" "50 ms" "in process"
size=$(wc -c <hundred/part-0000.yaml)
again=$("$bench/inside" again hundred/part-0000.yaml)
row "parse, read, gaps again, $((size / 1000)) kB" "$(cpu "$again")" "5 ms" "in process"

for size in 10 100 1000 10000; do
	# shellcheck disable=SC2046
	set -- $("$bench/edit" $size)
	case $size in 10) limit=0.2 ;; 100) limit=2.2 ;; 1000) limit=23 ;; *) limit=225 ;; esac
	row "a value changed and verified, $size kB" "$2 ms" "$limit ms" \
		"$(awk "BEGIN { printf \"%.1f\", $2 / $1 }") times parsing it; a new step $3 ms"
	row "  the same of two people, merged" "$4 ms" "-" ""
done
append=$("$bench/journal" append "$PWD/state") && recover=$("$bench/journal" recover "$PWD/state")
row "one record into the journal, 99th of 100" "${append##* } us" "100 us" "median ${append%% *} us"
row "a journal of 1 MB read back, ${recover##* } changes" "${recover%% *} ms" "300 ms" ""
rm -rf state

picture=$(run 11 "$program" export one -o one.svg)
row "one journey, 18 steps x 9 lanes, to SVG" "$(cpu "$picture")" "15 ms" ""
row "  its memory" "$(memory "$picture")" "12 MB" ""
peer() { # peer NAME COMMAND...: when it is installed
	name=$1 && shift
	command -v "$1" >/dev/null 2>&1 || { row "  $name" "-" "" "not installed"; return; }
	other=$(run 3 "$@")
	row "  $name" "$(cpu "$other")" "" "$(ratio "$other" "$picture") times ours; $(memory "$other")"
}
peer "dot -Tsvg, as many boxes" dot -Tsvg journey.dot
peer "Mermaid CLI, 18 tasks" mmdc -i journey.mermaid -o mermaid.svg
peer "PlantUML, 18 steps" plantuml -tsvg journey.plantuml
for format in png pdf; do
	row "  the same to $format" "$(cpu "$(run 3 "$program" export one -o one.$format)")" "-" ""
done

rm -rf out
all=$(run 1 "$program" export thousand --picture journey --all -O out --to svg)
row "$(find out -name '*.svg' | wc -l) such maps to SVG, one process" "$(cpu "$all")" "12000 ms" ""
row "  its memory" "$(memory "$all")" "20 MB" \
	"of which $(memory "$(run 3 "$program" check thousand)") to read them, with 7 MB of text"
rm -rf out many.txt
