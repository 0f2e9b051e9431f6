# shellcheck shell=bash disable=SC2154,SC2317
# What the help shows must work as it is typed.

test_every_example_of_a_changing_command_works_as_typed() {
	: each on its own copy of an example, with the files that it names
	local commands='set|add|remove|move|rename|wish|link|unlink|adopt|split|join|fix|edit|undo|redo|recover'
	local typed count=0 status
	desirepath() { "$program" "$@"; }
	export program
	export -f desirepath
	while IFS= read -r typed; do
		rm -rf "$work/state" && rm -f ./*
		cp "$here/../../examples/hr-service-centre.yaml" hr.yaml
		printf 'set /workspace/title "Another"\n' >operations.txt
		printf 'list: [a, b, c, d]\n' >other.yaml
		case $typed in
		*"join people.yaml"*) printf 'personas:\n  omar: Works nights.\n' >people.yaml ;;
		*undo* | *redo*) desirepath set hr.yaml payslip.find.feel 0 ;;
		esac
		case $typed in *redo*) desirepath undo -q hr.yaml ;; esac
		timeout 20 bash -c "$typed" >out 2>err </dev/null
		status=$?
		[ $status -le 1 ] || { cat err && fail "$typed: exit $status"; }
		[ $status = 0 ] || [[ $typed == *dry-run* || $typed == *recover* || $typed == *-n\ 3* ]] ||
			{ cat err && fail "$typed: exit $status"; }
		count=$((count + 1))
	done < <(sed -nE "s/^EXAMPLE\(($commands), \"(([^\"\\\\]|\\\\.)*)\".*/\2/p" "$here/../../cli/command.def" |
		sed 's/\\"/"/g')
	[ "$count" -gt 35 ] || fail "only $count examples were found"
}

test_help_of_a_changing_command_fits_on_a_screen() {
	: 80 columns, and no more lines than a window has
	local command
	for command in set add remove move rename wish link unlink adopt split join fix edit; do
		run 0 help $command
		[ "$(wc -l <out)" -le 45 ] || fail "help $command has $(wc -l <out) lines"
		! grep -qE '^.{81}' out || [ $command = edit ] || { grep -E '^.{81}' out && fail "$command is too wide"; }
	done
}

# The lines behind `    $ ` of a document are run in order; what stands below one is what it says.
run_document() { # run_document FILE
	local line typed=''
	: >wanted
	while IFS= read -r line; do
		case $line in
		'    $ '*) ;;
		'    '*) printf '%s\n' "${line#    }" >>wanted && continue ;;
		*) continue ;;
		esac
		[ -z "$typed" ] || as_written "$typed"
		typed=${line#    \$ }
		: >wanted
	done <"$1"
	as_written "$typed"
}

as_written() {
	local status wish=0
	bash -c "$1" >got 2>&1 </dev/null
	status=$?
	! grep -q '^desirepath: error' wanted || wish=2
	! grep -q '^--- a/' wanted || wish=1
	same got wanted
	[ "$status" = "$wish" ] || fail "$1: exit $status, not $wish"
	case $1 in cp* | *' -n hr.yaml'* | *undo* | *redo* | *dry-run* | *'set - '*) return ;; esac
	[ $wish != 0 ] || timeout 20 "$program" check -q hr.yaml >said || [ "$(grep -c ': error:' said)" = 0 ] ||
		[[ $1 == *split* ]] || { cat said && fail "$1 brings errors"; }
}

test_the_page_about_changing_works_as_typed() {
	: in order, with what it says, and undo gives the bytes of the example back
	desirepath() { timeout 20 "$program" "$@"; }
	export program
	export -f desirepath
	mkdir examples && cp "$here/../../examples/hr-service-centre.yaml" examples/
	run_document "$here/../../docs/changing.md"
	holds other.yaml 'title: Another'
	run 1 undo -q -n 1000 hr.yaml
	same hr.yaml examples/hr-service-centre.yaml
	[ "$(wc -l <"$here/../../docs/changing.md")" -lt 120 ] || fail "the page is too long"
}
