/* SPDX-License-Identifier: MIT */
/* First shape: what libyaml refuses, in its own words. */
#include "model/syntax.h"

static enum diag_code
code_of(enum yaml_trouble trouble)
{
	switch (trouble) {
	case YAML_ENCODING: return DIAG_yaml_encoding;
	case YAML_LIMIT: return DIAG_yaml_limit;
	case YAML_FINE:
	case YAML_SYNTAX: break;
	}
	return DIAG_yaml_syntax;
}

bool
syntax_parse(
    struct arena *a, struct source *source, uint32_t number, struct diags *d, struct tree *tree)
{
	struct yaml_error error;
	source->parsed = source->text;
	if (yaml_parse(a, source->text, tree, &error))
		return true;
	diag_add(d, code_of(error.trouble), (struct place){number, error.offset}, 1, "%.*s",
	    STR(error.problem));
	*tree = (struct tree){0};
	return false;
}
