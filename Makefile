# One line a thing. `make` builds every edition of the book in manuscript/ into output/.
.DEFAULT_GOAL := all
SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
SUITE ?= not slow
DRAFT_FLAG := $(if $(DRAFT),--draft,) $(if $(SPACED),--spaced,)
STAMP := .venv/installed
.PHONY: all print screen epub web check preview test golden bench figures lint clean doctor install

all: $(STAMP) ; @$(BIN)/octavo build $(DRAFT_FLAG)
print screen epub web: $(STAMP) ; @$(BIN)/octavo build $(DRAFT_FLAG) $@
check: $(STAMP) ; @$(BIN)/octavo check
preview: $(STAMP) ; @$(BIN)/octavo preview
test: $(STAMP) ; @$(BIN)/python -m pytest -n 2 -m "$(SUITE)" $(if $(K),-k "$(K)",) $(PYTEST_FLAGS)
golden: $(STAMP) ; @OCTAVO_GOLDEN=write $(BIN)/python -m pytest -n 2 tests/test_rule_pages.py ; git diff --stat -- tests
bench: .venv/extra ; @$(BIN)/python -m tests.bench $(BENCH_FLAGS)
figures: .venv/extra ; @$(BIN)/python manuscript/figures/make/all.py
lint: $(STAMP) ; @$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy
doctor: $(STAMP) ; @$(BIN)/octavo doctor
clean: ; @if [ -x $(BIN)/octavo ]; then $(BIN)/octavo clean; fi
install: $(STAMP)

# What peers and plots need, and the scripts that draw the book's figures.
.venv/extra: requirements-extra.lock $(STAMP) ; @$(BIN)/python -m pip install --quiet --require-hashes --only-binary :all: -r $< && touch $@

$(STAMP): requirements.lock pyproject.toml .ci/install ; @PYTHON="$(PYTHON)" sh .ci/install && touch $@
