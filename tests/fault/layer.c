/* SPDX-License-Identifier: MIT */
#include "tests/fault/layer.h"

const struct disk *
layer_inner(const struct disk *d)
{
	const struct layer *l = d->context;
	return l->inner;
}

#define CALL(result, name, parameters, arguments)                                                  \
	static result hand_on_##name parameters                                                    \
	{                                                                                          \
		d = layer_inner(d);                                                                \
		return d->name arguments;                                                          \
	}
#include "base/disk.def"
#undef CALL

void
layer_begin(struct layer *l, void *self, const struct disk *inner)
{
	l->inner = inner;
	l->disk = (struct disk){
#define CALL(result, name, parameters, arguments) .name = hand_on_##name,
#include "base/disk.def"
#undef CALL
	};
	l->disk.context = self;
}
