/* SPDX-License-Identifier: MIT */
/* Findings about steps, stages and actions: what is left open. */
#include "base/utf8.h"
#include "model/check_priv.h"
#include "model/value.h"

#include <math.h>

/* Done or dropped: nobody is waited for. A dropped action is an answer too: its pain is no news. */
static bool
is_settled(const struct entry *action)
{
	const struct value *v = entry_get(action, FIELD_status);
	return v != NULL && v->kind == VALUE_WORD &&
	    (v->word == STATUS_DONE || v->word == STATUS_DROPPED);
}

static void
check_action(struct checker *c, const struct entry *action)
{
	bool owner = check_written(action, FIELD_owner) != NULL;
	bool due = check_written(action, FIELD_due) != NULL;
	if (owner && due)
		return;
	const char *lacks = owner ? "no due date" : due ? "no owner" : "no owner and no due date";
	struct diag *d = check_add(c, DIAG_action_open, action, "the action '%.*s' has %s",
	    STR(check_clip(c->room, action->text)), lacks);
	if (!action->own_id)
		d->hint = S("give it an id and write owner: and due: below it");
	else if (!owner)
		d->hint = due ? S("write owner: below it") : S("write owner: and due: below it");
	else
		d->hint = S("write due: below it, such as 2026-10-31 or 2026-Q4");
}

void
check_actions(struct checker *c)
{
	for (int i = 0; i < c->ws->action_count; i++) {
		const struct entry *action = &c->ws->actions[i];
		if (!is_settled(action))
			check_action(c, action);
		const struct value *whose = entry_get(action, FIELD_action_for);
		if (whose == NULL || whose->kind != VALUE_NAMES)
			continue;
		for (ptrdiff_t j = 0; j < whose->names.count; j++)
			*str_map_at(&c->addressed, whose->names.at[j]) = i;
	}
}

static bool
is_addressed(const struct checker *c, struct str id)
{
	return id.len > 0 && str_map_get(&c->addressed, id) >= 0;
}

static void
check_pain(struct checker *c, const struct step *s, const struct value *pains)
{
	for (ptrdiff_t i = 0; i < pains->items.count; i++) {
		const struct entry *pain = &pains->items.at[i];
		if (pain->own_id && is_addressed(c, pain->id))
			continue;
		struct diag *d =
		    check_add(c, DIAG_pain_open, pain, "nothing is planned against the pain '%.*s'",
			STR(check_clip(c->room, pain->text)));
		d->hint = str_format(c->ws->arena,
		    "write an idea: in the step '%.*s', or an action for it", STR(s->entry.id));
	}
}

void
check_pains(struct checker *c, const struct map *m)
{
	if (is_addressed(c, m->entry.id))
		return;
	for (int i = 0; i < m->actual.step_count; i++) {
		const struct step *s = &m->actual.steps[i];
		if (check_written(&s->entry, FIELD_pain) == NULL ||
		    check_written(&s->entry, FIELD_idea) != NULL)
			continue;
		struct str path =
		    str_format(c->room, "%.*s.%.*s", STR(m->entry.id), STR(s->entry.id));
		if (is_addressed(c, path))
			continue;
		for (int32_t j = 0; j < s->entry.detail_count; j++) {
			const struct detail *d = &s->entry.details[j];
			if (d->field == FIELD_pain && d->value.kind == VALUE_ITEMS)
				check_pain(c, s, &d->value);
		}
	}
}

/* The day of the answer; an answer that is itself a date is one. NAN: nobody wrote it. */
static double
day_of_answer(const struct entry *question, struct str answer)
{
	double day = entry_number(question, FIELD_date, FOR_ALL, NAN);
	int own;
	if (isnan(day) && date_parse(answer, false, &own))
		day = own;
	return day;
}

static void
check_question(struct checker *c, const struct entry *question)
{
	struct str answer = entry_text(question, FIELD_answer);
	struct str text = check_clip(c->room, question->text);
	if (answer.len == 0) {
		struct diag *d = check_add(
		    c, DIAG_ask_open, question, "the question '%.*s' has no answer", STR(text));
		d->hint = question->own_id
		    ? S("write answer: and date: below it")
		    : S("give it an id and write answer: and date: below it");
		return;
	}
	double day = day_of_answer(question, answer);
	double every = entry_number(question, FIELD_every, FOR_ALL, c->ws->review_every);
	if (isnan(day) || isnan(every) || !(day + every < c->ws->today))
		return;
	struct diag *d = check_add(c, DIAG_ask_stale, question,
	    "the answer to '%.*s' is of %.*s and holds for %.*s", STR(text),
	    STR(date_words(c->room, (int)day)), STR(check_period(c->room, every)));
	d->hint = S("ask again and write the new answer and its date");
}

static void
check_questions(struct checker *c, const struct entry *e)
{
	for (int32_t i = 0; i < e->detail_count; i++) {
		const struct value *v = &e->details[i].value;
		if (e->details[i].field != FIELD_ask || v->kind != VALUE_ITEMS)
			continue;
		for (ptrdiff_t j = 0; j < v->items.count; j++)
			check_question(c, &v->items.at[j]);
	}
}

static bool
is_moment(const struct value *v)
{
	return v->kind == VALUE_FLAG && v->flag;
}

void
check_moment(struct checker *c, const struct entry *e)
{
	const struct detail *matters = check_written(e, FIELD_matters), *moment = NULL;
	for (int32_t i = 0; i < e->detail_count; i++) {
		if (e->details[i].field == FIELD_moment && is_moment(&e->details[i].value))
			moment = &e->details[i];
	}
	if (matters == NULL || moment == NULL)
		return;
	struct diag *d = diag_add(&c->ws->diags, DIAG_moment_matters, moment->at, 4,
	    "'%.*s' has moment and matters; matters counts", STR(check_clip(c->room, e->text)));
	d->hint = S("keep one of them: moment: true is matters: 10");
	d->also = matters->at;
	d->also_says = S("matters");
}

void
check_version(struct checker *c, const struct version *v)
{
	for (int i = 0; i < v->stage_count; i++)
		check_questions(c, &v->stages[i].entry);
	for (int i = 0; i < v->step_count; i++) {
		check_questions(c, &v->steps[i].entry);
		check_moment(c, &v->steps[i].entry);
	}
}
