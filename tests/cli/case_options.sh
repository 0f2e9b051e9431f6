# shellcheck shell=bash disable=SC2154
# Forms of options and operands, and what is said about wrong ones.

test_nothing_typed_prints_short_help_and_exits_2() {
	# Nobody asked for data, so standard output stays empty.
	run 2
	is_empty out
	holds err "check"
}

test_help_in_three_ways() {
	# help COMMAND, COMMAND --help and -h say the same, on standard output, examples first.
	run 0 help gaps && cp out one
	run 0 gaps --help
	same out one
	run 0 -h gaps
	same out one
	[ "$(grep -n -m 1 '^Examples' one | cut -d: -f1)" -lt "$(grep -n -m 1 '^Options' one | cut -d: -f1)" ] ||
		fail "examples are not first"
	holds out "--fail-above"
	run 0 --help
	holds out "completion"
	lacks out __manual
}

test_help_fits_80_columns() {
	# Also in the narrowest usual terminal; examples are copied whole and may be longer.
	for command in check gaps show export new explain help version completion; do
		run 0 help $command
		[ "$(grep -v '^  desirepath' out | awk '{ if (length > m) m = length } END { print m }')" -le 80 ] ||
			fail "help $command is wider than 80"
	done
}

test_version_in_three_ways() {
	# Scripts ask for it in every form.
	run 0 version && cp out one
	holds out "desirepath "
	run 0 --version && same out one
	run 0 -V && same out one
}

test_unknown_command_brings_the_nearest() {
	# The nearest three, and exit 2.
	run 2 chekc
	is_empty out
	holds err "'chekc'"
	holds err "'check'"
}

test_a_file_where_the_command_belongs() {
	# Who types the file first is told what to type.
	run 2 small.yaml
	holds err "desirepath check small.yaml"
}

test_unknown_option_brings_the_nearest() {
	# As for commands.
	run 2 check --fial-on error
	holds err "--fail-on"
	run 2 gaps --formt json
	holds err "--format"
}

test_unknown_map_and_persona_bring_the_nearest() {
	# Ids come from the workspace.
	run 2 gaps --map cal small.yaml
	holds err "'call'"
	run 2 gaps --persona anm small.yaml
	holds err "'ann'"
	run 2 show dayy small.yaml
	holds err "'day'"
	run 2 export small.yaml -o x.svg --persona annn
	holds err "'ann'"
}

test_options_in_all_forms() {
	# --opt=value, --opt value, -ovalue, behind operands, -- ends options.
	run 0 gaps small.yaml --format=json --map call && cp out one
	run 0 gaps --format json -mcall -- small.yaml
	same out one
	cp small.yaml ./-1
	run 0 gaps --format json -m call -1
}

test_wrong_values_are_refused() {
	# Each is exit 2, names the option, and writes nothing to standard output.
	local line
	while read -r line; do
		# shellcheck disable=SC2086
		run 2 $line
		is_empty out
		holds err "hint:"
	done <<-'END'
	gaps --fail-above 50 small.yaml
	gaps --fail-above 101% small.yaml
	gaps --columns ipo small.yaml
	check --format xml small.yaml
	check --today soon small.yaml
	export small.yaml -o x.foo
	export small.yaml
	export small.yaml -o x.svg -O y
	export small.yaml -o x.svg --all
	export small.yaml -o x.png --dpi 5
	show
	show compare
	completion tcsh
	explain nothing-like-it
	new
	help chekc
	END
}

test_texts_of_others_in_messages_are_made_visible() {
	# An argument may come from a script, and hold anything.
	run 2 $'ch\033[31meck'
	lacks err $'\033'
	run 2 check $'no\nsuch\033file'
	lacks err $'\033'
	[ "$(grep -c '^desirepath: error' err)" = 1 ] || fail "not one line"
}

test_explain_knows_every_code() {
	# Each code of the list has an explanation of its own.
	run 0 explain
	awk '/^  / { print $1 }' out >codes
	[ "$(wc -l <codes)" -gt 40 ] || fail "too few codes"
	while read -r code; do
		run 0 explain "$code"
		holds out "$code ("
	done <codes
	run 0 explain '[key-unknown]'
}

