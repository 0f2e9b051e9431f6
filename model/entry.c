/* SPDX-License-Identifier: MIT */
/*
 * Looking into entries. A detail may be written for one persona, for the others and for all; the
 * nearest that is written holds, even when it is empty: an empty value says that there is none.
 */
#include "model/entry.h"

#include <math.h>

static const struct detail *
written_for(const struct entry *e, int field, int persona)
{
	for (int32_t i = 0; i < e->detail_count; i++) {
		if (e->details[i].field == field && e->details[i].persona == persona)
			return &e->details[i];
	}
	return NULL;
}

const struct detail *
entry_detail(const struct entry *e, int field, int persona)
{
	const struct detail *d = written_for(e, field, persona);
	if (d == NULL && persona != FOR_ALL && persona != FOR_OTHERS)
		d = written_for(e, field, FOR_OTHERS);
	if (d == NULL && persona != FOR_ALL)
		d = written_for(e, field, FOR_ALL);
	return d;
}

const struct value *
entry_for(const struct entry *e, int field, int persona)
{
	const struct detail *d = entry_detail(e, field, persona);
	return d != NULL && d->value.kind != VALUE_EMPTY ? &d->value : NULL;
}

const struct value *
entry_get(const struct entry *e, int field)
{
	return entry_for(e, field, FOR_ALL);
}

struct str
entry_text(const struct entry *e, int field)
{
	const struct value *v = entry_get(e, field);
	return v != NULL && v->kind == VALUE_TEXT ? v->text : (struct str){0};
}

double
entry_number(const struct entry *e, int field, int persona, double absent)
{
	const struct value *v = entry_for(e, field, persona);
	if (v == NULL || v->kind != VALUE_NUMBER)
		return absent;
	if (isinf(v->number.low))
		return v->number.high;
	if (isinf(v->number.high))
		return v->number.low;
	return v->number.low + (v->number.high - v->number.low) / 2;
}

bool
entry_flag(const struct entry *e, int field, int persona)
{
	const struct value *v = entry_for(e, field, persona);
	return v != NULL && v->kind == VALUE_FLAG && v->flag;
}
