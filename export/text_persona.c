/* SPDX-License-Identifier: MIT */
/* The card of a persona: who it is, what it wants, what it values, and its gap in every map. */
#include "export/text.h"

#include "base/utf8.h"
#include "export/gap_table.h"
#include "export/text_curve.h"
#include "model/value.h"

#include <math.h>

enum { LABEL = 16, LABEL_NARROW = 13, NAME = 14, NOTED_FROM = 70 };

struct card {
	struct buf *out;
	struct arena *arena;
	const struct show_args *args;
	const struct text_style *style;
	const struct persona *persona;
	int index, label;
};

static const struct {
	enum field field;
	struct str title;
	struct str sign;
	enum text_role role;
} lists[] = {
    {FIELD_goals, S_INIT("Goals"), S_INIT("+ "), TEXT_good},
    {FIELD_needs, S_INIT("Needs"), S_INIT("- "), TEXT_body},
    {FIELD_jobs, S_INIT("Jobs"), S_INIT("- "), TEXT_body},
    {FIELD_frustrations, S_INIT("Frustrations"), S_INIT("! "), TEXT_bad},
    {FIELD_says, S_INIT("Says"), S_INIT("- "), TEXT_body},
    {FIELD_thinks, S_INIT("Thinks"), S_INIT("- "), TEXT_body},
    {FIELD_does, S_INIT("Does"), S_INIT("- "), TEXT_body},
    {FIELD_feels, S_INIT("Feels"), S_INIT("- "), TEXT_body},
};

static struct str
safe(const struct card *c, struct str text)
{
	return style_safe(c->arena, c->style, text);
}

/* A line behind its label; in the plain form a statement. */
static void
put_line(const struct card *c, struct str label, enum text_role role, struct str text)
{
	struct buf first = {.arena = c->arena};
	if (c->style->plain) {
		buf_format(c->out, "%.*s: %.*s\n", STR(label), STR(text));
		return;
	}
	style_left(&first, c->style, TEXT_faint, label, c->label);
	struct style_lines lines = {0};
	style_wrap(c->arena, text, style_width(c->style) - c->label, &lines);
	for (ptrdiff_t i = 0; i < lines.list.count; i++) {
		if (i == 0)
			buf_add(c->out, buf_str(&first));
		else
			buf_fill(c->out, ' ', c->label);
		style_add(c->out, c->style, role, lines.list.at[i]);
		buf_char(c->out, '\n');
	}
}

/* The label for the first line of a group only, except in the plain form. */
static struct str
once(const struct card *c, struct str label, ptrdiff_t i)
{
	return i == 0 || c->style->plain ? label : S("");
}

static void
put_head(const struct card *c)
{
	const struct persona *p = c->persona;
	struct buf title = {.arena = c->arena};
	buf_add(&title, safe(c, p->name));
	if (!isnan(p->share))
		buf_format(&title, ", %.*s%% of all people",
		    STR(style_number(c->arena, p->share * 100, 1, true)));
	style_title(c->out, c->style, buf_str(&title));
	struct str role = entry_text(&p->entry, FIELD_role);
	struct str about = entry_text(&p->entry, FIELD_about);
	struct str quote = entry_text(&p->entry, FIELD_quote);
	if (role.len > 0)
		style_paragraph(c->out, c->style, TEXT_faint, S(""), safe(c, role));
	if (quote.len > 0)
		style_paragraph(c->out, c->style, TEXT_body, S(""),
		    str_format(c->arena, "\"%.*s\"", STR(safe(c, quote))));
	about = about.len > 0 ? about : p->entry.text;
	if (about.len > 0)
		style_paragraph(c->out, c->style, TEXT_body, S(""), safe(c, about));
}

static void
gap_between(const struct card *c)
{
	if (!c->style->plain)
		buf_char(c->out, '\n');
}

static void
put_items(const struct card *c, struct str title, struct str sign, enum text_role role,
    const struct value *v)
{
	if (c->style->plain)
		sign = S("");
	if (v->kind == VALUE_TEXT)
		put_line(c, title, role,
		    str_format(c->arena, "%.*s%.*s", STR(sign), STR(safe(c, v->text))));
	for (ptrdiff_t i = 0; v->kind == VALUE_ITEMS && i < v->items.count; i++)
		put_line(c, once(c, title, i), role,
		    str_format(c->arena, "%.*s%.*s", STR(sign), STR(safe(c, v->items.at[i].text))));
}

