# shellcheck shell=bash disable=SC2154
# check: what is fine, what is not, and where it is said.

test_check_of_a_sound_file_is_fine() {
	# Nothing wrong: exit 0 and no word on standard output that a script would trip over.
	run 0 check small.yaml
	lacks out error
}

test_check_with_errors_exits_1_and_prints_to_stdout() {
	# The findings are the data of check, so they go to standard output.
	broken unknown-keys in.yaml
	run 1 check in.yaml
	holds out "in.yaml:5:9: error:"
	holds out "[key-unknown]"
	holds out "        ^~~~~~"
	holds out "channel"
	is_empty err
}

test_check_fails_on_the_level_asked_for() {
	# --fail-on decides the exit status and changes nothing in what is printed.
	broken unknown-keys in.yaml
	run 0 check --fail-on never in.yaml
	cp out never
	run 1 check --fail-on=warning in.yaml
	same out never
	printf 'personas:\n  ann: Ann\n' >note.yaml
	run 0 check --fail-on warning note.yaml
	run 1 check --fail-on note note.yaml
}

test_check_of_a_missing_file_exits_2() {
	# A typing mistake in a path must never look like a pass.
	run 2 check nothing.yaml
	is_empty out
	holds err "nothing.yaml"
}

test_check_reads_the_other_paths_when_one_is_missing() {
	# One wrong path among several does not hide the findings in the others.
	broken unknown-keys in.yaml
	run 2 check nothing.yaml in.yaml
	holds out "[key-unknown]"
	holds err "nothing.yaml"
}

test_check_takes_each_path_as_a_workspace() {
	# The same ids in two PATHs are two workspaces, not an id defined twice.
	cp small.yaml other.yaml
	run 0 check small.yaml other.yaml
	lacks out id-twice
}

test_check_takes_a_folder_as_one_workspace() {
	# The same ids in two files of one folder are defined twice, and both places are named.
	mkdir both && cp small.yaml both/a.yaml && cp small.yaml both/b.yaml
	run 1 check both
	holds out "[id-twice]"
	holds out "both/a.yaml:"
	holds out "both/b.yaml:"
}

test_check_without_a_path_reads_this_folder() {
	# The default PATH is the current folder.
	broken unknown-keys in.yaml
	run 1 check
	holds out "[key-unknown]"
}

test_check_of_a_folder_without_yaml_is_a_note() {
	# Nothing there yet is no mistake.
	mkdir empty
	run 0 check empty
	holds out "note:"
}

test_check_reads_stdin() {
	# `-` is standard input, and is named so.
	broken unknown-keys in.yaml
	timeout 20 "$program" check - <in.yaml >out 2>err
	[ $? = 1 ] || fail "not exit 1"
	holds out "[key-unknown]"
}

test_check_json_is_one_document() {
	# Other programs read it: keys and numbers as the manual says, and nothing else on the stream.
	broken unknown-keys in.yaml
	run 1 check --format json in.yaml
	python3 - <<-'END' || fail "not the JSON of the manual"
	import json
	d = json.load(open("out"))
	assert d["version"] == 1 and d["errors"] == 1, d
	f = [x for x in d["findings"] if x["code"] == "key-unknown"][0]
	assert f["severity"] == "error" and f["file"] == "in.yaml", f
	assert (f["line"], f["col"], f["end_line"], f["end_col"]) == (5, 9, 5, 15), f
	assert "channel" in f["hint"] and f["also"] is None, f
	assert len(d["findings"]) == d["errors"] + d["warnings"] + d["notes"]
	END
}

test_check_json_without_findings_is_still_json() {
	# An empty list, not an empty file.
	printf 'personas: {ann: Ann}\nscenarios:\n  c:\n    source: observed\n    actual: [{a: A, feel: 1}]\n    desired: {ann: same}\n' >in.yaml
	run 0 check --format json in.yaml
	python3 -c 'import json; d = json.load(open("out")); assert d["findings"] == [] == [] and d["errors"] == 0' ||
		fail "not an empty list"
}

test_check_caps_at_20_unless_all() {
	# A broken file prints a screenful, not a flood; the numbers count all of it.
	{
		printf 'scenarios:\n  c:\n    source: observed\n    actual:\n'
		for i in $(seq 30); do printf '      - s%d: Step\n        bogus%d: 1\n' "$i" "$i"; done
	} >in.yaml
	run 1 check in.yaml
	[ "$(grep -c '\[[a-z-]*\]$' out)" = 20 ] || fail "not 20 findings"
	holds out "more, --all shows them"
	holds out "30 errors"
	run 1 check --all in.yaml
	[ "$(grep -c 'key-unknown' out)" = 30 ] || fail "not all findings"
	lacks out "more, --all"
}

