# Everything a developer does, each verb setting itself up: `make` alone lists them.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
ROUND  ?= --seconds 48
PIP    := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help demo test unit lint format types floors campaign fuzz bench docs wheel clean

help: ## list these verbs
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

demo: $(VENV)/.ready-to-run ## what next for the pupil of examples/thuis.yaml, and the route as a picture
	@mkdir -p build
	@$(BIN)/wegwijzer advise examples/thuis.yaml
	@$(BIN)/wegwijzer graph safety_net --case examples/thuis.yaml -o build/route.svg
	@echo && echo "De route: build/route.svg"

test: lint types floors unit ## all checks: style, types, floors, tests, and the vignettes against the rules
	$(BIN)/wegwijzer check
	$(BIN)/wegwijzer test --coverage --at-least 95

unit: $(VENV)/.ready-to-develop ## the tests alone
	$(BIN)/python -m pytest -n 3 --dist worksteal # of which one often waits for a browser, a server or another process

lint: $(VENV)/.ready-to-develop ## style
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: $(VENV)/.ready-to-develop ## put the style right where that needs no thought
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: $(VENV)/.ready-to-develop ## types
	$(BIN)/mypy

floors: $(VENV)/.ready-to-develop ## who may import whom
	$(BIN)/lint-imports --no-logo

campaign: $(VENV)/.ready-to-develop fuzzer ## property tests on thousands of new examples, single faults in the rules, an hour of fuzzing; takes long
	$(BIN)/python -m pytest -n 2 -m "hypothesis or thorough or campaign" --hypothesis-profile=campaign
	$(BIN)/python -m docs.mutants
	$(BIN)/python -m tests.fuzz.round --seconds 3600

fuzz: $(VENV)/.ready-to-develop fuzzer ## a short round of fuzzing, about a minute; what it finds lies in build/fuzz/finds
	$(BIN)/python -m tests.fuzz.round $(ROUND)

.PHONY: fuzzer
fuzzer: # atheris, which is led by coverage; it has wheels for Linux alone, and without it inputs are made by chance
	@$(PIP) install --quiet --editable ".[fuzz]" || echo "Note: atheris cannot be installed here, so inputs are made by chance."

bench: $(VENV)/.ready-to-develop ## measure, one after the other; writes docs/performance.md
	@$(PIP) install --quiet --editable ".[bench]"
	@for each in benchmarks/*.py; do echo "== $$each"; $(BIN)/python -m benchmarks.$$(basename $$each .py) || exit 1; done

docs: $(VENV)/.ready-to-develop ## write transcripts, docs/knowledge.md and the gallery anew from the real output and the rules
	$(BIN)/python -m docs.knowledge
	$(BIN)/python -m docs.gallery
	$(BIN)/python docs/transcripts.py

wheel: $(VENV)/.ready-to-develop ## what is installed elsewhere, in dist/
	@rm -rf dist build/lib build/bdist.*
	$(BIN)/python -m build --outdir dist

clean: ## remove what was made, except the environment
	rm -rf build dist *.egg-info .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +


# --- the environment: made where it is missing, renewed when pyproject.toml changes ---

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Wegwijzer needs Python 3.11 or newer, and $(PYTHON) is older or missing: make PYTHON=/path/to/python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The second engine is source only. Without a compiler all else works, so a failure is told and no more.
define install
	@echo "Setting up $(VENV) ..."
	@$(PIP) install --quiet --editable "$(1)"
	@if command -v cc >/dev/null 2>&1 || command -v gcc >/dev/null 2>&1 || command -v clang >/dev/null 2>&1; then \
		$(PIP) install --quiet --editable ".[durable]" >build-durable.log 2>&1 && rm -f build-durable.log \
			|| echo "Note: the second engine (durable-rules) could not be built; see build-durable.log. All else works."; \
	else \
		echo "Note: no C compiler, so without the second engine (durable-rules). All else works."; \
	fi
	@touch $@
endef

$(VENV)/.ready-to-run: pyproject.toml | $(BIN)/python
	$(call install,.)

$(VENV)/.ready-to-develop: pyproject.toml | $(BIN)/python
	$(call install,.[dev])
	@touch $(VENV)/.ready-to-run
