#!/bin/bash
# SPDX-License-Identifier: MIT
# The commands that say wishes, links, what is adopted, what is split and joined; and fix.

wished() {
	cat >hr.yaml <<-'END'
	personas:
	  nadia: Fixes things   # our best
	  tomas: Waits
	scenarios:
	  payslip:
	    actual:
	      - find: Find the form
	        takes: 6
	      - call: Call the centre
	    desired:
	      nadia:
	        - Search one box
	    to-be:
	      - find
	END
	cp hr.yaml before.yaml
}

test_wish_says_how_a_step_is_wanted() {
	: each form of a wish changes the lines of that wish and no others
	wished
	run 0 wish hr.yaml nadia payslip.find same
	run 0 wish hr.yaml nadia payslip.call drop
	run 0 wish hr.yaml nadia payslip.find 'Find it at once'
	run 0 wish hr.yaml nadia payslip --add 'Get a call back' --before find
	run 0 wish hr.yaml tomas payslip never
	diff before.yaml hr.yaml >difference
	holds hr.yaml "        - Get a call back"
	holds hr.yaml "        - find: Find it at once"
	holds hr.yaml "        - call: drop"
	holds hr.yaml "      tomas: never"
	lacks difference "<"
	[ "$(grep -c '^>' difference)" = 4 ] || fail "more than four lines are new"
}

test_wish_refusals_change_nothing() {
	: what cannot be wished is exit 2 with a hint, and the file stays
	wished
	run 2 wish hr.yaml nadja payslip.find same
	holds err "did you mean 'nadia'?"
	run 2 wish hr.yaml nadia payslip.fnd same
	holds err "did you mean"
	run 2 wish hr.yaml nadia payslip
	holds err "what would nadia rather have?"
	run 2 wish hr.yaml nadia payslip maybe
	holds err "same"
	run 2 wish hr.yaml nadia payslip.find same --add 'More'
	run 2 wish hr.yaml nadia payslip --add 'More' --before nothing
	run 2 wish hr.yaml nadia nadia.about same
	run 2 wish hr.yaml nadia
	same hr.yaml before.yaml
}

test_link_and_unlink_write_and_take_an_id() {
	: a wish becomes a step of today by its id, and something new without it
	wished
	run 0 link hr.yaml payslip@nadia.search-one-box find
	holds hr.yaml "        - find: Search one box"
	run 0 unlink hr.yaml payslip@nadia.find
	same hr.yaml before.yaml
	run 2 unlink hr.yaml payslip@nadia.search-one-box
	run 2 link hr.yaml payslip.find call
	run 2 link hr.yaml payslip@nadia.search-one-box nothing
	same hr.yaml before.yaml
}

test_adopt_makes_the_redesign_today() {
	: to-be takes the place of actual, which is kept under the day
	wished
	run 2 adopt hr.yaml payslip --date soon
	run 2 adopt hr.yaml nadia
	same hr.yaml before.yaml
	run 0 adopt hr.yaml payslip --date 2026-03-04
	sed -n '/actual/,$p' hr.yaml >got
	cat >want <<-'END'
	    actual:
	      - find: Find the form
	        takes: 6
	    desired:
	      nadia:
	        - Search one box
	    before:
	      2026-03-04:
	        - find: Find the form
	          takes: 6
	        - call: Call the centre
	END
	same want got
	run 2 adopt hr.yaml payslip
	holds err "has no to-be"
	run 0 undo hr.yaml
	same hr.yaml before.yaml
	run 0 adopt hr.yaml payslip
	holds hr.yaml "      2026-11-22:"
}

test_split_and_join_give_back_the_file() {
	: what is cut out comes back as it was
	wished
	run 0 split hr.yaml tomas -o people.yaml
	printf 'personas:\n  tomas: Waits\n' >want
	same want people.yaml
	lacks hr.yaml "tomas: Waits"
	run 0 join people.yaml hr.yaml
	same hr.yaml before.yaml
	[ ! -e people.yaml ] || fail "people.yaml is still there"
}

