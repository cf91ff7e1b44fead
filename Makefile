# Two commands are all a newcomer needs: `make demo` and `make test`. Both set up by themselves.
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test lint floors bench docs lock clean

# The exact versions of requirements.lock, checked by hash; the package itself is installed editable.
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Whomet needs Python 3.11 or newer")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $(READY)

demo: $(READY)                ## read examples/ and show the brief
	$(BIN)/whomet brief examples/articles

test: lint                    ## all tests
	$(BIN)/pytest -n 2

lint: $(READY)                ## style, types, and the contract that keeps the stages apart
	$(BIN)/ruff check src tests training
	$(BIN)/ruff format --check src tests training
	$(BIN)/mypy
	$(BIN)/lint-imports

floors: $(READY)              ## score the gold stories; fails when a pinned figure drops
	$(BIN)/python -m whomet.evaluate floors

bench: $(READY)               ## articles a second, stage by stage; with BENCH=folder also the scores of single stages
	$(BIN)/python -c 'import datasketch, spacy' || $(BIN)/python -m pip install --quiet --no-build-isolation -e '.[bench]'
	$(BIN)/python -m whomet.evaluate speed
	$(if $(BENCH),$(BIN)/python -m whomet.evaluate bench --data $(BENCH))

docs: $(READY)                ## write what the code knows about itself into docs/
	$(BIN)/python docs/generate.py

lock:                         ## renew requirements.lock from pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --generate-hashes --python-version 3.11 \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' --quiet -o requirements.lock

clean:
	rm -rf $(VENV) build dist
