#!/bin/sh
# SPDX-License-Identifier: MIT
# What the build and the checks need. Everything is probed first; when all is there, nothing is
# touched and nothing is said. Otherwise the missing packages are installed with the system's own
# package manager, as root or by sudo, and it is said which. DEPS_INSTALL=no only names them.
# shellcheck disable=SC2317
set -u

has_program() { command -v "$1" >/dev/null 2>&1; }
has_library() { "${PKG_CONFIG:-pkg-config}" --exists "$1" 2>/dev/null; }
has_plugins() {
	folder=$("${PKG_CONFIG:-pkg-config}" --variable=libdir libgvc 2>/dev/null)/graphviz
	for plugin in core neato_layout; do
		for file in "$folder/libgvplugin_$plugin".so "$folder/libgvplugin_$plugin".dylib none; do
			[ -e "$file" ] && break
		done
		[ "$file" != none ] || return 1
	done
}
has_fonts() { has_program fc-list && [ -n "$(fc-list 'Liberation Sans' 2>/dev/null)" ]; }

# What is needed: a word for people, the probe, and the package in each world.
# word              probe                  apt               dnf                     pacman           apk                brew
table='
C_compiler          has_program_cc         gcc,libc6-dev     gcc,glibc-devel         gcc              build-base         gcc
pkg-config          has_program_pkg-config pkg-config        pkgconf-pkg-config      pkgconf          pkgconf            pkgconf
libyaml             has_library_yaml-0.1   libyaml-dev       libyaml-devel           libyaml          yaml-dev           libyaml
utf8proc            has_library_libutf8proc libutf8proc-dev  utf8proc-devel          libutf8proc      utf8proc-dev       utf8proc
Graphviz_gvc        has_library_libgvc     libgraphviz-dev   graphviz-devel          graphviz         graphviz-dev       graphviz
Graphviz_cgraph     has_library_libcgraph  libgraphviz-dev   graphviz-devel          graphviz         graphviz-dev       graphviz
Graphviz_plugins    has_plugins            libgvc6           graphviz                graphviz         graphviz-libs      graphviz
ncursesw            has_library_ncursesw   libncurses-dev    ncurses-devel           ncurses          ncurses-dev        ncurses
cmocka              has_library_cmocka     libcmocka-dev     libcmocka-devel         cmocka           cmocka-dev         cmocka
dot                 has_program_dot        graphviz          graphviz                graphviz         graphviz           graphviz
Liberation_fonts    has_fonts              fonts-liberation2,fontconfig liberation-sans-fonts,fontconfig ttf-liberation,fontconfig font-liberation,fontconfig font-liberation
'

probe() {
	case $1 in
	has_program_cc) has_program "${CC:-cc}" || has_program cc ;;
	has_program_*) has_program "${1#has_program_}" ;;
	has_library_*) has_library "${1#has_library_}" ;;
	*) "$1" ;;
	esac
}

# The words of what is missing, and with a column number the packages that hold it.
missing() {
	echo "$table" | while read -r word test packages; do
		[ -n "$word" ] || continue
		probe "$test" && continue
		if [ "$1" = words ]; then
			printf '%s\n' "$word" | tr _ ' '
		else
			echo "$packages" | awk -v n="$1" '{ gsub(",", "\n", $n); print $n }'
		fi
	done | sort -u
}

words=$(missing words)
[ -z "$words" ] && exit 0
echo "deps: missing: $(echo "$words" | paste -s -d ';' | sed 's/;/, /g')"

if has_program apt-get; then column=1 manager=apt
elif has_program dnf; then column=2 manager=dnf
elif has_program pacman; then column=3 manager=pacman
elif has_program apk; then column=4 manager=apk
elif has_program brew; then column=5 manager=brew
else
	echo "deps: none of apt, dnf, pacman, apk and brew is here: install them by hand (README.md)" >&2
	exit 1
fi
packages=$(missing $column | paste -s -d ' ')

as_root=""
if [ "$manager" != brew ] && [ "$(id -u)" != 0 ]; then
	has_program sudo || {
		echo "deps: run this as root, or install with $manager: $packages" >&2
		exit 1
	}
	as_root=sudo
fi
if [ "${DEPS_INSTALL:-yes}" = no ]; then
	echo "deps: with $manager: $packages"
	exit 1
fi

say_and_run() {
	echo "deps: $as_root${as_root:+ }$*"
	$as_root "$@"
}
quiet_apt() {
	$as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -qq -o Dpkg::Use-Pty=0 "$@" >/dev/null
}
install() {
	case $manager in
	apt)
		echo "deps: $as_root${as_root:+ }apt-get install --no-install-recommends $*"
		quiet_apt install --no-install-recommends "$@" 2>/dev/null && return
		echo "deps: again, after apt-get update"
		quiet_apt update && quiet_apt install --no-install-recommends "$@" ;;
	dnf) say_and_run dnf install -y "$@" ;;
	pacman) say_and_run pacman -S --needed --noconfirm "$@" ;;
	apk) say_and_run apk add "$@" ;;
	brew) say_and_run brew install "$@" ;;
	esac
}
# shellcheck disable=SC2086
install $packages || {
	echo "deps: $manager could not install: $packages" >&2
	exit 1
}

words=$(missing words)
[ -z "$words" ] && { echo "deps: all there"; exit 0; }
echo "deps: still missing: $(echo "$words" | paste -s -d ';' | sed 's/;/, /g')" >&2
exit 1
