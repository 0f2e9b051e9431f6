#!/bin/bash
# SPDX-License-Identifier: MIT
# The program from outside: exit codes, streams, forms of options, broken surroundings. Each case_*.sh
# holds functions named test_*, whose first line is a sentence saying what they protect. A case runs in
# an empty folder of its own with the helpers below; it fails when a helper fails.
set -u
unset NO_COLOR CLICOLOR_FORCE CLICOLOR COLUMNS LINES LANG LC_CTYPE
export LC_ALL=C.UTF-8 TZ=UTC TERM=dumb SOURCE_DATE_EPOCH=1795305600
here=$(cd "$(dirname "$0")" && pwd) || exit 2
program=${DESIREPATH:-$here/../../desirepath}
[ -x "$program" ] || { echo "no program at $program"; exit 2; }
program=$(cd "$(dirname "$program")" && pwd)/$(basename "$program")
work=$(mktemp -d) || exit 2
export XDG_STATE_HOME=$work/state
trap 'chmod -R u+w "$work" 2>/dev/null; rm -rf "$work"' EXIT

fail() {
	echo "    $*"
	exit 1
}

# run STATUS ARGUMENTS...: the program with its streams in the files out and err.
run() {
	local expected=$1 status
	shift
	timeout 20 "$program" "$@" >out 2>err
	status=$?
	[ $status = "$expected" ] && return
	cat err
	fail "desirepath $*: exit $status, not $expected"
}

holds() { # holds FILE TEXT
	grep -qF -e "$2" "$1" || { sed 's/^/    | /' "$1" && fail "$1 does not hold '$2'"; }
}

lacks() { # lacks FILE TEXT
	! grep -qF -e "$2" "$1" || { sed 's/^/    | /' "$1" && fail "$1 holds '$2'"; }
}

is_empty() {
	[ ! -s "$1" ] || { sed 's/^/    | /' "$1" && fail "$1 is not empty"; }
}

is_ascii() {
	! LC_ALL=C grep -qP '[^\x09\x0a\x20-\x7e]' "$1" || fail "$1 is not plain ASCII"
}

same() { # same FILE FILE
	cmp -s "$1" "$2" || { diff "$1" "$2" | sed 's/^/    | /' && fail "$1 and $2 differ"; }
}

broken() { # broken NAME FILE: a broken input of the tests, under a name that is read
	cp "$here/$1.yaml.in" "$2"
}

passed=0 failed=0
for file in "$here"/case_*.sh; do
	# shellcheck disable=SC1090
	. "$file"
done
for name in $(declare -F | awk '{ print $3 }' | grep '^test_'); do
	[[ $name == test_${1:-}* ]] || continue
	mkdir "$work/$name"
	if said=$(cd "$work/$name" && cp "$here/small.yaml" . && "$name" 2>&1); then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$name"
		echo "$said"
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
