#!/bin/sh
# SPDX-License-Identifier: MIT
# Writes what in docs/ is made by the program: the manual pages from its tables, the pictures of the
# README from the examples. docs.sh FOLDER; `make check` writes them elsewhere and compares.
set -eu
cd "$(dirname "$0")/.."
out=$1
program=${DESIREPATH:-./desirepath}
mkdir -p "$out/pictures"
"$program" __manual 1 >"$out/desirepath.1"
"$program" __manual 5 >"$out/desirepath.5"

picture() { # picture NAME ARGUMENT...
	name=$1 && shift
	"$program" export --quiet "$@" -o "$out/pictures/$name.svg"
}
centre=examples/hr-service-centre.yaml
picture journey $centre --map day
picture paths $centre --map payslip --persona nadia --picture paths
picture redesign $centre --map payslip --persona tomas --picture paths --which to-be
picture heat $centre --picture heat
picture eight docs/pictures/eight.yaml
echo "Graphviz $(pkg-config --modversion libgvc)" >"$out/pictures/made-with"
