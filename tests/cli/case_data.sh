# shellcheck shell=bash disable=SC2154
# gaps, show, export, new: that the right thing is asked for and the right thing comes out.

test_gaps_measures_what_is_asked_for() {
	# takes 10 where at most 5 is wanted is half missed: (0 + 1/2) / 2 of one step, and `log` is imposed
	# with 1 point: 1.25 of 1 point, so the gap is 1; gap.md rules 4, 6, 7.
	run 0 gaps --format json --map call --persona ann small.yaml
	python3 - <<-'END' || fail "not the gap of the definition"
	import json
	d = json.load(open("out"))
	g = [x for x in d["gaps"] if x["persona"] == "ann"][0]
	assert abs(g["raw"] - 1.25) < 1e-9 and g["gap"] == 1, g
	assert [x["persona"] for x in d["gaps"]] == ["ann"], d["gaps"]
	END
}

test_gaps_fail_above_decides_the_exit_status() {
	# Above is above: a gap of exactly the limit passes. The output is the same.
	run 1 gaps --fail-above 50% --map call small.yaml && cp out one
	run 0 gaps --fail-above 100% --map call small.yaml
	same out one
	run 1 gaps --fail-above 0.999 --map call small.yaml
	run 0 gaps --fail-above 0 --map call --persona bob small.yaml
}

test_gaps_formats_and_columns() {
	# Each format says something, and the columns are there when asked for.
	for format in text json csv markdown; do
		run 0 gaps --format $format small.yaml
		[ -s out ] || fail "$format is empty"
	done
	run 0 gaps --format csv small.yaml && cp out plain
	run 0 gaps --format csv --columns ipa,opportunity small.yaml
	! cmp -s out plain || fail "columns change nothing"
	run 0 gaps small.yaml && cp out plain
	run 0 gaps --explain small.yaml
	! cmp -s out plain || fail "--explain changes nothing"
}

test_show_takes_ids_and_words() {
	# A map, a persona, the gaps, a comparison; prefixes where an id is both.
	run 0 show call small.yaml && holds out "Answer the call"
	run 0 show ann small.yaml && holds out "Ann"
	run 0 show map:call small.yaml
	run 0 show persona:ann small.yaml
	run 0 show gaps small.yaml
	run 0 show compare call small.yaml
	sed 's/^  day:/  ann:/' small.yaml >in.yaml
	run 2 show ann in.yaml
	holds err "persona:ann"
	run 0 show persona:ann in.yaml
	run 2 show call --which to-be small.yaml
	holds err "to-be"
	run 2 show call small.yaml more
}

test_export_names_what_it_chose() {
	# Without --map: the first journey and its first persona, named on standard error.
	run 0 export small.yaml -o day.svg
	holds err "'day'"
	holds err "'ann'"
	is_empty out
	run 0 export small.yaml -q -o day.svg
	is_empty err
	run 0 export small.yaml --map call -o call.svg
	is_empty err
}

test_export_takes_the_format_from_name_or_option() {
	# Suffix, --to, and standard output as svg.
	run 0 export small.yaml -o x.svg
	holds x.svg "<svg"
	run 0 export small.yaml -o x.dot
	holds x.dot graph
	run 0 export small.yaml -o x.png
	head -c 4 x.png >start
	holds start PNG
	run 0 export small.yaml -o x.pdf
	head -c 4 x.pdf >start
	holds start %PDF
	run 0 export small.yaml --to dot -o x.txt
	same x.txt x.dot
	run 0 export small.yaml -o -
	holds out "<svg"
	timeout 20 "$program" export - -o - <small.yaml >two 2>/dev/null
	same out two
}

test_export_of_a_folder_draws_everything() {
	# Names by map and persona; one line per file when asked for; what is equal is left alone.
	run 0 export small.yaml -O pictures -v
	holds err "wrote pictures/call.svg"
	is_empty out
	(cd pictures && ls) >names
	printf '%s\n' call-ann-paths.svg call-bob-paths.svg call.svg day.svg heat.svg >expected
	same names expected
	touch -d 2001-01-01 pictures/call.svg
	run 0 export small.yaml -O pictures -v
	holds err "unchanged pictures/call.svg"
	[ "$(stat -c %Y pictures/call.svg)" -lt 1000000000 ] || fail "an equal file was written again"
	run 0 export small.yaml -O only --map call --picture paths --persona ann
	(cd only && ls) >names
	echo call-ann-paths.svg >expected
	same names expected
}

test_export_that_cannot_be_written_exits_2() {
	# A folder that is a file, a folder that is not there.
	run 2 export small.yaml -O small.yaml
	run 2 export small.yaml -o nowhere/x.svg
	holds err "nowhere/x.svg"
}

test_export_holds_no_script_of_a_stranger() {
	# Texts are texts in the picture.
	sed 's/A caller asks/<script>alert(1)<\/script>]]>/' small.yaml >in.yaml
	run 0 export in.yaml --map call -o x.svg
	lacks x.svg "<script"
}

