# Needs Python 3.11 or newer with pip, git and make; everything else is installed into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := PIP_CONSTRAINT=$(CURDIR)/requirements-dev.lock $(BIN)/python -m pip install -q --disable-pip-version-check

.PHONY: help demo test quick lint format generated docs lock clean

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

demo: $(VENV)/.core  ## lint examples/ and show what is found
	@echo '$$ articlelint check examples'
	@$(BIN)/articlelint check examples --no-cache || [ $$? -eq 1 ]

test: $(VENV)/.dev  ## the whole suite
	$(BIN)/python -m pytest -n auto --dist loadgroup

quick: $(VENV)/.dev  ## the suite without real pre-commit, wheels and browsers
	$(BIN)/python -m pytest -n auto -m 'not slow'

lint: $(VENV)/.dev  ## ruff, mypy, the layer contract, our own pages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy articlelint
	PYTHONPATH=$(CURDIR) $(BIN)/lint-imports --no-cache
	$(BIN)/articlelint check

format: $(VENV)/.dev  ## let ruff write
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

generated: $(VENV)/.dev  ## write the files that are made from others
	$(BIN)/python docs/generate.py

docs: $(VENV)/.dev  ## build the site into site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

lock: $(VENV)/.core  ## pin the newest versions that pyproject.toml allows
	$(BIN)/python -m pip install -q uv
	$(BIN)/uv pip compile --native-tls pyproject.toml --all-extras --group dev --universal --python-version 3.11 \
		--upgrade --custom-compile-command 'make lock' --no-emit-index-url --no-emit-find-links -q -o requirements-dev.lock

clean:  ## remove what the other targets made
	rm -rf $(VENV) dist site

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'articlelint needs Python 3.11 or newer; name one: make PYTHON=python3.12 ...' >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: $(BIN)/python pyproject.toml requirements-dev.lock
	$(PIP) -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.core
	$(PIP) -r requirements-dev.lock
	@touch $@
