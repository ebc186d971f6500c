# Two commands on a fresh machine: `make demo` and `make test`. They need python3 (3.11 or newer) with venv, and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT := out

.PHONY: demo test check clean

demo: $(VENV)/installed ## build the graph of seeds/, ask it a question, draw it, write it as Turtle
	$(BIN)/kg build seeds --store $(OUT)/demo.kg
	$(BIN)/kg query --store $(OUT)/demo.kg who-holds-what
	$(BIN)/kg show --store $(OUT)/demo.kg "Jeff Sessions"
	$(BIN)/kg draw --store $(OUT)/demo.kg -o $(OUT)/demo.html
	$(BIN)/kg export --store $(OUT)/demo.kg -o $(OUT)/demo.ttl

test: $(VENV)/installed-dev ## run the tests
	$(BIN)/python -m pytest

check: $(VENV)/installed-dev ## lint, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[reader]'
	@mkdir -p $(OUT) && touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[reader,dev]'
	@touch $@

clean: ## remove everything that make made
	rm -rf $(VENV) $(OUT)
