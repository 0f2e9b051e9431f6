# shellcheck shell=bash disable=SC2154
# Operations on one file: all or nothing, any YAML, and what is said.

script() { # script STATUS OPERATIONS ARGUMENTS...: the operations on standard input
	local expected=$1 operations=$2 status
	shift 2
	printf '%s' "$operations" | timeout 20 "$program" edit "$@" >out 2>err
	status=${PIPESTATUS[1]}
	[ "$status" = "$expected" ] && return
	cat err
	fail "desirepath edit $*: exit $status, not $expected"
}

test_edit_changes_what_is_asked_and_nothing_else() {
	# Comments, blanks and quotes stay; nothing is said on standard output.
	printf '# who\nname: Anna   # the fixer\nlist:\n- a\n' >in.yaml
	script 0 $'set /name "Nadia"\n\n# more\nins /list - "b"\n' in.yaml
	is_empty out
	printf '# who\nname: Nadia   # the fixer\nlist:\n- a\n- b\n' >want
	same in.yaml want
}

test_edit_takes_operations_from_a_file() {
	# - is standard input, as everywhere.
	printf 'a: 1\n' >in.yaml
	printf 'set /a 2\n' >ops.txt
	run 0 edit in.yaml --from ops.txt
	printf 'a: 2\n' >want
	same in.yaml want
	script 0 'set /a 3' in.yaml --from -
	holds in.yaml "a: 3"
}

test_edit_does_all_or_nothing() {
	# The second operation cannot be done, so the first is not done; the place is named.
	printf 'a: 1\n' >in.yaml && cp in.yaml want
	script 2 $'set /a 2\nset /b 3\n' in.yaml
	is_empty out
	holds err "<stdin>:2:5: there is no key 'b'"
	same in.yaml want
	script 2 $'set /a 2\nsed /a 3\n' in.yaml
	holds err "<stdin>:2:1: there is no operation 'sed'"
	holds err "hint: there are set"
	same in.yaml want
	printf 'set /a\n' >ops.txt
	run 2 edit in.yaml --from ops.txt
	holds err "ops.txt:1:7: a value is missing"
}

test_edit_works_on_yaml_of_others() {
	# Only YAML counts in a file that is no workspace: tags, several documents, keys of all kinds.
	printf -- '--- !T\nFn::Sub: !Ref x\n---\n- 1\n' >in.yaml
	script 0 $'set /Fn::Sub "z"\nins @1 - 2\n' in.yaml
	printf -- '--- !T\nFn::Sub: !Ref z\n---\n- 1\n- 2\n' >want
	same in.yaml want
}

test_edit_refuses_what_a_sound_workspace_would_not_survive() {
	# A workspace without errors stays one; findings say what would be wrong.
	cp small.yaml want
	script 2 'ren /personas "people"' small.yaml
	holds err "nothing was changed"
	same small.yaml want
	script 0 'add /personas/ann about "Likes short ways"' small.yaml
	holds small.yaml "about: Likes short ways"
}

test_edit_refuses_what_is_no_yaml_and_no_file() {
	# With the reason, and without touching anything.
	printf 'a: [\n' >in.yaml && cp in.yaml want
	script 2 'set /a 1' in.yaml
	holds err "cannot be read as YAML"
	same in.yaml want
	script 2 'set /a 1' none.yaml
	holds err "none.yaml"
	mkdir folder
	script 2 'set /a 1' folder
	holds err "changes one file"
	script 2 'set /a 1' -
	holds err "changes one file"
	run 2 edit small.yaml --from none.txt
	holds err "none.txt"
	script 2 'set /a 1'
	holds err "hint:"
}

test_edit_makes_the_text_of_others_visible() {
	# A script may come from a stranger.
	script 2 $'set /\x1b[31m 1' small.yaml
	lacks err $'\033'
}

test_edit_dry_run_prints_a_difference_that_patch_takes() {
	# The difference is the edit: applied by patch(1), it gives the same bytes.
	printf '# é\r\na: 1\r\nb: 2' >in.yaml && cp in.yaml before && cp in.yaml patched
	script 1 $'set /a 3\nadd @0 c 4' in.yaml --dry-run
	same in.yaml before
	holds out "+a: 3"
	holds out "No newline at end of file"
	cp out difference
	script 0 $'set /a 3\nadd @0 c 4' in.yaml
	command -v patch >/dev/null || return 0
	patch --binary -s patched <difference || fail "patch refuses it"
	same patched in.yaml
}

test_edit_help_names_every_operation() {
	# What can be typed is said where it is looked for, in 80 columns.
	run 0 help edit
	for operation in "set PATH" "rep PATH" "add PATH" "ins PATH" "del PATH" "move PATH" "ren PATH"; do
		holds out "  $operation"
	done
	[ "$(grep -v '^  [ed]' out | awk '{ if (length > m) m = length } END { print m }')" -le 80 ] ||
		fail "help edit is wider than 80"
}
