/* SPDX-License-Identifier: MIT */
/*
 * Debian has no small library for CRC-32C, and the processors that most people use have an
 * instruction for it; the table is for the others, and for the test that both agree.
 */
#include "base/checksum.h"

#include <string.h>

/* The remainder of each half byte by the polynomial 0x1EDC6F41, lowest bit first. */
static const uint32_t remainders[16] = {
    0x00000000,
    0x105ec76f,
    0x20bd8ede,
    0x30e349b1,
    0x417b1dbc,
    0x5125dad3,
    0x61c69362,
    0x7198540d,
    0x82f63b78,
    0x92a8fc17,
    0xa24bb5a6,
    0xb21572c9,
    0xc38d26c4,
    0xd3d3e1ab,
    0xe330a81a,
    0xf36e6f75,
};

uint32_t
checksum_by_table(uint32_t before, struct str text)
{
	uint32_t crc = ~before;
	for (ptrdiff_t i = 0; i < text.len; i++) {
		crc ^= (unsigned char)text.at[i];
		crc = crc >> 4 ^ remainders[crc & 15];
		crc = crc >> 4 ^ remainders[crc & 15];
	}
	return ~crc;
}

#if defined(__x86_64__) && defined(__GNUC__)
__attribute__((target("sse4.2"))) static uint32_t
by_instruction(uint32_t before, struct str text)
{
	uint64_t crc = (uint32_t)~before;
	ptrdiff_t i = 0;
	for (; text.len - i >= 8; i += 8) {
		uint64_t word;
		memcpy(&word, text.at + i, 8);
		crc = __builtin_ia32_crc32di(crc, word);
	}
	for (; i < text.len; i++)
		crc = __builtin_ia32_crc32qi((uint32_t)crc, (unsigned char)text.at[i]);
	return ~(uint32_t)crc;
}

uint32_t
checksum(uint32_t before, struct str text)
{
	return __builtin_cpu_supports("sse4.2") ? by_instruction(before, text)
						: checksum_by_table(before, text);
}
#else
uint32_t
checksum(uint32_t before, struct str text)
{
	return checksum_by_table(before, text);
}
#endif

uint64_t
checksum_name(uint64_t before, struct str text)
{
	uint64_t h = before ^ 1469598103934665603u;
	for (ptrdiff_t i = 0; i < text.len; i++)
		h = (h ^ (unsigned char)text.at[i]) * 1099511628211u;
	return h ^ h >> 29;
}
