# Rollcall: `make run` shows it, `make test` proves it. Works with GNU Make 3.81 (macOS) and later.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done)
VENV := .venv
IN_VENV := $(VENV)/bin/python
MADE := $(VENV)/made
# A stamp is named after what it installed, so changed requirements install again and unchanged ones do not.
HASH := $(shell cat requirements.txt requirements-dev.txt | cksum | cut -d' ' -f1)
INSTALLED := $(VENV)/installed-$(HASH)
INSTALLED_DEV := $(VENV)/installed-dev-$(HASH)
PIP := $(IN_VENV) -m pip install --quiet --disable-pip-version-check --require-hashes

# Programs that tests drive: found, or installed once.
WITH_CHROMIUM = ROLLCALL_CHROMIUM="$$($(IN_VENV) tests/browser/find_chromium.py --install)" && export ROLLCALL_CHROMIUM
WITH_LIBREOFFICE = ROLLCALL_LIBREOFFICE="$$($(IN_VENV) -m tests.untrusted.libreoffice --install)" && export ROLLCALL_LIBREOFFICE

.PHONY: help run test fuzz attack security sbom check format install bench accuracy reconcile docs screenshots lock clean
.DEFAULT_GOAL := help

help:
	@echo 'make run      install, and open the dashboard on http://localhost:8501'
	@echo 'make test     install, find or install a Chromium and a LibreOffice, and run every test'
	@echo 'make fuzz     read 10,000 damaged files'
	@echo 'make attack   attack the protected numbers in 5,000 sessions (SESSIONS=, SEED=)'
	@echo 'make security what was tried against each threat, how often, and what came of it'
	@echo 'make sbom     write docs/sbom.json, the list of every library, from requirements.txt'
	@echo 'make check    formatter, linter, type checker, import contracts, known vulnerabilities of the libraries'
	@echo 'make install  the set-up alone'
	@echo 'make bench    measure the speeds that are promised'
	@echo 'make accuracy measure how well spreadsheets are recognised, and write docs/accuracy.md'
	@echo 'make reconcile  hold the totals of published files against what they add up to (FILES=...)'
	@echo 'make format   format the code'
	@echo 'make docs     write the manual pages from the declarations and the questions'
	@echo 'make screenshots  take the pictures of the pages in docs/screenshots'
	@echo 'make lock     compile requirements.txt and requirements-dev.txt from pyproject.toml'

run: $(INSTALLED)
	@$(IN_VENV) -m streamlit run dashboard.py

test: $(INSTALLED_DEV)
	@$(WITH_CHROMIUM) && $(WITH_LIBREOFFICE) && $(IN_VENV) -m pytest -n 2 --no-loadscope-reorder $(TESTS)

fuzz: $(INSTALLED_DEV)
	@ROLLCALL_MUTATED_FILES=$(or $(FILES),10000) $(IN_VENV) -m pytest -n 2 --no-loadscope-reorder tests/fuzz

attack: $(INSTALLED_DEV)
	@$(IN_VENV) -m rollcall attack --sessions $(or $(SESSIONS),5000) --seed $(or $(SEED),1)

security: $(INSTALLED_DEV)
	@$(WITH_CHROMIUM) && $(WITH_LIBREOFFICE) && $(IN_VENV) -m tests.security

check: $(INSTALLED_DEV)
	@$(IN_VENV) -m ruff format --check .
	@$(IN_VENV) -m ruff check .
	@$(IN_VENV) -m mypy
	@$(VENV)/bin/lint-imports --no-logo
	@$(IN_VENV) -m tests.security.vulnerabilities
	@$(IN_VENV) -m pytest -q -n 0 tests/security/test_dependencies.py -k list_of_libraries

# The list of everything that Rollcall is installed with.
sbom: $(INSTALLED_DEV)
	@$(IN_VENV) -m tests.security.sbom docs/sbom.json

install: $(INSTALLED_DEV)
	@echo 'Rollcall is installed in $(VENV).'

bench: $(INSTALLED_DEV)
	@$(WITH_CHROMIUM) && $(IN_VENV) -m benchmarks

accuracy: $(INSTALLED_DEV)
	@$(IN_VENV) -m tests.accuracy docs/accuracy.md

# Published files: those given, else the real ones that lie beside the repository.
PUBLISHED := $(or $(FILES),$(wildcard ../shared/real))

reconcile: $(INSTALLED)
	@test -n "$(PUBLISHED)" || { echo 'Give the published files to reconcile: make reconcile FILES="ehe_academic_year.csv waits.xlsx", or a folder of them.' >&2; exit 1; }
	@$(IN_VENV) -m rollcall reconcile $(PUBLISHED)

format: $(INSTALLED_DEV)
	@$(IN_VENV) -m ruff format .
	@$(IN_VENV) -m ruff check --fix .

docs: $(INSTALLED_DEV)
	@$(IN_VENV) -m rollcall.export docs

screenshots: $(INSTALLED_DEV)
	@$(WITH_CHROMIUM) && $(IN_VENV) -m tests.browser.screenshots

# No index address is written, and the same file serves every platform and Python from 3.11.
lock: $(INSTALLED_DEV)
	@$(IN_VENV) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header $(UPGRADE) pyproject.toml -o requirements.txt
	@$(IN_VENV) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header $(UPGRADE) -c requirements.txt \
		pyproject.toml --group dev -o requirements-dev.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# Made again when its making was broken off, or its Python has gone or is too old.
ifneq ($(shell test -f $(MADE) && $(IN_VENV) -c 'import sys; print(sys.version_info >= (3, 11))' 2>/dev/null),True)
.PHONY: $(MADE)
endif
$(MADE):
	@test -n "$(PYTHON)" || { echo 'Rollcall needs Python 3.11 or newer: install it (Debian: apt install python3 python3-venv; macOS: brew install python).' >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Rollcall needs Python 3.11 or newer, and $(PYTHON) is older: install a newer one, or name one with make PYTHON=...' >&2; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo 'Python cannot make a virtual environment yet: install its venv package (Debian: apt install python3-venv).' >&2; exit 1; }
	@"$(PYTHON)" -m venv --clear $(VENV)
	@touch $@

$(INSTALLED): $(MADE)
	@echo 'Installing what Rollcall needs (once).'
	@$(PIP) -r requirements.txt
	@touch $@

$(INSTALLED_DEV): $(MADE)
	@echo 'Installing what Rollcall and its tests need (once).'
	@$(PIP) -r requirements-dev.txt
	@touch $(INSTALLED) $@
