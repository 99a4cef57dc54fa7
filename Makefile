# Everything here works on a fresh machine with Python 3.11 or newer, git and make. Nothing else is relied on.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
UV ?= uv

.PHONY: help demo setup test hostile fuzz faults check check-deployment audit format docs lock build clean

help:           ## what can be asked for
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 20

demo: .venv/run.stamp   ## open a living, invented inspection; Ctrl-C ends it
	@exec $(BIN)/fieldwork demo

setup: .venv/dev.stamp  ## make .venv with everything that development needs, and nothing else

test: .venv/dev.stamp .venv/duckdb-1.5 ## run every test (brings Chromium where it can)
	@sh tests/browser/bring-chromium.sh
	$(BIN)/python -m pytest -n 2 --dist loadfile

hostile: .venv/dev.stamp ## hostile files through every reader; writes its table into docs/security.md
	$(BIN)/python tests/hostile/run.py

fuzz: .venv/dev.stamp .venv/fuzz ## look for files that harm a reader, by the code that they reach; SECONDS=60 a reader
	PYTHONPATH=.venv/fuzz $(BIN)/python tests/hostile/fuzz.py $(SECONDS)

faults: .venv/dev.stamp ## let something go wrong at every point where the disk is touched (some ten minutes)
	$(BIN)/python tests/faults/run.py

check: .venv/dev.stamp  ## format, lint, types, import contract, generated documents
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/lint-imports --no-cache
	$(BIN)/cog -P --check -r docs/*.md

check-deployment: .venv/deployment/stamp ## behind nginx, and as a server of JupyterHub, as docs/serving.md says
	@for program in nginx openssl; do PATH="$$PATH:/usr/sbin" command -v $$program >/dev/null \
	    || { echo "$$program is missing; on Debian and Ubuntu: apt-get install nginx-light openssl" >&2; exit 1; }; done
	@sh tests/browser/bring-chromium.sh
	PATH="$(CURDIR)/.venv/deployment/proxy/node_modules/.bin:$$PATH" \
	    .venv/deployment/bin/python -m pytest -rs tests/deployment

audit: .venv/audit/stamp ## known weaknesses of what is locked; fails too where the registry cannot say
	.venv/audit/bin/pip-audit --strict --disable-pip --require-hashes --requirement requirements/run.txt

format: .venv/dev.stamp ## put the code into its one format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: .venv/dev.stamp   ## write the generated parts of the documents again
	$(BIN)/cog -P -r docs/*.md

lock:           ## resolve the dependencies again, with hashes (needs uv)
	$(UV) pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header --quiet --output-file requirements/run.txt
	$(UV) pip compile pyproject.toml --group dev --constraints requirements/run.txt --universal \
	    --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --output-file requirements/dev.txt
	$(UV) pip compile requirements/duckdb-1.5.in --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header --quiet --output-file requirements/duckdb-1.5.txt
	$(UV) pip compile pyproject.toml --extra hub --group dev --constraints requirements/dev.txt --universal \
	    --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet \
	    --output-file requirements/deployment.txt
	$(UV) pip compile requirements/audit.in --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header --quiet --output-file requirements/audit.txt
	$(UV) pip compile requirements/fuzz.in --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header --quiet --output-file requirements/fuzz.txt

build: .venv/dev.stamp .venv/audit/stamp ## the wheel and its bill of materials (CycloneDX), in dist/
	$(BIN)/python -m hatchling build -t wheel
	.venv/audit/bin/cyclonedx-py requirements requirements/run.txt --pyproject pyproject.toml --mc-type application \
	    --output-reproducible --output-format JSON --output-file dist/fieldwork.cdx.json
	$(BIN)/python -m pytest tests/repository/test_bill_of_materials.py

clean:          ## remove what was made here
	rm -rf .venv dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { echo "fieldwork needs Python 3.11 or newer; say which: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv .venv \
	    || { echo "Python's venv module is missing; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

# The older DuckDB lies beside, where only the test that needs it looks.
.venv/duckdb-1.5: requirements/duckdb-1.5.txt | .venv/dev.stamp
	@$(PIP) install --no-compile --no-deps --require-hashes --target $@ --requirement $<
	@touch $@

# Its wheels are for few machines; what it finds is kept, and make test reads that everywhere.
.venv/fuzz: requirements/fuzz.txt | .venv/dev.stamp
	@$(PIP) install --no-compile --no-deps --only-binary :all: --require-hashes --target $@ --requirement $< \
	    || { echo "make fuzz runs on Linux on x86-64 with Python 3.11 to 3.13: elsewhere there is no atheris" >&2; exit 1; }
	@touch $@

.venv/audit/stamp: requirements/audit.txt | .venv/bin/python
	@echo "Installing what requirements/audit.txt locks (once; a minute) ..."
	@$(BIN)/python -m venv .venv/audit
	@.venv/audit/bin/python -m pip --disable-pip-version-check --quiet install --no-compile --require-hashes --requirement $<
	@touch $@

# JupyterHub and its proxy stay away from what fieldwork itself is locked to.
.venv/deployment/stamp: requirements/deployment.txt requirements/proxy/package-lock.json pyproject.toml | .venv/bin/python
	@command -v npm >/dev/null || { echo "npm is missing; on Debian and Ubuntu: apt-get install npm" >&2; exit 1; }
	@echo "Installing what requirements/deployment.txt and requirements/proxy lock (once; some minutes) ..."
	@$(BIN)/python -m venv .venv/deployment
	@.venv/deployment/bin/python -m pip --disable-pip-version-check --quiet install --no-compile \
	    --require-hashes --requirement requirements/deployment.txt
	@.venv/deployment/bin/python -m pip --disable-pip-version-check --quiet install --no-deps \
	    --no-build-isolation --no-index --editable .
	@mkdir -p .venv/deployment/proxy && cp requirements/proxy/*.json .venv/deployment/proxy/
	@npm ci --prefix .venv/deployment/proxy --silent --no-audit --no-fund
	@touch $@

# The locks say what is installed, each file with its hash; fieldwork itself is then linked in without the network.
.venv/%.stamp: requirements/%.txt pyproject.toml | .venv/bin/python
	@echo "Installing what requirements/$*.txt locks (once; a minute or two) ..."
	@$(PIP) install --no-compile --require-hashes --requirement $<
	@$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@
