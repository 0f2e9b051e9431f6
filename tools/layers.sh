#!/bin/sh
# SPDX-License-Identifier: MIT
# Includes go leftwards only: base -> model -> export -> tui -> cli; foreign headers have one home;
# only cli/ prints, exits, asks for time or environment. --self-test: each rule catches its breach.
# shellcheck disable=SC2086,SC2046,SC2012
cd "$(dirname "$0")/.." && rooms="base model export tui cli" bad=0
look() { # RULE ALLOWED-FILE REGEX: each hit in code, but in the file that is its home
	grep -nE "$3" $files /dev/null | grep -vE "^($2):|:[0-9]+:[[:space:]]*(/?\*|//)" | sed "s|\$| [$1]|"
}
layers() {
	seen=none
	for room in $rooms; do
		seen="$seen|$room"
		files=$(ls $room/*.[ch] $room/*.def 2>/dev/null)
		grep -nE '^#include "' $files /dev/null | grep -vE "\"($seen)/" | sed 's|$| [direction]|'
		grep -nE '_priv\.h"' $files /dev/null | grep -vE "\"$room/" | sed 's|$| [private header]|'
	done
	files=$(ls $(printf '%s/*.[ch] ' $rooms) 2>/dev/null)
	look "one home" model/yaml.c '<yaml\.h>'
	look "one home" export/graph.c '<(graphviz/)?(gvc|cgraph|gvplugin|gvcext|cdt|geom)[a-z]*\.h>'
	look "one home" base/utf8.c '<utf8proc\.h>'
	look "one home" tui/term_curses.c '<(ncurses[a-z]*/)?(n?curses|term)\.h>'
	look "one home" "tests/.*" '<cmocka\.h>'
	look "memory in base" 'base/.*' '(^|[^a-z_>.])(malloc|calloc|realloc|strdup)\('
	look "only in cli" 'cli/.*' '(^|[^a-z_>.])(v?f?printf|f?puts|putchar|perror|exit|time|clock|secure_getenv|getenv|rand|random)\('
}
breach() { # breach FILE LINE: the line put at the end of the file must be found
	cp "$1" "$1.kept" && echo "$2" >>"$1"
	layers | grep -qF "$2" || { echo "layers.sh does not catch '$2' in $1"; bad=1; }
	mv "$1.kept" "$1"
}
if [ "$1" = --self-test ]; then
	temp=$(mktemp -d) && cp -r base model export "$temp" && cd "$temp" || exit 2
	breach base/str.c '#include "model/gap.h"'; breach model/gap.c '#include "export/scene.h"'
	breach export/scene.c '#include <yaml.h>'; breach model/gap.c '#include <gvc.h>'; breach export/svg.c '#include <utf8proc.h>'
	breach export/svg.c '#include "model/gap_priv.h"'; breach base/str.h '#include <cmocka.h>'; breach model/gap.c '	free(malloc(1));'
	breach base/file.c 'int f(void) { printf("x"); }'; breach model/gap.c 'long n = time(NULL);'; breach export/svg.c '	exit(1);'
	rm -rf "$temp" && exit ${bad:-0}
fi
found=$(layers); [ -z "$found" ] || { echo "$found"; exit 1; }
