# shellcheck shell=bash disable=SC2154
# set, add, remove, move, rename: the lines that change, exit codes, and files left alone by refusals.

changed() { # changed: the lines of small.yaml that are new (+) or gone (-), without the rest
	diff "$here/small.yaml" small.yaml | sed -n 's/^>/+/p; s/^</-/p' >lines
}

is_line() { # is_line TEXT...: the changed lines are these and no others
	changed
	printf '%s\n' "$@" >wanted
	same lines wanted
}

untouched() {
	same small.yaml "$here/small.yaml"
}

test_set_gives_a_key_a_value() {
	# One line changes, and nothing is printed but what was written.
	run 0 set small.yaml call.answer.feel 1 -v
	is_line "-         feel: -1" "+         feel: 1"
	is_empty out
	holds err "small.yaml"
}

test_set_takes_negative_numbers() {
	# A dash before a digit is no option.
	run 0 set small.yaml call.log.feel -2
	is_line "-         feel: 0" "+         feel: -2"
}

test_set_empty_takes_away() {
	# An empty value removes the key.
	run 0 set small.yaml call.answer.channel ''
	is_line "-         channel: phone"
}

test_set_wishes_and_words() {
	# map@persona is a wish; text, title and name are the words of a thing.
	run 0 set small.yaml call@ann.answer.takes 'at most 3'
	run 0 set small.yaml call.log.text 'Log it: at once'
	run 0 set small.yaml call.name 'A caller'
	is_line "-     title: A caller asks" "+     title: A caller" "-       - log: Log the case" \
		"+       - log: \"Log it: at once\"" "-           takes: at most 5" "+           takes: at most 3"
}

test_set_refuses_what_does_not_fit() {
	# Exit 2, what was probably meant, and the file as it was.
	run 2 set small.yaml call.answer.feel awful
	holds err "is not a feeling"
	run 2 set small.yaml call.answer.fel 1
	holds err "did you mean 'feel'?"
	run 2 set small.yaml call.anwser.feel 1
	holds err "did you mean 'answer'?"
	run 2 set small.yaml cal.answer.feel 1
	holds err "did you mean 'call'?"
	run 2 set small.yaml call.answer.next gone
	holds err "there is no step 'gone'"
	run 2 set small.yaml call.answer 1
	run 2 set small.yaml call.answer.feel
	run 2 set missing.yaml call.answer.feel 1
	untouched
}

test_set_leaves_broken_files_alone() {
	# What is not YAML as it stands is not edited.
	sed 's/answer: Answer the call/answer: Answer: the call/' small.yaml >broken.yaml && cp broken.yaml kept
	run 2 set broken.yaml call.log.feel 1
	holds err "cannot be read as YAML"
	same broken.yaml kept
}

test_set_dry_run_prints_the_difference() {
	# As diff -u, exit 1 because there is one, nothing written.
	run 1 set small.yaml call.log.feel 1 --dry-run
	holds out "-        feel: 0"
	holds out "+        feel: 1"
	untouched
}

test_add_makes_steps_in_their_place() {
	# Behind, before, first and last; an id when one is given.
	run 0 add small.yaml step call 'Hang up'
	run 0 add small.yaml step call 'Breathe: twice' --id breathe --before answer
	run 0 add small.yaml step call 'Search' --after answer
	run 0 add small.yaml step call@ann 'Silence' --first
	is_line "+       - breathe: \"Breathe: twice\"" "+       - Search" "+       - Hang up" "+         - Silence"
}

test_add_makes_other_things() {
	# Personas, maps, actions, items of lists.
	run 0 add small.yaml persona eve 'Listens'
	run 0 add small.yaml journey week 'A week'
	run 0 add small.yaml action 'Ask eve' --id ask
	run 0 add small.yaml for ask eve
	run 0 add small.yaml pain call.log 'Slow'
	run 0 add small.yaml channel call.answer chat
	run 0 add small.yaml note 'To be sorted'
	run 0 add small.yaml note call.log 'By hand'
	run 0 add small.yaml indicator calm 'Calm evenings'
	run 0 check small.yaml
	for line in '  eve: Listens' '    title: A week' '  - ask: Ask eve' '    for: eve' '        pain: Slow' \
		'        channel: [phone, chat]' '  - To be sorted' '        note: By hand' '    title: Calm evenings'; do
		holds small.yaml "$line"
	done
}