static void
put_lists(const struct card *c)
{
	bool any = false;
	for (ptrdiff_t i = 0; i < COUNT_OF(lists); i++) {
		const struct value *v = entry_get(&c->persona->entry, (int)lists[i].field);
		if (v == NULL)
			continue;
		if (!any)
			gap_between(c);
		any = true;
		put_items(c, lists[i].title, lists[i].sign, lists[i].role, v);
	}
}

static bool
value_given(const struct card *c, struct str name)
{
	const struct value *v = entry_get(&c->persona->entry, FIELD_values);
	for (ptrdiff_t i = 0; v && v->kind == VALUE_ITEMS && i < v->items.count; i++) {
		if (str_eq(v->items.at[i].text, name) || str_eq(v->items.at[i].id, name))
			return true;
	}
	return false;
}

static void
put_values(const struct card *c)
{
	gap_between(c);
	for (int k = 0; k < PERSONA_VALUE_COUNT; k++) {
		struct str name = persona_value_name((enum persona_value)k);
		double value = c->persona->values[k];
		bool given = value_given(c, name);
		struct str number = style_number(c->arena, value, 1, true);
		int filled = (int)floor(value + 0.5);
		struct buf b = {.arena = c->arena};
		style_left(&b, c->style, TEXT_body, name, c->style->plain ? 0 : NAME);
		if (c->style->plain)
			buf_add(&b, name);
		buf_format(&b, "%s%.*s",
		    c->style->plain      ? " "
			: number.len < 2 ? " "
					 : "",
		    STR(number));
		if (c->style->plain)
			buf_add(&b, given ? S(" of 10") : S(" of 10, not given"));
		else {
			buf_char(&b, ' ');
			style_repeat(&b, style_either(c->style, S("█"), S("#")), filled);
			style_repeat(&b, style_either(c->style, S("░"), S(".")), 10 - filled);
			if (!given && style_width(c->style) >= NOTED_FROM)
				buf_add(&b, S("  not given, counts as 5"));
		}
		struct str line = buf_str(&b);
		if (c->style->plain) {
			put_line(c, S("Values"), TEXT_body, line);
			continue;
		}
		style_left(c->out, c->style, TEXT_faint, k == 0 ? S("Values") : S(""), c->label);
		style_add(c->out, c->style, given ? TEXT_body : TEXT_faint, line);
		buf_char(c->out, '\n');
	}
}

static struct str
wish_in_words(const struct card *c, const struct detail *d)
{
	if (d->value.kind == VALUE_NAMES) {
		struct buf b = {.arena = c->arena};
		for (ptrdiff_t i = 0; i < d->value.names.count; i++)
			buf_format(&b, "%s%.*s", i ? " or " : "", STR(d->value.names.at[i]));
		return buf_str(&b);
	}
	return value_words(c->arena, (enum field)d->field, true, &d->value);
}

static void
put_prefers(const struct card *c)
{
	const struct entry *prefers = c->persona->prefers;
	if (prefers == NULL || prefers->detail_count == 0)
		return;
	gap_between(c);
	for (int i = 0; i < prefers->detail_count; i++) {
		const struct detail *d = &prefers->details[i];
		if (d->value.kind == VALUE_EMPTY)
			continue;
		struct str words = str_format(c->arena, "%.*s %.*s",
		    STR(field_name(c->args->ws, d->field)), STR(wish_in_words(c, d)));
		put_line(c, once(c, S("Prefers"), i), TEXT_idea, safe(c, words));
	}
}

/* "Plans ahead  ...o.  Improvises", or in words for who cannot see it. */
static struct str
trait_words(const struct card *c, const struct entry *trait)
{
	double at = entry_number(trait, FIELD_traits, FOR_ALL, NAN);
	ptrdiff_t dots = str_search(trait->text, S(".."));
	struct str left = dots >= 0 ? str_trim(str_upto(trait->text, dots)) : trait->text;
	struct str right = dots >= 0 ? str_trim(str_from(trait->text, dots + 2)) : S("");
	left = safe(c, left);
	right = safe(c, right);
	struct str number = isnan(at) ? S("?") : style_number(c->arena, at, 0, false);
	if (c->style->plain)
		return str_format(
		    c->arena, "%.*s of 5 from %.*s to %.*s", STR(number), STR(left), STR(right));
	struct str track = curve_track(c->arena, c->style, at - 3);
	return str_format(c->arena, "%.*s  %.*s  %.*s (%.*s of 5)", STR(left), STR(track),
	    STR(right), STR(number));
}

