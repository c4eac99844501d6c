# Two commands do everything on a fresh machine: make nightly, make test.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: nightly desk test venv docs lint types check strings lock clean

nightly: $(VENV)/.core   ## set up, then one night on the bundled press room
	$(BIN)/repledge nightly

desk: $(VENV)/.core      ## the review desk on http://127.0.0.1:8321/
	$(BIN)/repledge desk

test: lint types check   ## lint, types, tests, quality gate

venv: $(VENV)/.dev

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

check: $(VENV)/.dev
	$(BIN)/python -m pytest

docs: $(VENV)/.core      ## print what is derived: the schema, the decision table
	$(BIN)/repledge docs

strings: $(VENV)/.dev    ## the desk's catalogues brought up to date; then translate what is empty
	mkdir -p build
	$(BIN)/pybabel -q extract -F repledge/desk/babel.cfg -k N_ -k Refused -k BadInput -k HTTPException:2 \
	  --no-location --sort-output --omit-header -o build/desk.pot repledge/desk
	for code in ja ko; do $(BIN)/pybabel -q update -i build/desk.pot -l $$code --no-fuzzy-matching \
	  --omit-header --no-wrap --ignore-obsolete -o repledge/desk/locale/$$code.po || exit 1; done

lock:                    ## resolve lock/*.txt again (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-find-links --no-emit-index-url pyproject.toml -o lock/core.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-find-links --no-emit-index-url -c lock/core.txt --extra dev pyproject.toml -o lock/dev.txt

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or later found: install one, or run make PYTHON=/path/to/python." >&2; exit 78; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: lock/core.txt pyproject.toml | $(VENV)/bin/python
	@echo "Setting up (once, about a minute) …"
	$(PIP) install --require-hashes -r lock/core.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: lock/dev.txt $(VENV)/.core
	$(PIP) install --require-hashes -r lock/dev.txt
	@touch $@

clean:
	rm -rf $(VENV) var build *.egg-info .mypy_cache .ruff_cache .pytest_cache
