/* SPDX-License-Identifier: MIT */
#include "model/persona.h"

struct str
persona_short(const struct persona *p)
{
	ptrdiff_t comma = str_find(p->name, ',');
	struct str head = comma < 0 ? p->name : str_trim(str_upto(p->name, comma));
	return head.len > 0 ? head : p->name;
}
