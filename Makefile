# Everything a fresh clone needs is Python >= 3.11 and a package registry.
PYTHON ?= python3
VENV := .venv
# Sources of what is compiled when cleanwire is installed.
NATIVE := hatch_build.py $(wildcard src/cleanwire/native/*/*.pyx src/cleanwire/native/*/*.pxd)
BIN := $(VENV)/bin

.PHONY: demo test coverage check engines lowest wheels sanitize lint bench evaluate docs fixtures rules-version fuzz clean

demo: $(VENV)/.installed  ## Clean the shipped article and show what was removed and why
	$(BIN)/cleanwire explain fixtures/demo.txt

test: $(VENV)/.installed  ## Run all tests, including doctests and rule examples
	$(BIN)/python -m pytest --numprocesses auto

check: lint  ## Run the linters, the type checker and the fast tests, without those of properties, in about a minute
	$(BIN)/python -m pytest -q --numprocesses auto -m 'not slow and not no_cover and not hypothesis' -r fE

coverage: $(VENV)/.installed  ## Run all tests and report which lines they reach; takes half as long again as `make test`
	$(BIN)/python -m pytest -q --numprocesses auto --cov --cov-report=term

# Engines with compatible pins share an environment; each of the others has its own.
TOGETHER := ray spark datatrove datasets polars duckdb pandas dask scrapy langchain llama-index haystack warc remote servers
ALONE := nemo-curator dolma
TRIED_TOGETHER := $(addprefix tests/,test_integrations_*.py test_corpus_archives.py test_corpus_remote.py \
  test_corpus_servers.py test_guide_crawl.py) src/cleanwire/integrations
# Versions that pip would only find after hours, or in another build, and a release that others warn about.
together_PINS := 'pandas<3'
nemo-curator_PINS := torch==2.13.0
dolma_PINS := boto3==1.28.17 aiobotocore==2.5.4
comma := ,
listed = $(subst $() ,$(comma),$(strip $(1)))
extras = $(if $(filter together,$(1)),$(TOGETHER),$(1))

engines: $(patsubst %,engines-%,together $(ALONE))  ## Run the tests of the integrations with the real engines

# Engines' workers import what the tests define through PYTHONPATH.
engines-%: .engines/%/.installed
	PYTHONPATH=$(CURDIR)/tests CLEANWIRE_ENGINES=$(call listed,$(call extras,$*)) .engines/$*/bin/python -m pytest -q \
	  $(if $(filter together,$*),$(TRIED_TOGETHER),tests/test_integrations_$(subst -,_,$*).py)

.PRECIOUS: .engines/%/.installed
.engines/%/.installed: pyproject.toml $(NATIVE)
	test -x .engines/$*/bin/python || $(PYTHON) -m venv .engines/$*
	.engines/$*/bin/python -m pip install --quiet --disable-pip-version-check \
	  --editable '.[test,$(call listed,$(call extras,$*))]' $($*_PINS)
	touch $@

# The oldest versions that pyproject.toml allows, of the dependencies and of what the tests need.
lowest:  ## Run the tests with the oldest versions of all dependencies
	test -x .lowest/bin/python || $(PYTHON) -m venv .lowest
	.lowest/bin/python -m pip install --quiet --disable-pip-version-check uv
	.lowest/bin/python -m uv pip install --quiet --python .lowest/bin/python --resolution lowest-direct --editable '.[test]'
	.lowest/bin/python -m pytest -q --numprocesses auto