test_new_makes_a_workspace_of_notes() {
	# What comes out can be checked at once.
	printf '# Morning\n- Wake up: slowly\n1. "Coffee" #now\nWork:\n* null\n' >notes.txt
	run 0 new --from notes.txt
	cp out made.yaml
	is_empty err
	run 0 check made.yaml
	run 0 show notes made.yaml
	holds out "Wake up: slowly"
	holds out '"Coffee" #now'
}

test_new_never_replaces_a_file() {
	# It may be somebody's work. The same bytes again are fine.
	printf 'one\n' >notes.txt
	run 0 new --from notes.txt -o made.yaml
	cp made.yaml before
	run 0 new --from notes.txt -o made.yaml
	printf 'two\n' >>notes.txt
	run 2 new --from notes.txt -o made.yaml
	same made.yaml before
	timeout 20 "$program" new --from - <notes.txt >out
	holds out "- two"
}

test_no_command_touches_its_input() {
	# Opening without a change never touches the file.
	touch -d 2001-01-01 small.yaml && cp -p small.yaml before
	run 0 check small.yaml
	run 0 gaps small.yaml
	run 0 show call small.yaml
	run 0 export small.yaml -O pictures
	same small.yaml before
	[ "$(stat -c %Y small.yaml)" = "$(stat -c %Y before)" ] || fail "touched"
}

test_new_says_what_is_not_on_the_map() {
	# Lines that became notes would be missed; the word comes when the file is there, and -q drops it.
	printf 'Tuesday, with Ann\nOpen:\n- Pick up\nPains:\n- queue\n' >notes.txt
	run 0 new --from notes.txt -o hr.yaml
	holds err "1 step; 2 lines"
	run 0 check hr.yaml
	lacks out error
	run 0 new --from notes.txt -q
	is_empty err
}

test_markdown_names_the_best_change_in_words() {
	# Whoever reads the summary of a build knows the steps, not their ids.
	run 0 gaps --format markdown --map call --persona ann small.yaml
	holds out "| drop 'Log the case' |"
	lacks out "drop log"
}

test_a_change_has_one_share_wherever_it_is_shown() {
	# Three changes or five: the share of one is the same, and all add up to 100.
	example=$here/../../examples/hr-service-centre.yaml
	COLUMNS=80 run 0 gaps -m payslip -p nadia -w actual "$example" && cp out five
	COLUMNS=80 run 0 show compare payslip -p nadia "$example" && cp out three
	share() { sed -nE "s/^  drop 'Pick one.* ([0-9]+%) .*/\1/p" "$1"; }
	[ -n "$(share five)" ] || fail "no share"
	[ "$(share five)" = "$(share three)" ] || fail "$(share five) is not $(share three)"
}

test_what_to_replace_says_by_what() {
	# "replace place office" alone leaves the question open.
	run 0 gaps -m payslip -p nadia -w actual "$here/../../examples/hr-service-centre.yaml"
	tr -s ' \n' ' ' <out >flat
	holds flat "(wants home)"
}

test_a_folder_of_pictures_is_the_same_as_one_by_one() {
	# Workers draw a folder; their bytes are those of a single picture.
	run 0 export small.yaml -O all
	run 0 export small.yaml --map call -o one.svg
	run 0 export small.yaml --map day --persona ann -o day.svg
	same all/day.svg day.svg
	[ "$(find all -name '*.svg' | wc -l)" -ge 3 ] || fail "pictures are missing"
}

test_nothing_to_measure_is_true_of_what_was_asked() {
	# There are wishes here; what lacks is a redesign, or a wish of this persona about this map.
	run 0 gaps --which to-be small.yaml
	holds out "no redesign (to-be:)"
	run 0 gaps --which to-be --format markdown small.yaml
	lacks out '\`'
}

test_notes_from_a_pipe_are_called_as_their_file() {
	# `new --from - -o desk.yaml` makes the map desk.
	echo one | "$program" new --from - -o desk.yaml 2>err || fail "exit $?"
	run 0 show desk desk.yaml
}

test_a_folder_that_cannot_be_written_is_said_once() {
	# A full disk or a read-only folder says so once, not once for every picture.
	touch file
	run 2 export small.yaml -O file
	holds err "a file of this name is there"
	mkdir -p full/call.svg
	run 2 export small.yaml -O full
	[ "$(grep -c 'error:' err)" = 1 ] || fail "said more than once"
}

test_who_has_no_wishes_is_named() {
	# There are wishes about the map; the persona asked for has none.
	run 2 export small.yaml --map day --persona bob --picture paths -o x.svg
	holds err "bob has no gap to show about 'day'"
	sed -i '/^      bob: same/d' small.yaml
	run 2 show compare call --persona bob small.yaml
	holds err "none of the chosen personas has wishes"
}

test_a_map_of_steps_alone_is_a_list() {
	# What `new` makes is read at a glance: one line per step.
	printf 'A:\none\ntwo\nB:\nthree\n' >notes.txt
	run 0 new --from notes.txt -o in.yaml
	run 0 show notes in.yaml
	grep -A1 'one$' out | grep -q 'two$' || fail "a blank line between steps"
}
