/* SPDX-License-Identifier: MIT */
#ifndef FAULT_LAYER_H
#define FAULT_LAYER_H
#include "base/disk.h"

/*
 * A disk that stands before another one and hands every call on. Tests put their own functions in
 * place of some: `layer.disk.sync = my_sync`, and reach what is behind by layer_inner.
 */
struct layer {
	struct disk disk;
	const struct disk *inner;
};

/* `self` is what the functions find in d->context; its first member is the layer. */
void layer_begin(struct layer *l, void *self, const struct disk *inner);
const struct disk *layer_inner(const struct disk *d);
#endif
