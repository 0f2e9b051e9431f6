/* SPDX-License-Identifier: MIT */
/* Records as bytes, the same on every machine. Whoever reads must not believe a single one. */
#include "model/journal_record.h"

#include "base/checksum.h"

enum { SPLICE_HEAD = 4 + 1 + 4 + 4 + 4 };

static void
put_at(char *at, uint64_t number, int bytes)
{
	for (int i = 0; i < bytes; i++)
		at[i] = (char)(unsigned char)(number >> (8 * i));
}

static uint64_t
number_at(const char *at, int bytes)
{
	uint64_t number = 0;
	for (int i = 0; i < bytes; i++)
		number |= (uint64_t)(unsigned char)at[i] << (8 * i);
	return number;
}

struct buf
record_begin(struct arena *a, enum record_kind kind, ptrdiff_t payload)
{
	struct buf b = {.arena = a, .capacity = payload + RECORD_OVERHEAD};
	b.at = NEW_N(a, char, b.capacity);
	b.len = RECORD_HEAD;
	b.at[4] = (char)kind;
	return b;
}

void
record_put(struct buf *b, uint64_t number, int bytes)
{
	char at[8];
	put_at(at, number, bytes);
	buf_add(b, (struct str){at, bytes});
}

void
record_put_text(struct buf *b, struct str text)
{
	record_put(b, (uint64_t)text.len, 4);
	buf_add(b, text);
}

struct str
record_end(struct buf *b, struct record_chain *chain, long long time)
{
	put_at(b->at, (uint64_t)(b->len - RECORD_HEAD), 4);
	put_at(b->at + 5, ++chain->sequence, 8);
	put_at(b->at + 13, (uint64_t)time, 8);
	chain->checksum = checksum(chain->checksum, buf_str(b));
	record_put(b, chain->checksum, 4);
	chain->size += b->len;
	return buf_str(b);
}

/* ---- each kind ---- */

static ptrdiff_t
size_of_command(const struct command *c)
{
	ptrdiff_t size = 4 + c->name.len + 8 + 1 + 4;
	for (ptrdiff_t i = 0; i < c->splices.count; i++) {
		const struct splice *s = &c->splices.at[i].splice;
		size += SPLICE_HEAD + s->removed.len + s->inserted.len;
	}
	return size;
}

ptrdiff_t
record_size_command(const struct command *c)
{
	return RECORD_OVERHEAD + size_of_command(c);
}

ptrdiff_t
record_size_file(struct str path, struct str text)
{
	return RECORD_OVERHEAD + 1 + 4 + path.len + 4 + text.len;
}

struct buf
record_owner(struct arena *a, struct str workspace, const struct who *who)
{
	ptrdiff_t size = 4 * 4 + workspace.len + who->user.len + who->host.len + who->boot.len + 16;
	struct buf b = record_begin(a, RECORD_OWNER, size);
	record_put_text(&b, workspace);
	record_put_text(&b, who->user);
	record_put_text(&b, who->host);
	record_put_text(&b, who->boot);
	record_put(&b, (uint64_t)who->process, 8);
	record_put(&b, (uint64_t)who->process_started, 8);
	return b;
}

struct buf
record_file(struct arena *a, struct str path, struct str text)
{
	ptrdiff_t size = record_size_file(path, text) - RECORD_OVERHEAD;
	struct buf b = record_begin(a, RECORD_FILE, size);
	record_put(&b, text.at != NULL, 1);
	record_put_text(&b, path);
	record_put_text(&b, text);
	return b;
}

struct buf
record_command(struct arena *a, const struct command *c, const int *numbers)
{
	struct buf b = record_begin(a, RECORD_COMMAND, size_of_command(c));
	record_put_text(&b, c->name);
	record_put(&b, (uint64_t)c->time, 8);
	record_put(&b, c->foreign, 1);
	record_put(&b, (uint64_t)c->splices.count, 4);
	for (ptrdiff_t i = 0; i < c->splices.count; i++) {
		const struct file_splice *s = &c->splices.at[i];
		record_put(&b, (uint64_t)numbers[s->file], 4);
		record_put(&b, (uint64_t)(s->creates + 2 * s->removes), 1);
		record_put(&b, s->splice.at, 4);
		record_put_text(&b, s->splice.removed);
		record_put_text(&b, s->splice.inserted);
	}
	return b;
}

struct buf
record_draft(struct arena *a, struct str place, struct str text)
{
	struct buf b = record_begin(a, RECORD_DRAFT, 8 + place.len + text.len);
	record_put_text(&b, place);
	record_put_text(&b, text);
	return b;
}

/* ---- reading ---- */

bool
record_next(struct str *rest, struct record_chain *chain, struct record *r)
{
	if (rest->len < RECORD_OVERHEAD)
		return false;
	uint64_t length = number_at(rest->at, 4);
	if (length > (uint64_t)(rest->len - RECORD_OVERHEAD))
		return false;
	struct str checked = {rest->at, RECORD_HEAD + (ptrdiff_t)length};
	uint32_t sum = checksum(chain->checksum, checked);
	uint64_t sequence = number_at(rest->at + 5, 8);
	if (sequence != chain->sequence + 1 || number_at(rest->at + checked.len, 4) != sum)
		return false;
	*r = (struct record){
	    .kind = (enum record_kind)(unsigned char)rest->at[4],
	    .time = (long long)number_at(rest->at + 13, 8),
	    .payload = {rest->at + RECORD_HEAD, (ptrdiff_t)length},
	};
	*chain = (struct record_chain){sum, sequence, chain->size + checked.len + RECORD_TAIL};
	*rest = str_from(*rest, checked.len + RECORD_TAIL);
	return true;
}

uint64_t
record_get(struct record_fields *f, int bytes)
{
	f->bad = f->bad || f->rest.len < bytes;
	if (f->bad)
		return 0;
	uint64_t number = number_at(f->rest.at, bytes);
	f->rest = str_from(f->rest, bytes);
	return number;
}

bool
record_get_flag(struct record_fields *f)
{
	uint64_t flag = record_get(f, 1);
	f->bad = f->bad || flag > 1;
	return flag == 1;
}

struct str
record_get_text(struct record_fields *f)
{
	uint64_t length = record_get(f, 4);
	f->bad = f->bad || length > (uint64_t)f->rest.len;
	if (f->bad)
		return S("");
	struct str text = str_upto(f->rest, (ptrdiff_t)length);
	f->rest = str_from(f->rest, (ptrdiff_t)length);
	return text;
}

bool
record_is_used_up(const struct record_fields *f)
{
	return !f->bad && f->rest.len == 0;
}
