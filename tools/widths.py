#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Write export/widths.def from the installed Liberation Sans (metric-compatible with Helvetica and
Arial): advance widths of U+0020..U+052F in thousandths of an em, regular and bold; 0 = no glyph.

    python3 tools/widths.py /usr/share/fonts/truetype/liberation2 > export/widths.def
"""
import struct
import sys

FIRST, LAST = 0x20, 0x52F


def tables(data):
    count = struct.unpack(">H", data[4:6])[0]
    for i in range(count):
        tag, _, offset, _ = struct.unpack(">4sIII", data[12 + 16 * i : 28 + 16 * i])
        yield tag.decode(), offset


def unsigned(data, at, count=1):
    values = struct.unpack(">%dH" % count, data[at : at + 2 * count])
    return values if count > 1 else values[0]


def glyphs(data, cmap):
    """Character to glyph from the Windows Unicode subtable (format 4)."""
    for i in range(unsigned(data, cmap + 2)):
        platform, encoding, offset = struct.unpack(">HHI", data[cmap + 4 + 8 * i : cmap + 12 + 8 * i])
        if (platform, encoding) == (3, 1):
            break
    table = cmap + offset
    n = unsigned(data, table + 6) // 2
    ends = unsigned(data, table + 14, n)
    starts = unsigned(data, table + 16 + 2 * n, n)
    deltas = unsigned(data, table + 16 + 4 * n, n)
    ranges = table + 16 + 6 * n
    found = {}
    for k in range(n):
        shift = unsigned(data, ranges + 2 * k)
        for c in range(starts[k], min(ends[k], LAST) + 1):
            if shift == 0:
                glyph = c + deltas[k] & 0xFFFF
            else:
                glyph = unsigned(data, ranges + 2 * k + shift + 2 * (c - starts[k]))
                glyph = glyph + deltas[k] & 0xFFFF if glyph else 0
            if glyph:
                found[c] = glyph
    return found


def widths(path):
    with open(path, "rb") as file:
        data = file.read()
    at = dict(tables(data))
    em = unsigned(data, at["head"] + 18)
    count = unsigned(data, at["hhea"] + 34)
    found = glyphs(data, at["cmap"])
    for c in range(FIRST, LAST + 1):
        glyph = found.get(c)
        advance = unsigned(data, at["hmtx"] + 4 * min(glyph, count - 1)) if glyph else 0
        yield round(advance * 1000 / em)


def main():
    folder = sys.argv[1]
    print("/* SPDX-License-Identifier: MIT */")
    print("/*\n * Written by tools/widths.py: WIDTH(regular, bold) in thousandths of an em, one row per")
    print(" * character from U+0020 to U+052F; 0 where the font has none.\n */")
    regular = widths(folder + "/LiberationSans-Regular.ttf")
    bold = widths(folder + "/LiberationSans-Bold.ttf")
    for pair in zip(regular, bold):
        print("WIDTH(%d, %d)" % pair)


main()
