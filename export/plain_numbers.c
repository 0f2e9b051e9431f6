/* SPDX-License-Identifier: MIT */
#include "export/plain_numbers.h"

locale_t
plain_numbers_begin(void)
{
	locale_t plain = newlocale(LC_NUMERIC_MASK, "C", duplocale(LC_GLOBAL_LOCALE));
	return uselocale(plain);
}

void
plain_numbers_end(locale_t before)
{
	locale_t plain = uselocale(before);
	if (plain != LC_GLOBAL_LOCALE)
		freelocale(plain);
}
