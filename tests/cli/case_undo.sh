# shellcheck shell=bash disable=SC2154
# Undo, redo, recover, --dry-run, and several processes at work on the same file.

operate() { # operate STATUS FILE OPERATION [OPTION...]
	local status=$1 file=$2 operation=$3
	shift 3
	echo "$operation" >operations
	run "$status" edit "$file" --from operations "$@"
}

# A program that is killed where it exchanges two files: all is in the journal, nothing in the file.
# Where there is no strace, its cases say nothing. A new journal is renamed, too, so there is one.
killed_at_exchange() { # killed_at_exchange ARGUMENTS...
	command -v strace >/dev/null 2>&1 || return 1
	cp operations kept && operate 0 small.yaml 'set /personas/ann/name "Anne"' && mv kept operations
	strace -f -qq -o trace -e trace=renameat2 -e inject=renameat2:signal=KILL:when=1 \
		"$program" "$@" >out 2>err
	[ $? = 137 ]
}

test_undo_gives_back_the_bytes_of_before() {
	# Step by step, each in a process of its own, with comments, tabs and a missing line break.
	printf 'personas:\n  ann: {name: "Ann"}\t# one\r\n  bob:\n    name: Bob' >in.yaml
	cp in.yaml 0
	operate 0 in.yaml 'set /personas/ann/name "Anna"' && cp in.yaml 1
	operate 0 in.yaml 'set /personas/bob/name "Rob"' && cp in.yaml 2
	operate 0 in.yaml 'add /personas/bob about "logs"' && cp in.yaml 3
	for before in 2 1 0; do
		run 0 undo in.yaml
		same in.yaml $before
		holds out "undid edit; in.yaml"
	done
	run 1 undo in.yaml
	holds err "nothing to undo"
	is_empty out
	same in.yaml 0
	run 0 redo -n 3 in.yaml
	same in.yaml 3
	run 1 redo in.yaml
	holds err "nothing to do again"
	same in.yaml 3
	run 0 undo --steps 3 -q in.yaml
	is_empty out
	same in.yaml 0
}

test_undo_list_says_what_was_done_and_changes_nothing() {
	# The newest first, numbered as -n counts them.
	operate 0 small.yaml 'set /personas/ann/name "Anna"'
	operate 0 small.yaml 'set /personas/bob/name "Rob"'
	run 0 undo small.yaml
	cp small.yaml before
	run 0 undo --list small.yaml
	[ "$(cut -c 1-8 out | tr -d ' ' | tr '\n' ' ')" = "redo1 undo1 " ] || fail "$(cat out)"
	holds out "edit; small.yaml"
	same small.yaml before
	run 0 undo --list
	is_empty out
}

test_undo_keeps_what_others_wrote_elsewhere() {
	# Theirs stays to the byte, ours goes.
	operate 0 small.yaml 'set /personas/bob/name "Rob"'
	sed -i 's/title: A caller asks/title:   A caller   # asks/' small.yaml
	cp small.yaml theirs
	sed -i 's/name: Rob/name: Bob/' theirs
	run 0 undo small.yaml
	same small.yaml theirs
}

test_undo_is_refused_where_others_wrote_the_same() {
	# Neither theirs nor ours is right without asking, so nothing happens.
	operate 0 small.yaml 'set /personas/bob/name "Rob"'
	sed -i 's/name: Rob/name: Bert/' small.yaml
	cp small.yaml theirs
	run 2 undo small.yaml
	is_empty out
	holds err "cannot undo 'edit'"
	same small.yaml theirs
}

test_undo_of_another_workspace_has_nothing_to_do_with_this_one() {
	# A history belongs to what was opened.
	mkdir other && cp small.yaml other/
	operate 0 small.yaml 'set /personas/bob/name "Rob"'
	run 1 undo other/small.yaml
	same other/small.yaml "$here/small.yaml"
}

test_dry_run_prints_a_patch_that_patch_takes() {
	# Exit 1 when there is a difference, 0 when there is none, as diff has it; nothing is touched.
	cp small.yaml before
	operate 1 small.yaml 'set /personas/bob/name "Rob"' --dry-run
	same small.yaml before
	is_empty err
	cp out change.patch
	operate 0 small.yaml 'set /personas/bob/name "Bob"' --dry-run
	is_empty out
	operate 0 small.yaml 'set /personas/bob/name "Rob"'
	if command -v patch >/dev/null 2>&1; then
		patch -s before change.patch || fail "patch does not take it"
		same before small.yaml
	fi
	run 1 undo --dry-run small.yaml
	holds out "+    name: Bob"
	holds small.yaml "name: Rob"
	run 0 undo small.yaml
	run 1 redo --dry-run small.yaml
	holds out "+    name: Rob"
	holds small.yaml "name: Bob"
}

test_a_change_that_brings_errors_is_not_made() {
	# The finding shows the line that would have been, and the file is as it was.
	cp small.yaml before
	operate 2 small.yaml 'set /scenarios/call/actual/0/feel 9'
	holds err "9"
	holds err "nothing was changed"
	same small.yaml before
	run 1 undo small.yaml
}

test_a_file_with_errors_can_be_mended_bit_by_bit() {
	# Only what is no YAML any more would be refused there.
	sed 's/feel: -1/feel: 77/; s/feel: 1$/feel: 88/' small.yaml >in.yaml
	run 1 check in.yaml
	operate 0 in.yaml 'set /scenarios/call/actual/0/feel 1'
	run 1 check in.yaml
	holds out "88"
	lacks out "77"
}

