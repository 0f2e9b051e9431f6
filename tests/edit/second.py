#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A second parser reads what random edits made: second.py FOLDER, as written by random --keep.

libfyaml is asked where it is installed, else PyYAML's own parser; neither is required. Only texts count
that it read as libyaml did before the edit. libfyaml has mistakes of its own, so one in a thousand may
differ; all that do are printed.
"""
import ctypes
import ctypes.util
import os
import sys

TYPES = ["none", "stream+", "stream-", "doc+", "doc-", "map+", "map-", "seq+", "seq-", "val", "ali"]


def escaped(data):
    out = bytearray()
    for c in data:
        if c < 32 or c in (92, 127):
            out += b"\\%02x" % c
        else:
            out.append(c)
    return bytes(out)


def line(kind, anchor, text=None):
    out = kind
    if anchor:
        out += b" &" + anchor
    if text is not None:
        out += b" :" + escaped(text)
    return out + b"\n"


class Config(ctypes.Structure):
    _fields_ = [("search_path", ctypes.c_char_p), ("flags", ctypes.c_uint),
                ("userdata", ctypes.c_void_p), ("diag", ctypes.c_void_p)]


class Event(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("a", ctypes.c_void_p), ("b", ctypes.c_void_p), ("c", ctypes.c_void_p)]


def fyaml():
    name = ctypes.util.find_library("fyaml")
    if not name:
        return None
    lib = ctypes.CDLL(name)
    lib.fy_parser_create.restype = ctypes.c_void_p
    lib.fy_parser_create.argtypes = [ctypes.c_void_p]
    lib.fy_parser_destroy.argtypes = [ctypes.c_void_p]
    lib.fy_parser_set_string.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t]
    lib.fy_parser_parse.restype = ctypes.POINTER(Event)
    lib.fy_parser_parse.argtypes = [ctypes.c_void_p]
    lib.fy_parser_event_free.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    lib.fy_parser_get_stream_error.restype = ctypes.c_bool
    lib.fy_parser_get_stream_error.argtypes = [ctypes.c_void_p]
    lib.fy_token_get_text.restype = ctypes.c_void_p
    lib.fy_token_get_text.argtypes = [ctypes.c_void_p, ctypes.POINTER(ctypes.c_size_t)]

    def text(token):
        if not token:
            return b""
        size = ctypes.c_size_t()
        at = lib.fy_token_get_text(token, ctypes.byref(size))
        return ctypes.string_at(at, size.value) if at else b""

    def read(data):
        config = Config(None, 0x40, None, None)  # quiet
        parser = lib.fy_parser_create(ctypes.byref(config))
        lib.fy_parser_set_string(parser, data, len(data))
        out = b""
        while True:
            event = lib.fy_parser_parse(parser)
            if not event:
                break
            e = event.contents
            kind = TYPES[e.type] if e.type < len(TYPES) else "none"
            if kind == "doc+":
                out += b"+DOC\n"
            elif kind in ("map+", "seq+"):
                out += line(b"+MAP" if kind == "map+" else b"+SEQ", text(e.a))
            elif kind in ("map-", "seq-"):
                out += b"-\n"
            elif kind == "val":
                out += line(b"=VAL", text(e.a), text(e.c))
            elif kind == "ali":
                out += line(b"=ALI", b"", text(e.a))
            lib.fy_parser_event_free(parser, event)
        bad = lib.fy_parser_get_stream_error(parser)
        lib.fy_parser_destroy(parser)
        return None if bad else out

    return read


def pyyaml():
    try:
        import yaml
    except ImportError:
        return None

    def read(data):
        out = b""
        try:
            for e in yaml.parse(data, Loader=yaml.Loader):
                anchor = (getattr(e, "anchor", None) or "").encode()
                if isinstance(e, yaml.DocumentStartEvent):
                    out += b"+DOC\n"
                elif isinstance(e, yaml.MappingStartEvent):
                    out += line(b"+MAP", anchor)
                elif isinstance(e, yaml.SequenceStartEvent):
                    out += line(b"+SEQ", anchor)
                elif isinstance(e, yaml.CollectionEndEvent):
                    out += b"-\n"
                elif isinstance(e, yaml.ScalarEvent):
                    out += line(b"=VAL", anchor, e.value.encode())
                elif isinstance(e, yaml.AliasEvent):
                    out += line(b"=ALI", b"", anchor)
        except yaml.YAMLError:
            return None
        return out

    return read


def main(folder):
    name, read = "libfyaml", fyaml()
    if read is None:
        name, read = "PyYAML", pyyaml()
    if read is None:
        print("no second parser is installed")
        return 0
    compared = differ = 0
    for i in range(len(os.listdir(folder)) // 4):
        base = os.path.join(folder, str(i))
        texts = {}
        for part in ("before", "after"):
            with open(base + "." + part + ".yaml.in", "rb") as f:
                texts[part] = f.read()
            with open(base + "." + part + ".events", "rb") as f:
                texts[part + "!"] = f.read()
        if read(texts["before"]) != texts["before!"]:
            continue
        compared += 1
        if read(texts["after"]) != texts["after!"]:
            differ += 1
            print("differs: " + base)
    print("%s read %d texts, %d of them otherwise" % (name, compared, differ))
    return 1 if compared == 0 or differ * 1000 > compared else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