test_check_names_skipped_files_only_when_asked() {
	# A YAML file of somebody else in the folder is passed over quietly.
	mkdir both && cp small.yaml both/ && printf 'services:\n  web: 1\n' >both/compose.yaml
	run 0 check both
	lacks err compose
	run 0 check -v both
	holds err "compose.yaml"
}

test_check_shows_nothing_that_acts_on_a_terminal() {
	# A file from a stranger can do nothing but be shown.
	printf 'scenarios:\n  c:\n    "\\e]0;owned\\a": 1\n    x\xe2\x80\xae: \x27\xc2\x9b31m\x27\n' >in.yaml
	run 1 check in.yaml
	! LC_ALL=C grep -qP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80\xae' out || fail "raw controls"
}

many_warnings_then_an_error() {
	echo 'scenarios:'
	for i in $(seq 30); do printf '  m%s:\n    actual: [one]\n' "$i"; done
	printf '  last:\n    chanel: chat\n    actual: [one]\n'
}

test_errors_are_among_the_twenty_that_are_printed() {
	# Sixty warnings that stand before an error in the file must not hide it.
	many_warnings_then_an_error >in.yaml
	run 1 check in.yaml
	holds out "[key-unknown]"
	[ "$(grep -c '^in.yaml:' out)" = 20 ] || fail "not twenty findings"
	holds out "more, --all shows them"
}

test_what_stops_a_command_is_all_it_says() {
	# gaps, show and export fail on errors; warnings would bury them.
	many_warnings_then_an_error >in.yaml
	for command in gaps "show gaps" "export -o x.svg"; do
		# shellcheck disable=SC2086
		run 2 $command in.yaml
		is_empty out
		holds err "[key-unknown]"
		lacks err warning
		holds err "1 error"
	done
	[ ! -e x.svg ] || fail "x.svg is there"
}

test_a_copied_file_is_one_problem() {
	# A copy defines every id twice: one finding that says so, not one for each of them.
	mkdir both && cp small.yaml both/a.yaml
	sed 's/^  call:/  other:/; s/^  day:/  night:/; s/^  bob:/  rob:/; s/bob:/rob:/' small.yaml >both/b.yaml
	run 1 check both
	lacks out "copy of"
	printf 'personas:\n  cy: Cy\n  di: Di\n  eve: Eve\n' >>both/a.yaml
	printf '  cy: Cy\n  di: Di\n  eve: Eve\n' | sed -i '/^personas:/r /dev/stdin' small.yaml
	cp small.yaml both/a.yaml && cp small.yaml both/b.yaml
	run 1 check both
	[ "$(grep -c 'error:' out)" = 1 ] || fail "not one error"
	holds out "both/b.yaml:3:3: error: 'cy' is defined twice, and so are 6 more in this file [id-twice]"
	holds out "copy of both/a.yaml"
}

test_who_is_not_mapped_is_said_once() {
	# However many personas a scenario leaves out, it is one thing to do.
	printf '  cy: Cy\n  di: Di\n  eve: Eve\n  flo: Flo\n  gil: Gil\n' | sed -i '/^personas:/r /dev/stdin' small.yaml
	run 0 check small.yaml
	[ "$(grep -c persona-unmapped out)" = 1 ] || fail "not once"
	holds out "cy, di, eve and 2 more are not yet mapped to the scenario 'call'"
}

test_files_of_this_folder_are_named_as_git_names_them() {
	# Annotations in a pull request are found by this name: no "./" before it.
	broken unknown-keys in.yaml && rm small.yaml
	run 1 check
	grep -q '^in.yaml:5:9: error' out || fail "another name"
	run 1 check --format json
	holds out '"file": "in.yaml"'
}

test_what_cannot_be_read_is_named_once() {
	# The file or folder that it is about, wherever in the folder it lies.
	run 2 check nothing.yaml
	holds err "cannot read 'nothing.yaml': No such file or directory"
	run 2 check ""
	holds err "the name of the file is empty"
	[ "$(id -u)" = 0 ] && return
	mkdir -p maps/sub && cp small.yaml maps/sub/a.yaml && chmod 000 maps/sub
	run 2 check maps
	holds err "cannot read 'maps/sub': Permission denied"
}

test_broken_yaml_of_others_is_passed_over() {
	# A chart or a template in the same folder is not ours to complain about.
	printf 'a: [' >broken.yml
	printf '{{- if .Values.x }}\nkind: Deployment\n{{- end }}\n' >helm.yaml
	run 0 check
	run 0 check -v
	holds err "skipped broken.yml"
	holds err "skipped helm.yaml"
	run 1 check broken.yml
	lacks out file-empty
}