test_a_read_only_folder_is_exit_2_and_nothing_is_changed() {
	# Never "wrote" when it is not.
	mkdir closed && cp small.yaml closed/ && chmod a-w closed closed/small.yaml
	operate 2 closed/small.yaml 'set /personas/bob/name "Rob"' -v
	holds err "nothing was changed"
	lacks err "wrote"
	same closed/small.yaml small.yaml
	[ "$(ls -A closed)" = small.yaml ] || fail "something was left: $(ls -A closed)"
}

test_no_home_is_said_once_and_work_goes_on() {
	# In a container there may be none.
	echo 'set /personas/bob/name "Rob"' >operations
	env -u HOME -u XDG_STATE_HOME "$program" edit small.yaml --from operations >out 2>err ||
		fail "not exit 0"
	holds small.yaml "name: Rob"
	[ "$(grep -c 'cannot be undone' err)" = 1 ] || fail "$(cat err)"
	env -u HOME -u XDG_STATE_HOME "$program" undo small.yaml >out 2>err
	[ $? = 1 ] || fail "not exit 1"
}

test_journals_are_nobody_elses_business() {
	# What stands in them was written by people who trust their files' modes.
	operate 0 small.yaml 'set /personas/bob/name "Rob"'
	[ -z "$(find "$XDG_STATE_HOME" -perm /077 ! -type l)" ] ||
		fail "others may look at $(find "$XDG_STATE_HOME" -perm /077)"
}

test_recover_after_a_kill_between_journal_and_save() {
	# The next command says so in one line, works, and recover brings it back.
	cp small.yaml before
	echo 'set /personas/bob/name "Rob"' >operations
	killed_at_exchange edit small.yaml --from operations || return 0
	lacks small.yaml Rob
	run 0 recover --list
	holds out "$PWD/small.yaml"
	holds out "1 unsaved step"
	operate 0 small.yaml 'set /personas/ann/name "Anna"'
	[ "$(grep -c 'desirepath recover small.yaml' err)" = 1 ] || fail "$(cat err)"
	run 1 recover --diff small.yaml
	holds out "+    name: Rob"
	lacks small.yaml Rob
	run 0 recover small.yaml
	holds out "brought back: edit; small.yaml"
	holds small.yaml "name: Rob"
	holds small.yaml "name: Anna"
	run 1 recover small.yaml
	holds err "nothing to recover"
	run 0 undo -n 3 small.yaml
	same small.yaml before
	run 0 recover --list
	is_empty out
}

test_recover_discard_forgets_it() {
	# Whoever does not want it is not told of it again.
	echo 'set /personas/bob/name "Rob"' >operations
	killed_at_exchange edit small.yaml --from operations || return 0
	run 0 recover --discard small.yaml
	run 1 recover small.yaml
	run 0 recover --list
	is_empty out
	lacks small.yaml Rob
}

test_recover_finds_nothing_where_nothing_was_lost() {
	# Exit 1 with a sentence.
	run 1 recover small.yaml
	holds err "nothing to recover"
	run 0 recover --list
	is_empty out
	holds err "nothing to recover"
}

at_once() { # at_once PROCESSES COMMANDS: each adds notes of its own to one file
	local p i
	printf 'notes:\n  - start\n' >notes.yaml
	for p in $(seq "$1"); do
		(
			for i in $(seq "$2"); do
				echo "ins /notes - \"p$p-$i\"" >"ops-$p"
				"$program" edit notes.yaml --from "ops-$p" >>"said-$p" 2>&1 ||
					echo "exit $?" >>"said-$p"
			done
		) &
	done
	wait
	for p in $(seq "$1"); do
		for i in $(seq "$2"); do
			[ "$(grep -cE "^  - p$p-$i\$" notes.yaml)" = 1 ] ||
				fail "p$p-$i stands $(grep -cE "^  - p$p-$i\$" notes.yaml) times; $(sort said-* | uniq -c | head)"
		done
	done
	[ "$(wc -l <notes.yaml)" = $((2 + $1 * $2)) ] || fail "$(cat notes.yaml)"
	! grep -h exit said-* || fail "a command failed: $(cat said-*)"
}

test_processes_at_once_lose_nothing() {
	# Every note of every process stands there once. SOAK makes it a long one.
	at_once "${SOAK_PROCESSES:-3}" "${SOAK_COMMANDS:-6}"
}

test_undo_tells_where_there_is_something_to_undo() {
	# A file opened alone has another history than its folder.
	operate 0 small.yaml 'set /personas/bob/name "Rob"'
	run 1 undo
	holds err "nothing to undo"
	holds err "desirepath undo small.yaml undoes 'edit'"
}

test_standard_input_is_changed_to_standard_output() {
	# A filter: no file, no journal; what is refused gives no output.
	cp small.yaml in
	"$program" set - call.log.feel 2 <in >out 2>err || fail "$(cat err)"
	[ "$(diff in out | grep -c '^[<>]')" = 2 ] || fail "$(diff in out)"
	holds out "        feel: 2"
	"$program" set - call.log.feel awful <in >out 2>err && fail "not refused"
	is_empty out
	same in small.yaml
}

test_the_undone_names_what_was_typed() {
	# The name of a step is what people typed, not how it was carried out.
	run 0 set small.yaml call.log.feel 2
	run 0 undo small.yaml
	holds out "undid set call.log.feel; small.yaml"
	same small.yaml "$here/small.yaml"
}
