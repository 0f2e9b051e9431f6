/* SPDX-License-Identifier: MIT */
#include "model/map.h"

#include "model/workspace.h"

static const struct version *
to_be_for(const struct map *m, int persona)
{
	for (int i = 0; i < m->to_be_count; i++) {
		if (m->to_be[i].persona == persona && m->to_be[i].version.given)
			return &m->to_be[i].version;
	}
	return NULL;
}

const struct version *
map_version(const struct map *m, enum which which, int persona)
{
	if (which == ACTUAL)
		return m->actual.given ? &m->actual : NULL;
	const struct version *v = to_be_for(m, persona);
	if (v == NULL && persona != FOR_ALL)
		v = to_be_for(m, FOR_OTHERS);
	return v != NULL ? v : to_be_for(m, FOR_ALL);
}

const struct wishlist *
map_wishes(const struct map *m, int persona)
{
	for (int i = 0; i < m->wishlist_count; i++) {
		if (m->wishlists[i].persona == persona)
			return &m->wishlists[i];
	}
	return NULL;
}

bool
step_met_by(const struct workspace *ws, const struct step *s, int persona)
{
	const struct value *only = entry_get(&s->entry, FIELD_only);
	if (only == NULL || only->kind != VALUE_NAMES || persona < 0)
		return true;
	for (ptrdiff_t i = 0; i < only->names.count; i++) {
		if (str_eq(only->names.at[i], ws->personas[persona].entry.id))
			return true;
	}
	return false;
}
