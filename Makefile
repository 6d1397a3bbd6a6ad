# Every target sets up what it needs: a virtual environment in .venv, with the exact versions of constraints.txt.
# All paths are relative, so the checkout may lie in a folder whose name holds spaces.

.DEFAULT_GOAL := help
.PHONY: help demo test coverage check static format-check lint types contract format bench schema constraints clean

# Given on make's command line, never taken from the shell's environment.
PYTHON :=
CASES :=
OUT := bench-results
PYTEST_ARGS :=

# What somebody's shell adds to the import path is no part of the project.
unexport PYTHONPATH
# Where it is set, each of the many processes of the suite compiles all of our modules again.
unexport PYTHONDONTWRITEBYTECODE

# pip compiles on one core what compileall compiles on all of them; what cannot be compiled is left to who imports it.
PIP_INSTALL := .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile -c constraints.txt
COMPILE := .venv/bin/python -m compileall -qq -j 0 .venv/lib || true

# A Python counts when it is new enough and brings venv with pip; Debian ships the latter as a package of its own.
find_python = for candidate in $(if $(PYTHON),"$(PYTHON)",python3.13 python3.12 python3.11 python3); do \
	  if "$$candidate" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    python="$$candidate"; break; \
	  fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "make: no Python 3.11 or newer with venv and pip was found$(if $(PYTHON), as $(PYTHON)); install one (on Debian and Ubuntu: python3 and python3-venv) or name it with PYTHON=…; nothing was set up." >&2; \
	  exit 1; \
	fi

help: ## list these targets
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile

demo: .venv/runtime.stamp ## make a little workspace in demo/ and write the incident that is hidden in it
	@.venv/bin/incident demo
	@echo && echo "Open these:" && find demo -name incident.json | sort | while read -r incident; do \
	  ls "$$(dirname "$$incident")"/report.html "$$(dirname "$$incident")"/*.md; \
	done
	@echo && echo "Then look at the evidence: .venv/bin/incident show --config demo/incident.toml"

test: .venv/development.stamp ## run the tests (PYTEST_ARGS=… is passed on)
	@.venv/bin/python -m pytest --numprocesses=auto --maxprocesses=8 --dist=loadfile $(PYTEST_ARGS)

coverage: .venv/development.stamp ## run the tests and list the lines that none of them reaches
	@.venv/bin/python -m pytest --numprocesses=auto --maxprocesses=8 --dist=loadfile --cov --cov-report=term-missing:skip-covered

check: static ## format check, lint, types and import contract, then the tests
	@$(MAKE) --no-print-directory test

static: format-check lint types contract ## what check holds besides the tests

format-check: .venv/development.stamp
	@.venv/bin/ruff format --check .

lint: .venv/development.stamp
	@.venv/bin/ruff check .

types: .venv/development.stamp
	@.venv/bin/mypy

contract: .venv/development.stamp
	@.venv/bin/lint-imports

format: .venv/development.stamp ## rewrite the sources in the project's format
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

bench: .venv/development.stamp ## build every case under CASES=… into OUT=bench-results and score it where a scorer is found
	@if [ -z "$(CASES)" ]; then \
	  echo "make: name a folder of cases, such as make bench CASES=../cases/dev; nothing was built." >&2; exit 2; \
	fi
	@failed=0; \
	.venv/bin/python benchmarks/planted_faults.py "$(CASES)" --out "$(OUT)" || failed=$$?; \
	split="$$(basename "$(CASES)")"; \
	if [ -f "$(CASES)/../../score.py" ]; then \
	  .venv/bin/python "$(CASES)/../../score.py" "$(OUT)" --cases "$(CASES)/.." --split "$$split" --per-case || failed=$$?; \
	fi; \
	if [ -f "$(CASES)/../score_docs.py" ]; then \
	  .venv/bin/python "$(CASES)/../score_docs.py" --root "$(OUT)" --split "$$split" || failed=$$?; \
	fi; \
	exit $$failed

schema: .venv/runtime.stamp ## write docs/incident.schema.json from the model
	@mkdir -p build docs
	@.venv/bin/incident schema > build/incident.schema.json
	@mv build/incident.schema.json docs/incident.schema.json

constraints: ## write constraints.txt anew from the newest versions that pyproject.toml allows
	@$(find_python); rm -rf build/constraints && "$$python" -m venv build/constraints
	@build/constraints/bin/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@mkdir -p build
	@{ echo '# Written by `make constraints`: the exact versions that the environment is made of.'; \
	  build/constraints/bin/python -m pip list --format=freeze --disable-pip-version-check \
	    --exclude pip --exclude setuptools --exclude staging-incident; } > build/constraints.txt
	@mv build/constraints.txt constraints.txt
	@rm -rf build/constraints

clean: ## remove everything that make made, the virtual environment included
	rm -rf .venv build dist demo bench-results .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment that works is kept; one that an interrupted run left half made is not.
.venv/created.stamp:
	@if ! .venv/bin/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	  $(find_python); \
	  echo "Setting up .venv with $$("$$python" --version)"; \
	  "$$python" -m venv --clear .venv || exit 1; \
	fi
	@touch $@

# hatchling is installed first and used as it is, so that the build takes its version from constraints.txt too.
.venv/runtime.stamp: .venv/created.stamp pyproject.toml constraints.txt
	@echo "Installing what the program needs"
	@$(PIP_INSTALL) hatchling
	@$(PIP_INSTALL) --no-build-isolation -e .
	@$(COMPILE)
	@touch $@

# The development needs all that the program needs, which one installation settles sooner than two.
.venv/development.stamp: .venv/created.stamp pyproject.toml constraints.txt
	@echo "Installing what the program and its development need"
	@$(PIP_INSTALL) hatchling
	@$(PIP_INSTALL) --no-build-isolation -e '.[dev]'
	@$(COMPILE)
	@touch .venv/runtime.stamp $@
