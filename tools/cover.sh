#!/bin/sh
# SPDX-License-Identifier: MIT
# Line coverage per room after the tests of the variant `cover` have run. Exit 1 when a room named
# as an argument is below 90 %.
set -u
cd "$(dirname "$0")/.." || exit 2
demanded=" $* "
status=0
for room in base model export tui cli; do
	ls build/cover/$room/*.gcda >/dev/null 2>&1 || continue
	# gcov says "File 'model/gap.c'" and then "Lines executed:97.32% of 410".
	line=$(gcov -n build/cover/$room/*.gcda 2>/dev/null | awk -v room="$room/" '
		/^File / { mine = index($2, "\047" room) == 1 && $2 ~ /\.c\047$/; name = $2 }
		/^Lines executed:/ && mine {
			split($0, part, /[:% ]/)
			all += $NF
			hit += part[3] / 100 * $NF
			mine = 0
			if (part[3] < 80)
				low = low sprintf("\n    %5.1f %%  %s", part[3], name)
		}
		END { if (all) printf "%.1f %d%s", 100 * hit / all, all, low }')
	percent=${line%% *}
	printf '  %-8s %5s %% of %s\n' "$room" "$percent" "${line#* } lines" | sed 's/ lines$//; 1s/$/ lines/'
	case $demanded in *" $room "*)
		if awk "BEGIN { exit !($percent < 90) }"; then
			echo "  $room is below 90 %"
			status=1
		fi ;;
	esac
done
exit $status
