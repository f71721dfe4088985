# Everything a fresh clone needs is Python >= 3.11 and a package registry.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint bench fixtures clean

demo: $(VENV)/.installed  ## Clean the shipped article and show what was removed, and why
	$(BIN)/cleanwire explain fixtures/demo.txt

test: $(VENV)/.installed  ## Run the whole suite, doctests and rule examples included
	$(BIN)/python -m pytest --cov --cov-report=term

lint: $(VENV)/.installed  ## Run the linters and the type checker
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.installed  ## Compare the speed of cleaning with that of splitting lines
	$(BIN)/python benchmarks/speed.py

fixtures: $(VENV)/.installed  ## Rewrite the fixtures' labels as cleaning gives them now; review the diff
	$(BIN)/python tests/rewrite_fixtures.py

clean:
	rm -rf $(VENV) build dist .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/.installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@
