# temgoc: the commands of this project.
#
#   make demo      installs what is missing, builds, and does the main job on an embedded database: 24 labels for a lot
#                  of tea, one checked, a forged copy refused, a lot whose recognition has ended refused; then a stamp for
#                  every answer that a scan may get
#   make test      lint, then all tests; needs nothing but Debian 12 and Swift 6.3
#   make lint      format (swift format --strict), module arrows (scripts/check-imports)
#   make serve     answers scans of the demo's labels on http://127.0.0.1:8080/ until Ctrl-C, by the demo's clock
#   make print-quality   degrades every shipped label and counts what three decoders still read (docs/print-quality.md)
#   make screenshots     photographs every page into docs/screenshots (docs/pages.md); needs Chromium
#   make check-pages     holds the same pages, forms sent and refused too, against WCAG 2.2 AA with axe-core, and looks at
#                  them 320 pixels wide; needs Chromium
#   make bench     measures against known things in the same run (docs/performance.md)
#   make fuzz      60 s each: what reads stamps, key files and trust bundles
#   make install   release build into PREFIX (default /usr/local): bin/temgoc, share/temgoc
#   make clean     removes build products, the demo's folders and the tests' Python
#
# Each stage says how long it took; what a build prints goes to .build/logs and is shown where it fails.
# DEPENDENCIES=no skips the installation of Debian packages.

PREFIX ?= /usr/local
SWIFT ?= swift
JOBS ?= $(shell nproc)
BUILD = .build/debug
VENV = .venv
LOGS = .build/logs
STAGE = scripts/stage
# One set of flags for every debug build, or each would build all of it again.
BUILD_DEBUG = env TEMGOC_FAST_TESTS=1 $(SWIFT) build -j $(JOBS)

.PHONY: demo test lint serve screenshots check-pages bench fuzz print-quality clean install build dependencies test-tools

demo: build
	@$(STAGE) "việc chính / the main job" - scripts/demo $(BUILD)/temgoc

test: dependencies test-tools lint
	@$(STAGE) "biên dịch / build" $(LOGS)/build-tests.log $(BUILD_DEBUG) --build-tests
	@TEMGOC_TEST_PYTHON="$(CURDIR)/$(VENV)/bin/python3" scripts/run-tests $(BUILD) $(LOGS)

lint:
	@$(STAGE) "định dạng / format" - \
		$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks Fuzz
	@$(STAGE) "mũi tên giữa các mô-đun / module arrows" - sh -c "scripts/check-imports && scripts/check-imports --self-test"

serve: build
	@test -d demo-home || scripts/demo $(BUILD)/temgoc
	$(BUILD)/temgoc serve --home demo-home

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

# The build's log has warnings of "prohibited flag(s): -pthread": glib's pkg-config files name it, and SwiftPM, which
# links threads anyway, passes on no flag that it does not know. They mean nothing.
build: dependencies
	@$(STAGE) "biên dịch / build" $(LOGS)/build.log $(BUILD_DEBUG) --product temgoc

dependencies:
	@test "$(DEPENDENCIES)" = no || $(STAGE) "gói Debian / Debian packages" - scripts/install-dependencies build

test-tools:
	@test "$(DEPENDENCIES)" = no || $(STAGE) "gói Debian của các phép thử / the tests' Debian packages" - \
		scripts/install-dependencies test
	@$(STAGE) "Python của các phép thử / the tests' Python" - scripts/make-venv $(VENV)

install: dependencies
	$(SWIFT) build -c release -j $(JOBS) --product temgoc
	install -D -m 755 .build/release/temgoc $(DESTDIR)$(PREFIX)/bin/temgoc
	mkdir -p $(DESTDIR)$(PREFIX)/share/temgoc/fonts
	cp -R label-templates $(DESTDIR)$(PREFIX)/share/temgoc/
	cp /usr/share/fonts/truetype/noto/NotoSans-Regular.ttf /usr/share/fonts/truetype/noto/NotoSans-Bold.ttf \
		$(DESTDIR)$(PREFIX)/share/temgoc/fonts/

clean:
	rm -rf .build Benchmarks/.build Fuzz/.build $(VENV) scripts/print-quality/.venv demo-home demo-labels
