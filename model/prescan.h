/* SPDX-License-Identifier: MIT */
#ifndef MODEL_PRESCAN_H
#define MODEL_PRESCAN_H
#include "model/yaml.h"

/*
 * One fast look at all bytes before libyaml sees them. It refuses what is not UTF-8, characters that
 * YAML forbids, and what makes libyaml slow without end: long runs of blanks or of blank lines, and
 * many or long directives. False: *error says why and where.
 */
enum { LIMIT_FILE = 16 << 20, LIMIT_RUN = 1000, LIMIT_DIRECTIVES = 32, LIMIT_DIRECTIVE = 1024 };
bool prescan(struct str text, struct yaml_error *error);

/* Length of the line break at the start of s as libyaml sees breaks (also NEL, LS, PS); 0: none. */
int yaml_break(struct str s);
#endif
