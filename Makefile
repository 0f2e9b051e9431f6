# desirepath. `make` builds ./desirepath, `make help` says what else there is.
# One file for all folders. Every variant has its own folder build/VARIANT, so they never mix:
# make BUILD=debug, or release (as is), asan, cover, check (-Werror), clang, fuzz.
NAME := desirepath
VERSION := 0.1.0
BUILD ?= release
PREFIX ?= /usr/local
DESTDIR ?=
PKG_CONFIG ?= pkg-config
FUZZ_SECONDS ?= 600
V ?= 0
Q := $(if $(filter 1,$(V)),,@)
QUIET := $(if $(filter 1,$(V)),,--no-print-directory)

LIBS := yaml-0.1 libgvc libcgraph libutf8proc ncursesw
TEST_LIBS := cmocka

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wmissing-prototypes -Wstrict-prototypes \
	-Wvla -Wundef -Wformat=2 -Wwrite-strings -Wcast-qual -Wpointer-arith
SANITIZERS := -fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=all
FLAGS_release := -O2 -g
FLAGS_check := -O2 -g -Werror
FLAGS_debug := -O0 -g3
FLAGS_asan := -O1 -g $(SANITIZERS)
FLAGS_cover := -O0 -g --coverage
FLAGS_clang := -O0 -Werror
FLAGS_fuzz := -O1 -g -fsanitize=fuzzer-no-link $(SANITIZERS)
ifneq ($(filter clang fuzz,$(BUILD)),)
CC := clang
endif
FLAGS = -std=c11 -pthread -D_GNU_SOURCE -DVERSION='"$(VERSION)"' -I. $(WARNINGS) $(FLAGS_$(BUILD)) $(CFLAGS)

# Asked only when something is compiled, and then once: `make deps` may have come in between.
CPP_LIBS = $(eval CPP_LIBS := $$(call ask,--cflags))$(CPP_LIBS)
LD_LIBS = $(eval LD_LIBS := $$(call ask,--libs) $$(call plugins,$$(PLUGINS)) -lm -ldl)$(LD_LIBS)
LD_TEST = $(eval LD_TEST := $$(shell $$(PKG_CONFIG) --libs $$(TEST_LIBS)))$(LD_TEST)
PLUGINS = $(shell $(PKG_CONFIG) --variable=libdir libgvc)/graphviz
plugins = -L$(1) -Wl,-rpath,$(1) -lgvplugin_core -lgvplugin_neato_layout
ask = $(or $(shell $(PKG_CONFIG) $(1) $(LIBS) 2>/dev/null | sed 's/-I/-isystem /g'),$(missing))
missing = $(error libraries are missing: `make deps` installs them)

OUT := build/$(BUILD)
ROOMS := base model export tui cli
SOURCES := $(wildcard $(ROOMS:%=%/*.c))
OBJECTS := $(SOURCES:%.c=$(OUT)/%.o)
LIBRARY := $(filter-out $(OUT)/cli/main.o,$(OBJECTS))
UNITS := $(patsubst tests/unit/%.c,$(OUT)/tests/%,$(wildcard tests/unit/test_*.c))
FUZZERS := $(patsubst tests/fuzz/%.c,$(OUT)/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))
KILLS := $(patsubst tests/kill/%.c,$(OUT)/kill/%,$(wildcard tests/kill/*.c))
BENCHES := $(patsubst tests/bench/%.c,$(OUT)/bench/%,$(wildcard tests/bench/*.c))
EDITS := $(OUT)/edit/random
HAND := $(wildcard $(ROOMS:%=%/*.c) tests/*/*.c)
SCRIPTS = $(wildcard tools/*.sh tests/*/*.sh) .ci/run
# The program stands at ./desirepath only once it has a main.
PROGRAM := $(if $(wildcard cli/main.c),$(OUT)/$(NAME))

# This Makefile again, for another variant and on all processors; tools/check.sh calls it, too.
CPUS := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
export MAKE_AGAIN = $(MAKE) $(QUIET) $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(CPUS))
AGAIN = +@$(MAKE_AGAIN)

all: $(if $(PROGRAM),$(NAME),$(LIBRARY)) ## build ./desirepath
	@:

$(NAME): $(PROGRAM)
	$(Q)cp $< $@.new && mv $@.new $@

$(OUT)/$(NAME): $(OBJECTS)
	$(call say,LINK,$@)
	$(Q)$(CC) $(FLAGS) -o $@ $^ $(LDFLAGS) $(LD_LIBS)

$(OUT)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(FLAGS) $(CPP_LIBS) -MMD -MP -c -o $@ $<

$(OUT)/lib.a: $(LIBRARY)
	@rm -f $@
	@ar rcs $@ $^

