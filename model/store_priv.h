/* SPDX-License-Identifier: MIT */
#ifndef MODEL_STORE_PRIV_H
#define MODEL_STORE_PRIV_H
#include "base/beside.h"
#include "base/buf.h"
#include "model/store.h"

/*
 * One file of a save. From the moment it is taken until the end it is locked, by whatever name it
 * then bears: what stood there is moved aside with its lock, and what takes its place was locked
 * before it came there.
 */
enum shape {
	SHAPE_SAME,              /* holds already what it is to hold */
	SHAPE_REPLACE,
	SHAPE_NEW,
	SHAPE_REMOVE,
	SHAPE_IN_PLACE           /* several names, or a folder in which nothing may be made */
};
enum progress {
	NOT_PUT,
	EXCHANGED,               /* `aside` bears what stood there */
	RENAMED_OVER,            /* what stood there is gone */
	MADE,                    /* there was nothing */
	MOVED_AWAY,              /* `aside` bears what stood there, and the place is empty */
	WRITTEN_IN_PLACE         /* at least begun */
};
struct item {
	struct store_file *file;
	const char *real;        /* NULL: there is nothing to do */
	enum shape shape;
	enum progress progress;
	int fd;                  /* of what stands, or stood, there; -1: nothing */
	bool locked;
	int read_only;           /* why it may not be written to, as -errno */
	struct stat st;
	struct beside beside;
	bool seen;               /* what `aside` bears is what was expected */
	const char *aside;       /* the name for the exchange; tells what it may bear: see store_left.c */
};

struct save {
	struct arena *arena;
	const struct store_args *args;
	const struct disk *disk;
	struct str root;         /* real path, or empty */
	struct item *items;      /* in the order of their real paths */
	ptrdiff_t count;
	long long until;         /* when waiting for locks ends */
	enum store_result result;
	struct str *error;
	bool stuck;              /* something could not be taken back */
	struct str note;         /* what people must be told, however it ended */
};

/* Sets error and result, and is false: `return refuse(s, item, -errno)`. */
bool refuse(struct save *s, const struct item *item, int result);
bool refuse_for(struct save *s, const struct item *item, struct str why);
/* Somebody changed it: what is there now, as far as it can be read. False. */
bool changed(struct save *s, struct item *item);

/* Where each file really is, in order; then the locks, and what stands there. False: see result. */
bool take_all(struct save *s);

/* Every text beside its file; one after the other in its place; made to last. False: see result. */
bool write_all_beside(struct save *s);
bool put_all(struct save *s);
bool make_last(struct save *s);
/* All as it was before, but for what others did. */
void put_all_back(struct save *s);
/* What is known to be ours, or to be what was replaced, goes; what is not is put aside for people. */
void clear_away(struct save *s, struct item *item, const char *path);
void clear_all_away(struct save *s);

/* The name for the exchange: says what the two texts are that it may bear without harm. */
const char *aside_name(struct save *s, const struct item *item);
/*
 * What dead processes left beside this file: done away with, or put back where it was displaced
 * unseen. True when something was put back: then look at the file again.
 */
bool tend_left_overs(struct save *s, struct item *item);
/* Keep what is at `path` under a name that people see. */
void keep_aside(struct save *s, const char *target, const char *path, struct str text);

/* The text at a path that is a plain file; 0 or -errno. */
int text_at(struct save *s, const char *path, struct str *text);
/* Whether a path is a plain file that holds this text: 1 or 0, or -errno. */
int holds_at(struct save *s, const char *path, struct str text);
int rename_to_new(const struct disk *d, const char *from, const char *to);
bool not_supported(int result);
bool is_file_at(struct save *s, const char *path, const struct stat *st);

enum { STORE_LARGEST = 256 << 20 }; /* of a file that is compared */
#endif
