# shellcheck shell=bash disable=SC2154
# The two streams, colours, the locale, and what breaks them.

test_full_disk_is_exit_2_with_a_message() {
	# An output that was cut off must not look complete.
	[ -w /dev/full ] || return 0
	"$program" gaps small.yaml >/dev/full 2>err
	[ $? = 2 ] || fail "not exit 2"
	holds err "standard output"
	"$program" export small.yaml -o - >/dev/full 2>err
	[ $? = 2 ] || fail "not exit 2"
	"$program" help >/dev/full 2>err
	[ $? = 2 ] || fail "not exit 2"
}

test_closed_stdout_is_exit_2() {
	# The same for a stream that is not there at all.
	"$program" version >&- 2>err
	[ $? = 2 ] || fail "not exit 2"
}

test_closed_stderr_does_not_put_messages_into_a_file() {
	# The first file that is opened must not become standard error.
	"$program" export small.yaml -v -o x.svg 2>&-
	lacks x.svg drawing
	lacks x.svg wrote
	run 0 export small.yaml -o y.svg
	same x.svg y.svg
}

test_closed_pipe_is_silent() {
	# `desirepath ... | head` ends without a word and without a signal.
	local status
	{
		"$program" completion zsh 2>err
		echo $? >status
	} | :
	sleep 0.2
	status=$(cat status)
	[ "$status" = 0 ] || [ "$status" = 2 ] || fail "exit $status"
	is_empty err
}

test_errors_in_the_file_go_to_stderr_for_gaps_show_export() {
	# No number and no picture from a file that was not understood.
	broken unknown-keys in.yaml
	for command in "gaps in.yaml" "show call in.yaml" "export in.yaml -o x.svg" "export in.yaml -O x"; do
		# shellcheck disable=SC2086
		run 2 $command
		is_empty out
		holds err "[key-unknown]"
	done
	[ -z "$(find . -name 'x*')" ] || fail "something was written"
}

test_no_colour_in_a_pipe() {
	# Escape bytes in a file or a log are a nuisance.
	broken unknown-keys in.yaml
	TERM=xterm-256color run 1 check in.yaml
	lacks out $'\033'
	TERM=xterm-256color run 0 gaps small.yaml
	lacks out $'\033'
}

test_colour_where_it_is_asked_for() {
	# --color beats NO_COLOR, NO_COLOR beats CLICOLOR_FORCE.
	broken unknown-keys in.yaml
	run 1 check --color always in.yaml
	holds out $'\033['
	NO_COLOR=1 run 1 check --color=always in.yaml
	holds out $'\033['
	CLICOLOR_FORCE=1 run 1 check in.yaml
	holds out $'\033['
	CLICOLOR_FORCE=0 run 1 check in.yaml
	lacks out $'\033['
	NO_COLOR=1 CLICOLOR_FORCE=1 run 1 check in.yaml
	lacks out $'\033['
	CLICOLOR_FORCE=1 run 1 check --color never in.yaml
	lacks out $'\033['
}

test_ascii_in_the_c_locale() {
	# A terminal that knows only ASCII gets only ASCII, whatever stands in the files.
	sed 's/A caller asks/Grüße, 电话/' small.yaml >in.yaml
	for command in "check in.yaml" "gaps in.yaml" "show call in.yaml" "show gaps in.yaml"; do
		# shellcheck disable=SC2086
		LC_ALL=C run 0 $command
		is_ascii out
		is_ascii err
	done
	LC_ALL=C.UTF-8 run 0 gaps in.yaml
	holds out "Grüße"
}

test_utf8_by_name_where_the_locale_is_not_installed() {
	# Containers have no locales; LANG still says what the terminal can show.
	sed 's/A caller asks/Grüße/' small.yaml >in.yaml
	LC_ALL=xx_XX.UTF-8 run 0 gaps in.yaml
	holds out "Grüße"
}

test_json_is_utf8_in_every_locale() {
	# Data does not depend on the surroundings.
	sed 's/A caller asks/Grüße/' small.yaml >in.yaml
	run 0 gaps --format json in.yaml && cp out utf8
	LC_ALL=C run 0 gaps --format json in.yaml
	same out utf8
}

test_width_comes_from_columns() {
	# A narrow terminal gets narrow lines.
	COLUMNS=60 run 0 gaps small.yaml
	[ "$(awk '{ if (length > m) m = length } END { print m }' out)" -le 60 ] || fail "wider than 60"
}

test_numbers_have_a_point_in_every_locale() {
	# Only LC_CTYPE is taken over.
	LC_NUMERIC=de_DE.UTF-8 LC_ALL='' LANG=de_DE.UTF-8 run 0 gaps --format json small.yaml
	python3 -c 'import json; json.load(open("out"))' || fail "not JSON"
}

test_the_same_input_gives_the_same_bytes() {
	# Two runs, two folders: nothing of the clock or the surroundings gets in.
	run 0 export small.yaml -o a.svg
	mkdir else && cp small.yaml else/
	(cd else && "$program" export small.yaml -o ../b.svg 2>/dev/null)
	same a.svg b.svg
}

test_out_of_memory_is_exit_2_with_a_message() {
	# No crash, no half a result.
	{
		printf 'scenarios:\n  c:\n    actual:\n'
		for i in $(seq 60000); do echo "      - s$i: Step number $i"; done
	} >in.yaml
	(ulimit -v 60000 && timeout 20 "$program" check in.yaml >out 2>err)
	local status=$?
	# Under sanitizers the limit itself cannot be set.
	grep -q AddressSanitizer err && return 0
	[ $status = 2 ] || [ $status = 0 ] || fail "exit $status: $(cat err)"
	[ $status = 0 ] || holds err "out of memory"
}

test_slow_pipe_is_waited_for() {
	# A workspace may come out of another program, which takes its time.
	(sleep 0.3; cat small.yaml) | "$program" check /dev/stdin >out 2>err
	[ $? = 0 ] || fail "not exit 0"
	lacks err "unavailable"
}

test_pipe_without_a_writer_is_exit_2() {
	# It neither hangs nor passes for an empty file.
	mkfifo pipe.yaml
	timeout 5 "$program" check pipe.yaml >out 2>err
	[ $? = 2 ] || fail "not exit 2"
	holds err "cannot read 'pipe.yaml': a pipe that nobody writes to"
}
