# shellcheck shell=bash disable=SC2154
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
