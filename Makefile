# Needs Python 3.11 or newer with pip, git and make; everything else is installed into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -q --disable-pip-version-check
# Every file that is installed is one whose hash a lock file holds; ourselves are built with what is already there.
LOCKED := $(PIP) --require-hashes -r
OURSELVES := $(PIP) --no-deps --no-build-isolation -e .
COMPILE := $(BIN)/uv pip compile --native-tls --python-version 3.11 --no-emit-index-url --no-emit-find-links -q

.PHONY: help demo test quick lowest lint format generated docs fuzz reliability lock clean

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

demo: $(VENV)/.core  ## lint examples/ and show what is found
	@echo '$$ articlelint check examples'
	@$(BIN)/articlelint check examples --no-cache || [ $$? -eq 1 ]

test: $(VENV)/.dev  ## the whole suite
	$(BIN)/python -m pytest -n auto --dist loadgroup

quick: $(VENV)/.dev  ## the suite without real pre-commit, wheels and browsers
	$(BIN)/python -m pytest -n auto -m 'not slow'

lowest: $(VENV)/.uv  ## the quick suite with the oldest versions that pyproject.toml allows
	mkdir -p $(VENV)/lowest
	$(COMPILE) pyproject.toml --all-extras --resolution lowest-direct -o $(VENV)/lowest/oldest.txt
	$(COMPILE) pyproject.toml --all-extras --group dev -c $(VENV)/lowest/oldest.txt -o $(VENV)/lowest/all.txt
	$(BIN)/uv venv -q --clear --python $(BIN)/python $(VENV)/lowest/venv
	$(BIN)/uv pip install --native-tls -q --python $(VENV)/lowest/venv/bin/python -r $(VENV)/lowest/all.txt
	$(BIN)/uv pip install --native-tls -q --python $(VENV)/lowest/venv/bin/python --no-deps --no-build-isolation -e .
	$(VENV)/lowest/venv/bin/python -m pytest -n auto -m 'not slow'

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

lock: $(VENV)/.uv  ## pin the newest versions that pyproject.toml allows, with their hashes
	$(COMPILE) pyproject.toml --all-extras --group dev --universal --upgrade --generate-hashes \
		--custom-compile-command 'make lock' -o requirements-dev.lock
	$(COMPILE) pyproject.toml --group build --universal --upgrade --generate-hashes -c requirements-dev.lock \
		--custom-compile-command 'make lock' -o requirements-core.lock
	$(COMPILE) pyproject.toml --extra schema --group fuzz --universal --upgrade --generate-hashes -c requirements-dev.lock \
		--custom-compile-command 'make lock' -o requirements-fuzz.lock

FUZZ_SECONDS ?= 60
fuzz: $(VENV)/.uv  ## fuzz each reader of strangers' files for FUZZ_SECONDS; not part of the suite
	$(BIN)/uv venv -q --allow-existing --python $(BIN)/python $(VENV)/fuzz
	$(BIN)/uv pip sync --native-tls -q --require-hashes --python $(VENV)/fuzz/bin/python requirements-fuzz.lock
	$(VENV)/fuzz/bin/python tests/fuzz/run.py --seconds $(FUZZ_SECONDS) $(FUZZ_TARGETS)

reliability: $(VENV)/.dev  ## kill, damage, fill the disk, try hostile texts: docs/reliability.md; takes half an hour
	$(BIN)/python tests/reliability.py

clean:  ## remove what the other targets made
	rm -rf $(VENV) dist site

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'articlelint needs Python 3.11 or newer; name one: make PYTHON=python3.12 ...' >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: $(BIN)/python pyproject.toml requirements-core.lock
	$(LOCKED) requirements-core.lock
	$(OURSELVES)
	@touch $@

$(VENV)/.dev: $(VENV)/.core requirements-dev.lock
	$(LOCKED) requirements-dev.lock
	@touch $@

$(VENV)/.uv: $(BIN)/python
	$(PIP) uv
	@touch $@
