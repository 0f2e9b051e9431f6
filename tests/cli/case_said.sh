# shellcheck shell=bash disable=SC2154
# What is said after a change, and what is said about words in a wrong order.

# seen STATUS ARGUMENTS...: as run, with a terminal that looks on; all it shows is in the file out.
seen() {
	local expected=$1 status typed=
	shift
	typed=$(printf ' %q' "$program" "$@")
	TERM=dumb timeout 20 script -qec "$typed" /dev/null </dev/null | tr -d '\r' >out
	status=${PIPESTATUS[0]}
	[ "$status" = "$expected" ] || { cat out && fail "desirepath $*: exit $status, not $expected"; }
}

is_said() { # is_said TEXT: this one line and no other
	printf '%s\n' "$1" >wanted
	same out wanted
}

test_a_change_is_told_in_one_line_where_somebody_looks_on() {
	: what it is now, what it was, and the way back
	command -v script >/dev/null || return 0
	seen 0 set small.yaml call.answer.feel 1
	is_said 'small.yaml: call.answer.feel is 1 (was -1); undo: desirepath undo small.yaml'
	seen 0 set small.yaml call.answer.feel 1
	is_said 'small.yaml: nothing to change'
	seen 0 set small.yaml call.answer.text 'Pick: up'
	is_said "small.yaml: call.answer.text is Pick: up (was Answer the call); undo: desirepath undo small.yaml"
	seen 0 set small.yaml call.answer.channel ''
	is_said 'small.yaml: call.answer.channel is taken away (was phone); undo: desirepath undo small.yaml'
	seen 0 add small.yaml step call 'Hang up' --after log
	is_said "small.yaml: added step 'Hang up' to call; undo: desirepath undo small.yaml"
	seen 0 rename small.yaml call.log note-it
	is_said 'small.yaml: renamed call.log to note-it; undo: desirepath undo small.yaml'
	seen 0 wish small.yaml ann call.note-it drop
	is_said 'small.yaml: ann would drop call.note-it; undo: desirepath undo small.yaml'
	printf 'personas:\n  ann: About her\n' >short.yaml
	seen 0 set short.yaml ann.about 'More'
	is_said 'short.yaml: ann.about is More; undo: desirepath undo short.yaml'
	seen 0 undo small.yaml
	is_said 'undid wish ann call.note-it; small.yaml'
	seen 2 set small.yaml call.nothing.feel 1
	lacks out 'undo:'
}

test_a_change_is_silent_in_a_pipe_and_with_quiet() {
	: a script wants the status and nothing else
	run 0 set small.yaml call.answer.feel 1
	is_empty out
	is_empty err
	run 0 -v set small.yaml call.answer.feel 2
	holds err 'wrote small.yaml'
	command -v script >/dev/null || return 0
	seen 0 -q set small.yaml call.answer.feel 0
	is_empty out
}

test_a_strangers_text_is_shown_and_does_not_act() {
	: escape sequences and turned text in values, ids, paths and refusals
	local bad=$'x\e]0;hi\a\e[31m\u202eabc'
	run 0 set small.yaml call.answer.text "$bad"
	run 0 set small.yaml call.answer.pain "$bad"
	run 1 --color always set small.yaml call.answer.text 'Answer' -n
	lacks out $'\e]'
	lacks out $'\u202e'
	run 2 set small.yaml "$bad.feel" 1
	run 2 set small.yaml call.answer.feel "$bad"
	run 2 set "$bad" call.answer.feel 1
	run 2 add small.yaml "$bad" call "$bad"
	run 2 remove small.yaml "call.answer.pain.$bad$bad"
	lacks err $'\e'
	lacks err $'\u202e'
	run 2 set small.yaml "$(head -c 90000 /dev/zero | tr '\0' x).feel" 1
	[ "$(wc -c <err)" -lt 2000 ] || fail "a huge word is shown whole"
	command -v script >/dev/null || return 0
	seen 0 set small.yaml call.answer.text "Fine"
	lacks out $'\e'
	lacks out $'\u202e'
	holds out '(was x'
}

test_the_file_may_be_told_from_the_rest() {
	: words in a wrong order are explained, and nothing is made
	cp small.yaml before.yaml
	run 2 set call.answer.feel small.yaml 1
	holds err 'the file stands first'
	run 2 set call.answer.feel 1
	holds err "'set' lacks its VALUE"
	run 2 add small.yaml call step 'X'
	holds err 'desirepath add PATH step call'
	run 2 move small.yaml call.log first
	holds err 'did you mean --first?'
	run 2 set small.yaml call.log.text $'bad\xff'
	holds err 'UTF-8'
	run 2 wish small.yaml call.log ann same
	holds err 'the persona stands before the step'
	run 2 wish small.yaml call@ann.log drop
	holds err 'the persona stands before the step'
	run 2 wish small.yaml ann call.log Same
	holds err "did you mean 'same'?"
	run 2 add small.yaml persona eve 'Eve' --id x
	run 2 add small.yaml persona eve 'Eve' --stage x
	run 2 add small.yaml actions 'X'
	holds err "did you mean 'action'?"
	same small.yaml before.yaml
}

test_a_place_may_be_said_for_everything_that_is_added() {
	: items, actions and wishes stand where they are asked to, not only steps
	run 0 add small.yaml pain call.answer 'Second'
	run 0 add small.yaml pain call.answer 'First' --first
	run 0 add small.yaml action 'Two'
	run 0 add small.yaml action 'One' --before two
	run 0 add small.yaml indicator calm 'Calm'
	run 0 add small.yaml indicator quick 'Quick' --before calm
	run 0 wish small.yaml ann call --add 'Later' --last
	run 0 wish small.yaml ann call.answer 'At once' --after later
	run 0 check small.yaml
	tr -d '\n' <small.yaml >flat
	holds flat 'pain:          - First          - Second'
	holds flat 'actions:  - One  - Two'
	holds flat 'quick:    title: Quick  calm:'
	holds flat '- Later        - answer: At once          takes: at most 5'
}

test_a_text_may_begin_with_a_dash() {
	: a dash before a blank or a digit is no option
	run 0 set small.yaml call.log.text '- and then'
	holds small.yaml '"- and then"'
	run 0 set small.yaml call.log.feel -1
	run 0 set small.yaml call.log.feel ' - '
	run 0 set small.yaml call.log.feel -- --
	holds small.yaml 'feel: "--"'
}
