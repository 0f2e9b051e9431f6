# desirepath: see `make help`.
NAME := desirepath
VERSION := 0.1.0
BUILD ?= release
CC ?= cc
PREFIX ?= /usr/local
PKG_CONFIG ?= pkg-config

LIBS := yaml-0.1 libgvc libcgraph libutf8proc
GRAPHVIZ_PLUGINS := $(shell $(PKG_CONFIG) --variable=libdir libgvc 2>/dev/null)/graphviz

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wmissing-prototypes -Wstrict-prototypes \
	-Wvla -Wundef -Wformat=2 -Wwrite-strings -Wcast-qual -Wpointer-arith
FLAGS_release := -O2 -g
FLAGS_debug := -O0 -g3
FLAGS_asan := -O1 -g -fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined
FLAGS_cover := -O0 -g --coverage
FLAGS := -std=c11 -D_GNU_SOURCE -DVERSION='"$(VERSION)"' -I. $(WARNINGS) $(FLAGS_$(BUILD)) $(CFLAGS)
CPP_LIBS = $(shell $(PKG_CONFIG) --cflags $(LIBS) | sed 's/-I/-isystem /g')
LD_LIBS = $(shell $(PKG_CONFIG) --libs $(LIBS)) -L$(GRAPHVIZ_PLUGINS) \
	-Wl,-rpath,$(GRAPHVIZ_PLUGINS) -lgvplugin_core -lgvplugin_neato_layout -lm

OUT := build/$(BUILD)
ROOMS := base model export tui cli
SOURCES := $(wildcard $(ROOMS:%=%/*.c))
OBJECTS := $(SOURCES:%.c=$(OUT)/%.o)
LIBRARY := $(filter-out $(OUT)/cli/main.o,$(OBJECTS))
UNIT_SOURCES := $(wildcard tests/unit/test_*.c)
UNITS := $(UNIT_SOURCES:tests/unit/%.c=$(OUT)/tests/%)

all: $(NAME)

$(NAME): $(OUT)/$(NAME)
	@cp $< $@

$(OUT)/$(NAME): $(OBJECTS)
	$(CC) $(FLAGS) -o $@ $^ $(LDFLAGS) $(LD_LIBS)

$(OUT)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(FLAGS) $(CPP_LIBS) -MMD -MP -c -o $@ $<

$(OUT)/lib.a: $(LIBRARY)
	@rm -f $@
	@ar rcs $@ $^

$(OUT)/tests/%: tests/unit/%.c $(OUT)/lib.a Makefile
	@mkdir -p $(@D)
	$(CC) $(FLAGS) $(CPP_LIBS) -MMD -MP -o $@ $< $(OUT)/lib.a $(LDFLAGS) $(LD_LIBS) -lcmocka

unit: $(UNITS)
	@for t in $(UNITS); do $$t || exit 1; done

clean:
	rm -rf build $(NAME)

-include $(OBJECTS:.o=.d) $(UNITS:=.d)
.PHONY: all unit clean