static void
put_traits(const struct card *c)
{
	const struct value *v = entry_get(&c->persona->entry, FIELD_traits);
	if (v == NULL || v->kind != VALUE_ITEMS || v->items.count == 0)
		return;
	gap_between(c);
	for (ptrdiff_t i = 0; i < v->items.count; i++)
		put_line(c, once(c, S("Traits"), i), TEXT_body, trait_words(c, &v->items.at[i]));
}

static struct str
gap_words(const struct card *c, const struct gap *gap)
{
	struct buf b = {.arena = c->arena};
	buf_add(&b, gap->which == TO_BE ? S("to-be ") : S("today "));
	buf_add(&b, gaps_words(c->arena, gap));
	if (gap->measured && !c->style->plain && gap_sign(gap->gap).len > 0)
		buf_format(&b, " %.*s", STR(gap_sign(gap->gap)));
	return buf_str(&b);
}

/* The gap in one map, both versions beside each other where they fit. */
static void
put_map(const struct card *c, const struct gaps_out *g, int map, bool first)
{
	struct buf b = {.arena = c->arena};
	double worst = NAN;
	for (int which = ACTUAL; which <= TO_BE; which++) {
		const struct gap *gap = gaps_find(g->gaps, map, c->index, (enum which)which);
		if (gap == NULL)
			continue;
		if (gap->measured && !(worst >= gap->gap))
			worst = gap->gap;
		buf_add(&b, b.len > 0 ? S(", ") : S(": "));
		buf_add(&b, gap_words(c, gap));
	}
	if (b.len == 0)
		return;
	struct str line = str_format(c->arena, "%.*s%.*s", STR(gaps_map(g, map)), STR(buf_str(&b)));
	put_line(c, first || c->style->plain ? S("Gaps") : S(""), gap_role(worst), safe(c, line));
}

static void
put_left_pairs(const struct card *c, const struct gaps_out *g, struct str label,
    const struct gap_pair *pairs, ptrdiff_t count)
{
	bool first = true;
	for (ptrdiff_t i = 0; i < count; i++) {
		if (pairs[i].persona != c->index)
			continue;
		put_line(c, first || c->style->plain ? label : S(""), TEXT_faint,
		    safe(c, gaps_map(g, pairs[i].map)));
		first = false;
	}
}

static void
put_gaps(const struct card *c)
{
	struct gaps gaps = {0};
	struct gaps_args args = {.map = -1, .persona = c->index, .actual = true, .to_be = true};
	gaps_measure(c->arena, c->args->ws, &args, &gaps);
	struct gaps_out g = {.ws = c->args->ws, .gaps = &gaps, .style = *c->style};
	bool first = true;
	if (gaps.list.count + gaps.unmapped.count + gaps.never.count > 0)
		gap_between(c);
	for (int map = 0; map < c->args->ws->map_count; map++) {
		if (!gaps_find(&gaps, map, c->index, ACTUAL) &&
		    !gaps_find(&gaps, map, c->index, TO_BE))
			continue;
		put_map(c, &g, map, first);
		first = false;
	}
	for (ptrdiff_t i = 0; i < gaps.personas.count; i++) {
		const struct persona_gap *p = &gaps.personas.at[i];
		if (p->persona == c->index && !isnan(p->gap))
			put_line(c, p->which == TO_BE ? S("All, to-be") : S("All, today"),
			    gap_role(p->gap), gap_percent(c->arena, p->gap));
	}
	put_left_pairs(c, &g, S("Not mapped"), gaps.unmapped.at, gaps.unmapped.count);
	put_left_pairs(c, &g, S("Never meets"), gaps.never.at, gaps.never.count);
}

void
show_persona(struct buf *out, const struct show_args *s, int persona)
{
	struct card c = {.out = out,
	    .arena = out->arena,
	    .args = s,
	    .style = &s->style,
	    .persona = &s->ws->personas[persona],
	    .index = persona};
	c.label = style_width(&s->style) < 60 ? LABEL_NARROW : LABEL;
	put_head(&c);
	put_lists(&c);
	put_values(&c);
	put_prefers(&c);
	put_traits(&c);
	put_gaps(&c);
}