test_today_may_be_given() {
	# SOURCE_DATE_EPOCH is checked, and --today wins over it.
	SOURCE_DATE_EPOCH=soon run 2 check small.yaml
	holds err SOURCE_DATE_EPOCH
	SOURCE_DATE_EPOCH=soon run 0 check --today 2026-03-04 small.yaml
	sed 's/^    persona: ann/&\n    review: 2026-01-01/; s/^scenarios:/workspace: {title: T, review-every: 3 months}\n&/' small.yaml >in.yaml
	run 0 check --today 2026-02-01 in.yaml
	lacks out review-overdue
	run 0 check --today 2026-12-01 in.yaml
	holds out review-overdue
}

test_completion_scripts_are_read_by_their_shells() {
	# A script that its shell refuses breaks every new terminal.
	run 0 completion bash
	bash -n out || fail "bash refuses it"
	for shell in zsh fish; do
		run 0 completion $shell
		! command -v $shell >/dev/null || $shell -n out || fail "$shell refuses it"
	done
}

test_bash_completes_commands_options_and_words() {
	# The completion function itself, called as bash calls it.
	run 0 completion bash
	cat >try.sh <<-'END'
	. ./out
	compopt() { :; }
	try() {
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
		_desirepath
		echo "${COMPREPLY[*]}"
	}
	try desirepath ch
	try desirepath gaps --fai
	try desirepath gaps --format m
	try desirepath check --fail-on w
	try desirepath completion z
	try desirepath help exp
	try desirepath check sma
	END
	bash try.sh >tried 2>&1
	cat >expected <<-'END'
	check
	--fail-above
	markdown
	warning
	zsh
	explain export
	small.yaml
	END
	sort -o tried.sorted tried
	sed -i 's/^export explain$/explain export/' tried
	same tried expected
}

test_bash_completes_ids_of_the_workspace() {
	# Ids come from the file on the line, else from this folder; what a stranger's file holds is
	# never run by the shell.
	run 0 completion bash
	# shellcheck disable=SC2016
	mkdir other && sed 's/^  day:/  night:/; s/^  call:/  "$(touch pwned)":/' small.yaml >other/in.yaml
	cat >try.sh <<-'END'
	. ./out
	compopt() { :; }
	try() {
		COMP_WORDS=("$program" "$@") COMP_CWORD=$# COMPREPLY=()
		_desirepath
		echo "${COMPREPLY[*]}"
	}
	try gaps --map ''
	try gaps other/in.yaml -m n
	try export other -p a
	try show b
	try show comp
	try explain key-u
	try gaps --map '$(touch pwned)'
	END
	program=$program bash try.sh >tried 2>&1
	printf '%s\n' 'night call day' night ann bob compare key-unknown '' >expected
	same tried expected
	[ ! -e pwned ] || fail "a file ran a command"
}

test_bash_completes_what_a_change_is_about() {
	# Behind the file: personas, maps and their steps; for wishes and additions their words, too.
	run 0 completion bash
	cat >try.sh <<-'END'
	. ./out
	compopt() { :; }
	try() {
		COMP_WORDS=("$program" "$@") COMP_CWORD=$# COMPREPLY=()
		_desirepath
		echo "${COMPREPLY[*]}"
	}
	try set sma
	try set small.yaml call.
	try remove small.yaml b
	try wish small.yaml ann call.answer d
	try wish small.yaml ann call.answer s
	try add small.yaml st
	try rename small.yaml day.w
	try join sma
	END
	program=$program bash try.sh >tried 2>&1
	printf '%s\n' small.yaml 'call.answer call.log' bob 'drop day day.wake day.work' same 'step stage' \
		'day.wake day.work' small.yaml >expected
	same tried expected
}

test_manual_pages_are_clean() {
	# mandoc finds nothing to say about them (but where other pages are installed).
	command -v mandoc >/dev/null || return 0
	for section in 1 5; do
		run 0 __manual $section
		mandoc -Tlint -Wwarning out >lint 2>&1
		grep -v "outdated mandoc.db\|referenced manual not found" lint >rest
		is_empty rest
	done
}

test_show_of_a_file_says_what_there_is() {
	# Who names the file only is told the ids that it holds, and what to type.
	run 2 show small.yaml
	is_empty out
	holds err "there are call, day, ann, bob, gaps; such as: desirepath show call small.yaml"
	run 2 show compare small.yaml
	holds err "desirepath show compare call small.yaml"
	mkdir empty
	run 2 show nothing empty
	holds err "there is no map and no persona yet"
}

test_no_hint_names_a_command_that_is_not_there() {
	# A hint is typed as it stands.
	mkdir empty
	run 0 check empty
	holds out "desirepath new --from notes.txt"
	lacks out "desirepath init"
}