test_split_refusals_change_nothing() {
	: without a file to write, over a file that is there, of what is not there
	wished
	echo "notes: [x]" >there.yaml
	run 2 split hr.yaml tomas
	holds err "-o FILE"
	run 2 split hr.yaml tomas -o there.yaml
	holds err "'there.yaml' is there already"
	run 2 split hr.yaml nobody -o people.yaml
	run 2 split hr.yaml personas,scenarios -o people.yaml
	holds err "nothing would be left"
	[ ! -e people.yaml ] || fail "people.yaml was made"
	same hr.yaml before.yaml
}

test_join_refuses_what_both_files_say() {
	: both places are named, and both files stay
	wished
	printf 'personas:\n  nadia: Somebody else\n' >people.yaml
	cp people.yaml people.before
	run 2 join people.yaml hr.yaml
	holds err "'nadia' stands in both files, at hr.yaml:2 and at people.yaml:2"
	run 2 join missing.yaml hr.yaml
	holds err "missing.yaml"
	run 2 join hr.yaml hr.yaml
	same hr.yaml before.yaml
	same people.yaml people.before
}

test_changes_can_be_tried_out() {
	: --dry-run prints the difference, exits 1, and writes nothing
	wished
	run 1 wish hr.yaml nadia payslip.find same --dry-run
	holds out "+        - find"
	run 1 adopt hr.yaml payslip -n
	holds out "+    before:"
	run 1 split hr.yaml tomas -o people.yaml -n
	holds out "+++ "
	[ ! -e people.yaml ] || fail "people.yaml was made"
	same hr.yaml before.yaml
}

mistaken() {
	cat >broken.yaml <<-'END'
	scenarios:
	  call:
	    actual:
	      - Answer the call   # at once
	        takes: 5
	      - log: Log it
	        chanel: mail
	        feel: 5
	END
	cp broken.yaml before.yaml
}

test_fix_mends_and_says_what_is_left() {
	: "each repair is a line with its code, what is left is told as check does, and exit is 1"
	mistaken
	run 1 fix broken.yaml
	holds out "broken.yaml:4: - answer-the-call: Answer the call   # at once [detail-needs-id]"
	holds out "broken.yaml:7: channel: mail [key-unknown]"
	holds out "[value-range]"
	holds out "2 mended, 1 left"
	holds broken.yaml "      - answer-the-call: Answer the call   # at once"
	holds broken.yaml "        channel: mail"
	holds broken.yaml "        feel: 5"
	run 0 undo broken.yaml
	same broken.yaml before.yaml
	sed -i 's/feel: 5/feel: 2/' broken.yaml
	run 0 fix broken.yaml
	holds out "2 mended, 0 left"
	run 0 fix broken.yaml
	holds out "nothing to mend"
}

test_fix_mends_only_the_code_asked_for() {
	: --only takes a code of a finding and refuses anything else
	mistaken
	run 0 fix broken.yaml --only key-unknown
	holds out "1 mended, 0 left"
	holds broken.yaml "      - Answer the call   # at once"
	run 2 fix broken.yaml --only key-unknwon
	holds err "key-unknown"
}

test_fix_can_be_tried_out() {
	: the difference on standard output, the rest on standard error, nothing written
	mistaken
	run 1 fix broken.yaml --dry-run
	holds out "+        channel: mail"
	lacks out "mended"
	holds err "2 mended, 1 left"
	same broken.yaml before.yaml
}

test_fix_works_in_a_pipe() {
	: the mended text on standard output and nothing else
	mistaken
	timeout 20 "${program:?}" fix - <before.yaml >out 2>err
	[ $? = 1 ] || fail "a mistake is left"
	sed -e 's/- Answer the/- answer-the-call: Answer the/' -e 's/chanel/channel/' before.yaml >want
	same want out
	holds err "2 mended, 1 left"
}

test_fix_of_a_sound_file_writes_nothing() {
	: a file without mistakes is not touched
	wished
	run 0 fix hr.yaml
	holds out "nothing to mend"
	same hr.yaml before.yaml
	run 2 fix missing.yaml
}
