# Chinook: the two commands a newcomer needs are `make run` and `make test`.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# Shared between clones, so that a fresh one need not compile the world again.
export CARGO_TARGET_DIR ?= $(HOME)/.cache/chinook/target
MODULES := web/node_modules/.package-lock.json

.PHONY: help run test bench fmt lint pages rust-tests web-tests browser-tests openapi

help: ## List what make can do here
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

run: pages ## Build everything and open the shop with demo accounts at http://127.0.0.1:8080
	cargo build --release --locked -p chinook-server
	exec "$(CARGO_TARGET_DIR)/release/chinook" serve --demo

test: lint rust-tests web-tests browser-tests ## Everything CI checks: format, lints, Rust on SQLite, PostgreSQL and DynamoDB, web, a real browser
	@echo "Everything passed."

bench: pages ## Measure speed, memory and import against limits; writes bench/results
	cargo build --release --locked -p chinook-server -p chinook-bench
	bench/run

fmt: $(MODULES) ## Format all code
	cargo fmt --all
	cd web && npm run --silent format:fix

lint: pages ## Check formatting and lints, with warnings as errors
	cargo fmt --all --check
	cargo clippy --workspace --features aws --all-targets --locked -- -D warnings
	cd web && npm run --silent format && npm run --silent lint && node scripts/check-client.mjs

# ----- parts of the above -----

$(MODULES): web/package-lock.json
	cd web && npm ci --no-audit --no-fund
	@touch $@

pages: $(MODULES)
	cd web && npm run --silent build

# The web pages come first: the binary that the tests start carries them.
rust-tests: pages
	eval "$$(scripts/test-postgres start)" && eval "$$(scripts/test-dynamodb start)" && eval "$$(scripts/test-dynamodb-local start)" && \
	  cargo test --workspace --features aws --locked

# What visitors download has limits, which need the built pages.
web-tests: pages
	cd web && npm test --silent && node scripts/check-sizes.mjs --over

# The same selection as above: another one would compile every dependency again with other features.
browser-tests: pages
	cargo test --workspace --features aws --locked --no-run
	export CHINOOK_BIN="$(CARGO_TARGET_DIR)/debug/chinook" CHROMIUM="$$(scripts/browser)" && cd web && npm run --silent e2e

# The tests' selection: it builds the program, and nothing of it twice.
openapi: ## Write openapi.json and the web client made from it
	cargo test --workspace --features aws --locked -q --test architecture --test killed --no-run
	"$(CARGO_TARGET_DIR)/debug/chinook" openapi > openapi.json.new && mv openapi.json.new openapi.json
	cd web && npm run --silent generate