# What several unit tests share: disks that fail.
FAULTS := $(patsubst %.c,$(OUT)/%.o,$(wildcard tests/fault/*.c))
$(OUT)/fault.a: $(FAULTS)
	@rm -f $@
	@ar rcs $@ $^

$(OUT)/tests/%: $(OUT)/tests/unit/%.o $(OUT)/fault.a $(OUT)/lib.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(FLAGS) -o $@ $^ $(LDFLAGS) $(LD_LIBS) $(LD_TEST)

# The fuzz targets under libFuzzer, or as plain programs with our own driver.
DRIVER := $(if $(filter fuzz,$(BUILD)),,$(OUT)/tests/fuzz/driver.o)
$(OUT)/fuzz/%: $(OUT)/tests/fuzz/%.o $(OUT)/tests/fuzz/common.o $(DRIVER) $(OUT)/lib.a
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(FLAGS) $(if $(DRIVER),,-fsanitize=fuzzer) -o $@ $^ $(LDFLAGS) $(LD_LIBS)

$(OUT)/kill/%: $(OUT)/tests/kill/%.o $(OUT)/lib.a
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(FLAGS) -o $@ $^ $(LDFLAGS) $(LD_LIBS)

$(OUT)/bench/%: $(OUT)/tests/bench/%.o $(OUT)/lib.a
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(FLAGS) -o $@ $^ $(LDFLAGS) $(LD_LIBS)

$(OUT)/edit/random: $(patsubst %.c,$(OUT)/%.o,$(wildcard tests/edit/*.c)) $(OUT)/lib.a
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(FLAGS) -o $@ $^ $(LDFLAGS) $(LD_LIBS)

objects: $(OBJECTS) $(patsubst %.c,$(OUT)/%.o,$(wildcard $(addsuffix /*.c,$(addprefix tests/,unit fault fuzz kill bench edit))))
programs: $(PROGRAM) $(UNITS) $(FUZZERS) $(KILLS) $(EDITS)
benches: $(BENCHES)
edits: $(EDITS)
unit: ## only the unit tests, of this variant
	+@tools/check.sh $(BUILD) unit

demo: deps ## what it does, on the examples; pictures into build/demo
	$(AGAIN) all
	@tools/demo.sh

check: deps ## all that must hold before a commit; offline, no terminal, within two minutes
	+@tools/check.sh check all

deps: ## install what is missing with the system's package manager; silent when all is there
	@tools/deps.sh

asan: deps ## the tests under AddressSanitizer and UndefinedBehaviorSanitizer
	+@tools/check.sh asan programs

bench: deps ## CPU time and memory against the budgets and against peers
	$(AGAIN) all benches
	@tests/bench/run.sh $(OUT)/bench

fuzz: deps ## libFuzzer on every target, FUZZ_SECONDS (600) in all; corpus in build/fuzz
	$(AGAIN) BUILD=fuzz programs
	@tools/fuzz.sh build/fuzz $(FUZZ_SECONDS)

soak: deps ## the long ones: very large workspaces, random ones, valgrind
	$(AGAIN) all
	$(AGAIN) BUILD=debug programs
	$(AGAIN) benches edits
	@tools/soak.sh

accept: all ## show what differs from the expected outputs, then renew them
	@tests/golden/run.sh --accept

cover: deps ## line coverage per room; fails under 90 % in model/
	@rm -f $$(find build/cover -name '*.gcda' 2>/dev/null)
	+@tools/check.sh cover programs
	@tools/cover.sh model

docs: all ## the manual pages and the pictures in docs, from the program
	@tools/docs.sh docs

format: ## clang-format on all .c files
	clang-format -i $(HAND)

lint: ## clang-format, clang-tidy, cppcheck, mandoc, shellcheck: those that are installed
	@tools/lint.sh "$(FLAGS) $(CPP_LIBS)" "$(HAND)" "$(SCRIPTS)"

install: all ## into PREFIX (/usr/local), below DESTDIR
	@tools/install.sh install "$(DESTDIR)$(PREFIX)"

uninstall: ## take away what install put there
	@tools/install.sh uninstall "$(DESTDIR)$(PREFIX)"

dist: ## a tarball of what is committed
	@mkdir -p build
	git archive --prefix=$(NAME)-$(VERSION)/ -o build/$(NAME)-$(VERSION).tar.gz HEAD
	@echo "wrote build/$(NAME)-$(VERSION).tar.gz"

clean: ## take away everything that was built
	rm -rf build $(NAME)

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

say = $(if $(filter 1,$(V)),,@printf '  %-5s %s\n' '$(1)' '$(2)')
-include $(shell find $(OUT) -name '*.d' 2>/dev/null)
.PRECIOUS: $(OUT)/tests/unit/%.o $(OUT)/tests/fault/%.o $(OUT)/tests/kill/%.o $(OUT)/tests/fuzz/%.o \
	$(OUT)/tests/bench/%.o $(OUT)/tests/edit/%.o
.DELETE_ON_ERROR:
.PHONY: all objects programs benches edits unit demo check deps asan bench fuzz soak accept cover docs format lint \
	install uninstall dist clean help