test_add_refuses() {
	# What is there already, what is no id, places that do not exist, kinds that do not exist.
	run 2 add small.yaml persona ann 'Again'
	holds err "already"
	run 2 add small.yaml step call 'X' --id 'Two Words'
	holds err "two-words"
	run 2 add small.yaml step call 'X' --id log
	run 2 add small.yaml step call 'X' --before lgo
	holds err "did you mean 'log'?"
	run 2 add small.yaml step call 'X' --before log --after log
	run 2 add small.yaml step call 'X' --stage Morning
	holds err "has no stages"
	run 2 add small.yaml step call
	run 2 add small.yaml stp 'X'
	holds err "did you mean 'step'"
	run 2 add small.yaml feel call.log 1
	holds err "no list"
	untouched
}

test_remove_asks_about_references() {
	# Every place is named; with --with-references they go, too.
	run 2 remove small.yaml call.answer
	holds err "referred to in 1 place"
	holds err "small.yaml:21"
	untouched
	run 0 remove small.yaml call.answer --with-references
	lacks small.yaml answer
	lacks small.yaml desired.ann
}

test_remove_takes_keys_and_things() {
	# A key, a step nothing refers to, a persona with all that is hers.
	run 0 remove small.yaml call.answer.channel
	run 0 remove small.yaml day.work
	is_line "-         channel: phone" "-       - work: Work" "-         feel: 0"
	run 2 remove small.yaml call.answer.channel
	run 2 remove small.yaml ann
	run 0 remove small.yaml ann --with-references
	lacks small.yaml "ann:"
	lacks small.yaml "persona: ann"
	run 0 check small.yaml
}

test_move_moves() {
	# Whole steps with their details; a place is needed.
	run 0 move small.yaml call.log --first
	run 0 move small.yaml day.wake --after work
	is_line "+       - log: Log the case" "+         feel: 0" \
		"-       - log: Log the case" "-         feel: 0" "-       - wake: Wake up" "-         feel: 1" \
		"+       - wake: Wake up" "+         feel: 1"
	run 0 move small.yaml bob --before ann
	sed -n 3,6p small.yaml >lines
	printf '  bob:\n    name: Bob\n  ann:\n    name: Ann\n' >wanted
	same lines wanted
	run 2 move small.yaml call.log
	run 2 move small.yaml call.log --before wake
	run 2 move small.yaml call.log --stage Morning
}

test_rename_follows_every_reference() {
	# Persona, map and step; what is measured stays the same.
	run 0 gaps --format csv small.yaml && cp out before
	run 0 rename small.yaml ann anna
	run 0 rename small.yaml call ring
	run 0 rename small.yaml ring.answer pick-up
	run 0 check small.yaml
	run 0 gaps --format csv small.yaml
	sed 's/anna/ann/g; s/ring/call/g; s/pick-up/answer/g' out >after
	same before after
	run 0 rename small.yaml anna ann
	run 0 rename small.yaml ring call
	run 0 rename small.yaml call.pick-up answer
	untouched
}

test_rename_refuses() {
	# An id that is taken, one that is none, a thing that is not there.
	run 2 rename small.yaml ann bob
	holds err "already"
	run 2 rename small.yaml call.answer log
	run 2 rename small.yaml ann 'Ann Lee'
	holds err "ann-lee"
	run 2 rename small.yaml anm eve
	holds err "did you mean 'ann'?"
	untouched
}

test_rename_reaches_all_files_of_a_folder() {
	# One workspace in two files is one step.
	mkdir maps && sed -n '1,/^$/p' small.yaml >maps/people.yaml && sed '1,/^$/d' small.yaml >maps/maps.yaml
	run 0 rename maps ann anna
	holds maps/people.yaml "  anna:"
	holds maps/maps.yaml "      anna:"
	holds maps/maps.yaml "persona: anna"
	run 0 check maps
}
