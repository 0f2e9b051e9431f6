#!/bin/sh
# SPDX-License-Identifier: MIT
# install.sh install|uninstall PREFIX: the program, its manual, completions and examples.
set -eu
cd "$(dirname "$0")/.."
prefix=$2
share=$prefix/share

place() { # place MODE FILE TARGET
	mkdir -p "$(dirname "$3")"
	cp "$2" "$3"
	chmod "$1" "$3"
	echo "  $3"
}
completion() { # complete SHELL TARGET
	mkdir -p "$(dirname "$2")"
	./desirepath completion "$1" >"$2"
	chmod 644 "$2"
	echo "  $2"
}
bash_file=$share/bash-completion/completions/desirepath
zsh_file=$share/zsh/site-functions/_desirepath
fish_file=$share/fish/vendor_completions.d/desirepath.fish

case $1 in
install)
	place 755 desirepath "$prefix/bin/desirepath"
	place 644 docs/desirepath.1 "$share/man/man1/desirepath.1"
	place 644 docs/desirepath.5 "$share/man/man5/desirepath.5"
	completion bash "$bash_file"
	completion zsh "$zsh_file"
	completion fish "$fish_file"
	for file in examples/*.yaml; do
		place 644 "$file" "$share/doc/desirepath/$file"
	done
	for file in examples/answers/*.csv; do
		place 644 "$file" "$share/doc/desirepath/$file"
	done ;;
uninstall)
	rm -f "$prefix/bin/desirepath" "$share/man/man1/desirepath.1" "$share/man/man5/desirepath.5" \
		"$bash_file" "$zsh_file" "$fish_file"
	rm -rf "$share/doc/desirepath" ;;
*)
	echo "usage: install.sh install|uninstall PREFIX" >&2
	exit 2 ;;
esac
