/* SPDX-License-Identifier: MIT */
#include "model/edit.h"

#include "model/quote.h"

void
edit_apply(struct arena *a, struct str text, const struct tree *tree, const struct edit *edit,
    struct edit_result *result)
{
	(void)tree;
	*result = (struct edit_result){.why = S("this kind of change is not there yet")};
	if (edit->verb != EDIT_SET || edit->at->kind != NODE_SCALAR || edit->at->is_null)
		return;
	struct buf b = {.arena = a};
	buf_add(&b, str_upto(text, edit->at->content));
	quote_add(&b, edit->value->text);
	buf_add(&b, str_from(text, edit->at->end));
	struct yaml_error error;
	result->text = buf_str(&b);
	result->done = yaml_parse(a, result->text, &result->tree, &error);
	result->splice = splice_between(text, result->text);
}
