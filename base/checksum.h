/* SPDX-License-Identifier: MIT */
#ifndef BASE_CHECKSUM_H
#define BASE_CHECKSUM_H
#include "base/str.h"

#include <stdint.h>

/* CRC-32C (Castagnoli) of what came before, 0 at the beginning, and `text`. */
uint32_t checksum(uint32_t before, struct str text);
uint32_t checksum_by_table(uint32_t before, struct str text); /* the same, on any processor */

/* A number for names of files (FNV-1a): spreads well, and is no protection against anybody. */
uint64_t checksum_name(uint64_t before, struct str text);
#endif
