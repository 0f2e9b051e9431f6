/* SPDX-License-Identifier: MIT */
#ifndef MODEL_DESK_H
#define MODEL_DESK_H
#include "model/edit.h"
#include "model/workspace.h"

/*
 * Where a change is made: the texts of a workspace, changed one edit after the other, without
 * anything outside seeing it. When all edits of a command went well the desk is handed in as one
 * step (see session.h); when one did not, the desk is dropped and nothing has happened.
 */
struct desk_file {
	struct str path;         /* as messages show it */
	struct str before;       /* at is NULL: the file was not there */
	struct str text;         /* at is NULL: the file is to be removed */
	struct desk_tree *read;  /* of `text`: see desk_tree */
	struct arena *room, *spare; /* of text and tree; they change places at each edit */
};

/*
 * The tree of a file's text, made when it is first asked for: one edit in a large folder needs that
 * of one file. Good until the next edit of the file; empty or cut off where the text is not YAML.
 */
const struct tree *desk_tree(const struct desk_file *f);
/* Whether the text is YAML as it stands, and may be edited. */
bool desk_parsed(const struct desk_file *f);

struct desk {
	struct arena *arena;     /* as long as the desk */
	int today;
	VEC(struct desk_file *) files; /* pointers, so that a file stays where it is */
	const struct workspace *ws; /* what the texts mean now; read by desk_workspace */
	struct arena *ws_room;   /* NULL: `ws` is somebody else's */
	struct str why;          /* the last refusal: lower case, no full stop */
	struct str hint;
};

/* A desk with copies of these texts. It ends with desk_close. */
struct desk *desk_open(struct arena *a, int today);
int desk_put(struct desk *d, struct str path, struct str text); /* a file as it stands on disk */
int desk_create(struct desk *d, struct str path, struct str text); /* a file that is to be made */
/* The same with a tree that is known already, of these very bytes; both must outlive the desk. */
int desk_put_tree(struct desk *d, struct str path, struct str text, const struct tree *tree);
/*
 * What the texts mean as they were put, where somebody has read them already: it is used up to the
 * first edit, and must live as long. Taken only when it is of exactly these files.
 */
void desk_know(struct desk *d, const struct workspace *ws);
void desk_close(struct desk *d);

/*
 * Make one edit in a file. False: d->why says why, and the file is as it was. After it all nodes of
 * that file's former tree, and the workspace, are gone: find places again by path or by id.
 */
bool desk_edit(struct desk *d, int file, const struct edit *edit);
/* Put another text in place of a whole file; it must be YAML. at NULL removes the file. */
bool desk_replace(struct desk *d, int file, struct str text);
/* The same where only some of what is wrong in a file could be repaired: it need not be YAML yet. */
void desk_replace_broken(struct desk *d, int file, struct str text);

/* What the texts mean now. Read when it is asked for; good until the next edit. */
const struct workspace *desk_workspace(struct desk *d);
/* The node of a place in that workspace, or NULL when its file is not YAML as it stands. */
const struct node *desk_node(struct desk *d, struct place at);
/* The file of a source of that workspace. */
int desk_file_of(const struct desk *d, uint32_t source);

/* Sets why and hint, and is false: `return desk_refuse(d, hint, "...", ...)`. */
bool desk_refuse(struct desk *d, struct str hint, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
#endif
