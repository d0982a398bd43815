# temgoc: the commands of this project.
#
#   make demo      installs what is missing, builds, and does the main job on an embedded database: 24 labels for a lot
#                  of tea, one checked, a forged copy refused, a lot whose recognition has ended refused; then a stamp for
#                  every answer that a scan may get
#   make test      lint, then all tests; needs nothing but Debian 12 and Swift 6.3
#   make lint      format (swift format --strict), module arrows (scripts/check-imports)
#   make serve     answers scans of the demo's labels on http://127.0.0.1:8080/ until Ctrl-C, on the demo's day
#   make print-quality   degrades every shipped label and counts what three decoders still read (docs/print-quality.md)
#   make screenshots     photographs every page into docs/screenshots (docs/pages.md); needs Chromium
#   make check-pages     holds the same pages, forms sent and refused too, against WCAG 2.2 AA with axe-core, and looks at
#                  them 320 pixels wide; needs Chromium
#   make bench     measures against known things in the same run (docs/performance.md)
#   make fuzz      60 s each: what reads stamps, key files and trust bundles
#   make install   release build into PREFIX (default /usr/local): bin/temgoc, share/temgoc
#   make clean     removes build products, the demo's folders and the tests' Python
#
# DEPENDENCIES=no skips the installation of Debian packages.

PREFIX ?= /usr/local
SWIFT ?= swift
JOBS ?= $(shell nproc)
BUILD = .build/debug
VENV = .venv

.PHONY: demo test lint serve screenshots check-pages bench fuzz print-quality clean install build dependencies test-tools

demo: build
	@scripts/demo $(BUILD)/temgoc

test: dependencies test-tools lint
	$(SWIFT) build --build-tests -j $(JOBS)
	TEMGOC_TEST_PYTHON="$(CURDIR)/$(VENV)/bin/python3" $(SWIFT) test --skip-build --disable-xctest --no-parallel
	$(VENV)/bin/python3 scripts/api-fuzz --temgoc $(BUILD)/temgoc 45
	scripts/http-fuzz $(BUILD)/temgoc 20

lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks Fuzz
	scripts/check-imports
	scripts/check-imports --self-test

serve: build
	@test -d demo-home || scripts/demo $(BUILD)/temgoc
	$(BUILD)/temgoc serve --home demo-home --today 2026-11-21

screenshots: build test-tools
	$(VENV)/bin/python3 scripts/screenshots $(BUILD)/temgoc docs/screenshots

check-pages: build test-tools
	$(VENV)/bin/python3 scripts/check-pages $(BUILD)/temgoc

bench: dependencies
	@test "$(DEPENDENCIES)" = no || scripts/install-dependencies bench
	$(SWIFT) run --package-path Benchmarks -c release -j $(JOBS) stamp-bench
	$(SWIFT) run --package-path Benchmarks -c release -j $(JOBS) stamp-bench bundles 5
	$(SWIFT) run --package-path Benchmarks -c release -j $(JOBS) label-bench 11
	$(SWIFT) run --package-path Benchmarks -c release -j $(JOBS) log-bench
	$(SWIFT) build -c release -j $(JOBS) --product temgoc
	$(SWIFT) build --package-path Benchmarks -c release -j $(JOBS) --product serve-peers
	scripts/serve-bench .build/release/temgoc Benchmarks/.build/release/serve-peers

# The gold linker fails on the instrumented programs, so they are linked with lld.
fuzz: dependencies
	$(SWIFT) build --package-path Fuzz -c release -j $(JOBS) \
		-Xswiftc -enable-testing -Xswiftc -sanitize=fuzzer -Xswiftc -use-ld=lld
	scripts/fuzz Fuzz/.build/release

print-quality: test-tools
	scripts/print-quality/run

build: dependencies
	@$(SWIFT) build -j $(JOBS) --product temgoc

dependencies:
	@test "$(DEPENDENCIES)" = no || scripts/install-dependencies build

test-tools:
	@test "$(DEPENDENCIES)" = no || scripts/install-dependencies test
	@scripts/make-venv $(VENV)

install: dependencies
	$(SWIFT) build -c release -j $(JOBS) --product temgoc
	install -D -m 755 .build/release/temgoc $(DESTDIR)$(PREFIX)/bin/temgoc
	mkdir -p $(DESTDIR)$(PREFIX)/share/temgoc/fonts
	cp -R label-templates $(DESTDIR)$(PREFIX)/share/temgoc/
	cp /usr/share/fonts/truetype/noto/NotoSans-Regular.ttf /usr/share/fonts/truetype/noto/NotoSans-Bold.ttf \
		$(DESTDIR)$(PREFIX)/share/temgoc/fonts/

clean:
	rm -rf .build Benchmarks/.build Fuzz/.build $(VENV) scripts/print-quality/.venv demo-home demo-labels
