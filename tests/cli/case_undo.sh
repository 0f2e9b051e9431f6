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

find_newest_journal() { # its path is in journal
	local one
	journal=
	for one in "$XDG_STATE_HOME"/desirepath/journal/*.journal; do
		[ -n "$journal" ] && [ "$journal" -nt "$one" ] || journal=$one
	done
}

killed_at() { # killed_at N ARGUMENTS...: at the Nth renaming, be it of a journal or of a file
	command -v strace >/dev/null 2>&1 || return 1
	local n=$1
	shift
	strace -f -qq -o trace -e trace=renameat2 -e inject=renameat2:signal=KILL:when="$n" \
		"$program" "$@" >out 2>err
	[ $? = 137 ]
}

test_what_others_changed_is_not_left_unsaved_by_an_undo_that_is_refused() {
	# A file that is gone and comes back, as with git: nobody ended badly, and undo goes on.
	cp small.yaml before
	run 0 set small.yaml call.log.feel 2
	cp small.yaml after
	mkdir folder && cp before folder/small.yaml
	run 0 set folder call.log.feel 2
	rm folder/small.yaml
	run 2 undo folder
	holds err "others removed it since"
	cp after folder/small.yaml
	run 0 recover --list
	is_empty out
	run 0 undo folder
	same folder/small.yaml before
}

test_undo_says_when_nothing_was_left_to_undo() {
	# Others, or git, have taken it back already; that is no "undid FILE".
	cp small.yaml before
	run 0 set small.yaml call.log.feel 2
	cp before small.yaml
	run 0 undo small.yaml
	holds err "nothing of it was left in the files"
	same small.yaml before
	run 0 undo --list small.yaml
	lacks err "nothing is known"
}

test_undo_that_is_refused_names_the_file() {
	# "Both changed it" helps nobody.
	run 0 set small.yaml call.log.feel 2
	sed -i 's/feel: 2/feel: -2/' small.yaml
	run 2 undo small.yaml
	holds err "cannot undo 'set call.log.feel': others changed the same place of 'small.yaml' since"
	holds err "hint: when that is as it was, undo goes on"
	sed -i 's/feel: -2/feel: 2/' small.yaml
	run 0 undo small.yaml
	same small.yaml "$here/small.yaml"
}

test_an_undo_killed_below_others_changes_takes_back_one_step() {
	# The history is written anew then; what recover brings is that one step and no other.
	run 0 add small.yaml step call 'One' --id one
	run 0 add small.yaml step call 'Two' --id two
	sed -i 's/^# A small/# A very small/' small.yaml
	cp small.yaml before
	killed_at 3 undo small.yaml || return 0
	same small.yaml before
	run 0 recover --list
	holds out "1 unsaved step"
	run 0 recover small.yaml
	holds out "brought back: undo of 'add step call'; small.yaml"
	lacks small.yaml Two
	holds small.yaml One
	holds small.yaml "A very small"
	run 0 undo small.yaml
	same small.yaml before
}

test_an_unreadable_journal_is_named_with_what_to_do() {
	# Not a person from 1970 called "@".
	run 0 set small.yaml call.log.feel 2
	find_newest_journal
	printf 'garbage' >"$journal"
	run 0 recover --list
	holds out "$journal  cannot be read: it is no journal, or its beginning is damaged"
	lacks out 1970-01-01
	lacks out "process 0"
	run 1 undo small.yaml
	holds err "hint: $journal cannot be read: it is no journal"
	run 0 recover --discard small.yaml
	[ ! -e "$journal" ] || fail "it is still there"
}

test_a_workspace_that_was_moved_is_told_where_its_history_lies() {
	# It belongs to the path; back there it can be undone.
	mkdir one && cp small.yaml one/
	run 0 set one call.log.feel 2
	mv one two
	run 1 undo two
	holds err "hint: what was done in $PWD/one, which is gone, can be undone when it stands there again"
	mv two one
	run 0 undo one
	same one/small.yaml small.yaml
}

test_undo_names_what_was_done_later_elsewhere() {
	# A file opened alone has a history of its own; the last change of all may stand there.
	mkdir folder && cp small.yaml folder/
	run 0 set folder call.log.feel 2
	run 0 set folder/small.yaml call.answer.takes 9
	run 0 undo folder
	holds err "desirepath undo folder/small.yaml undoes 'set call.answer.takes'"
}

test_recover_completes_a_file_that_was_half_written_in_place() {
	# One with two names is not exchanged; the journal has all of it, so no step is refused.
	command -v strace >/dev/null 2>&1 || return 0
	ln small.yaml second.yaml
	run 0 set small.yaml call.log.text 'A long text, so that the next one is much shorter'
	cp small.yaml before
	for call in pwrite64 ftruncate; do
		echo 'set /scenarios/call/actual/1/log "Short"' >operations
		strace -f -qq -o trace -e trace=$call -e inject=$call:signal=KILL:when=1 \
			"$program" edit small.yaml --from operations >out 2>err
		[ $? = 137 ] || return 0
		run 0 recover small.yaml
		holds small.yaml "log: Short"
		cmp -s small.yaml second.yaml || fail "the second name has another text"
		run 0 undo small.yaml
		same small.yaml before
	done
}

test_three_files_killed_anywhere_are_whole_and_recover_completes_them() {
	# Each is old or new at once; after recover all of them are.
	command -v strace >/dev/null 2>&1 || return 0
	local n file
	mkdir w
	printf 'personas:\n  p0:\n    name: Ann\n' >w/a.yaml
	printf 'scenarios:\n  call:\n    actual: [{answer: Answer}]\n    desired:\n      p0: same\n' >w/b.yaml
	printf 'journeys:\n  day:\n    persona: p0\n    actual: [{wake: Wake}]\n' >w/c.yaml
	run 0 rename w p0 p1
	cp -r w old && run 0 rename w p1 p2 && cp -r w new && run 0 undo w
	for n in 1 2 3 4 5 6; do
		killed_at "$n" rename w p1 p2 || fail "not killed at $n"
		for file in a b c; do
			cmp -s w/$file.yaml old/$file.yaml || same w/$file.yaml new/$file.yaml
		done
		"$program" recover w >out 2>err
		for file in a b c; do
			same w/$file.yaml new/$file.yaml
		done
		run 0 undo w
		same w/a.yaml old/a.yaml
		same w/c.yaml old/c.yaml
	done
	[ -z "$(find w -name '.*' -type f)" ] || fail "left over: $(ls -A w)"
}

test_undo_list_counts_what_sessions_at_the_same_time_did() {
	# They leave a journal each; none of it may seem to be lost.
	command -v strace >/dev/null 2>&1 || return 0
	strace -f -qq -o trace -e trace=renameat2 -e inject=renameat2:delay_enter=700000:when=3 \
		"$program" set small.yaml call.log.feel 2 >/dev/null 2>&1 &
	sleep 0.3
	run 0 set small.yaml call.answer.takes 9
	wait
	run 0 undo --list small.yaml
	[ "$(grep -c '^undo' out)" = 1 ] || return 0
	holds err "and 1 more of sessions at the same time"
	run 0 undo -n 2 small.yaml
	same small.yaml "$here/small.yaml"
}

test_undo_says_why_a_history_cannot_be_used() {
	# A home that became read-only, a journal with another mode: not just "nothing".
	run 0 set small.yaml call.log.feel 2
	find_newest_journal
	chmod 640 "$journal"
	run 1 undo small.yaml
	holds err "hint: $journal cannot be read: its mode is not 0600"
	chmod 600 "$journal"
	if command -v strace >/dev/null 2>&1; then
		strace -f -qq -o trace -P "$journal" -e trace=openat,access,faccessat,faccessat2 \
			-e inject=openat:error=EROFS:when=2+2 \
			-e inject=access,faccessat,faccessat2:error=EROFS "$program" undo small.yaml >out 2>err
		holds err "hint: $journal cannot be written: Read-only file system"
	fi
	run 0 undo small.yaml
	same small.yaml "$here/small.yaml"
}