WHEELS := build/wheels
wheels:  ## Build the sdist and a wheel for each Python found, and test each wheel in its own environment
	test -x $(WHEELS)/tools/bin/python || $(PYTHON) -m venv $(WHEELS)/tools
	$(WHEELS)/tools/bin/python -m pip install --quiet --disable-pip-version-check build twine
	rm -rf $(WHEELS)/dist $(WHEELS)/try-*
	$(WHEELS)/tools/bin/python -m build --sdist --outdir $(WHEELS)/dist .
	for version in 3.11 3.12 3.13; do \
	  python$$version -c '' 2> /dev/null || { echo "make wheels: no python$$version here"; continue; }; \
	  python$$version -m venv $(WHEELS)/try-$$version && \
	  $(WHEELS)/try-$$version/bin/python -m pip wheel --quiet --disable-pip-version-check --no-deps \
	    --wheel-dir $(WHEELS)/dist $(WHEELS)/dist/*.tar.gz && \
	  $(WHEELS)/try-$$version/bin/python -m pip install --quiet --disable-pip-version-check pytest \
	    $(WHEELS)/dist/*-cp$$(echo $$version | tr -d .)-*.whl && \
	  (cd examples && ../$(WHEELS)/try-$$version/bin/python -m pytest -q -c /dev/null -p no:cacheprovider .) && \
	  $(WHEELS)/try-$$version/bin/cleanwire explain fixtures/demo.txt > /dev/null && \
	  $(WHEELS)/try-$$version/bin/cleanwire doctor || exit 1; \
	done
	$(WHEELS)/tools/bin/python -m twine check --strict $(WHEELS)/dist/*

lint: $(VENV)/.installed  ## Run the linters and the type checker
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.installed  ## Compare the speed with that of other tools
	$(BIN)/python benchmarks/speed.py

evaluate: $(VENV)/.installed  ## Compare cleanwire with other tools on the shipped documents, and rewrite the tables of docs/evaluation.md
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[peers]'
	$(BIN)/python benchmarks/evaluation.py --write

FUZZ_SECONDS ?= 20
FUZZ_TARGETS ?= clean explain html pack labelled profile

fuzz: $(VENV)/.installed  ## Fuzz every target for FUZZ_SECONDS; findings are in .fuzz/findings
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary atheris --editable '.[fuzz]' || { \
	  echo "make fuzz: nothing was fuzzed: pip cannot install atheris here, which has wheels for CPython 3.11 to 3.13" \
	    "on Linux ($$($(BIN)/python -V), $$(uname -sm))" >&2; exit 1; }
	for target in $(FUZZ_TARGETS); do \
	  $(BIN)/python fuzz/fuzz.py $$target -max_total_time=$(FUZZ_SECONDS) -verbosity=0 || exit 1; \
	done

# Built in a copy, because native modules are compiled beside their sources. Memory comes from malloc, which is checked.
SANITIZED := build/sanitized
SANITIZED_TESTS ?= tests/test_native_*.py tests/test_properties.py tests/test_cleaning_cleaner.py tests/test_fixtures.py
sanitize:  ## Run tests on native code that checks every read, write and index (AddressSanitizer, UBSan)
	rm -rf $(SANITIZED)/src $(SANITIZED)/tests && mkdir -p $(SANITIZED)
	git ls-files -z | tar --null --files-from - -cf - | tar -xf - -C $(SANITIZED)
	test -x $(SANITIZED)/.venv/bin/python || $(PYTHON) -m venv $(SANITIZED)/.venv
	cd $(SANITIZED) && CLEANWIRE_SANITIZE=1 .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	cd $(SANITIZED) && LD_PRELOAD="$$(cc -print-file-name=libasan.so) $$(cc -print-file-name=libubsan.so)" \
	  ASAN_OPTIONS=detect_leaks=0 PYTHONMALLOC=malloc .venv/bin/python -m pytest -q --numprocesses auto $(SANITIZED_TESTS)

docs: $(VENV)/.installed  ## Build the documentation as a site in build/site; search needs a server, such as python -m http.server
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[docs]'
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

fixtures: $(VENV)/.installed  ## Rewrite the fixtures' labels with the present results; review the diff
	$(BIN)/python tests/rewrite_fixtures.py

rules-version: $(VENV)/.installed  ## Give the rules and weights a new version after changing them
	$(BIN)/python tests/rewrite_rules_version.py

clean:
	find src \( -name '*.so' -o -name '*.prepared' \) -delete; rm -rf $(VENV) .engines .lowest build dist .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis .fuzz

$(VENV)/.installed: pyproject.toml $(NATIVE)
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@
