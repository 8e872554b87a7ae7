# Voraussetzung: Python ab 3.11 mit venv, make, git. Alles Übrige kommt aus den Locks nach .venv, .cache und tests/js.
# In den Stempeldateien unter .venv steht nichts; ihr Alter sagt, ob die Locks sich seither geändert haben.

VENV := .venv
BIN := $(VENV)/bin
PRODUCT := $(VENV)/.product
TESTS := $(VENV)/.tests
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
LOCKED := $(PIP) --require-hashes --only-binary :all: -r
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))

# Das erste Python, das neu genug ist; ein anderes mit: make PYTHON=/pfad/zu/python
PYTHON = $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$python && break; done)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help build test serve check norms bench axe fuzz clean lock

help:  ## zeigt diese Liste
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s  %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

build: $(PRODUCT)  ## baut Lernseite, SCORM-Pakete und Handouts nach dist/
	$(BIN)/integrif build

check: $(PRODUCT)  ## prüft die Inhalte und nennt jede Fundstelle
	$(BIN)/integrif check

norms: $(PRODUCT)  ## liest die zitierten Gesetze neu; was zu prüfen ist, steht dann in .cache/normen/liste.md
	$(BIN)/integrif norms update
	@mkdir -p .cache/normen
	@$(BIN)/integrif norms diff --format markdown > .cache/normen/liste.md; code=$$?; \
		if [ $$code -eq 0 ]; then : > .cache/normen/liste.md; elif [ $$code -ne 1 ]; then exit $$code; fi

serve: $(PRODUCT)  ## zeigt die Lernseite im Browser, immer auf dem neuesten Stand
	$(BIN)/integrif serve

# Browser und Node gehören dem Rechner: Ob sie noch da sind, sagt keine Stempeldatei, also jedes Mal nachsehen.
test: $(TESTS)  ## prüft das Programm: Stil, Typen, Schichten, JavaScript, alle Tests
	@echo "Python:  $$($(BIN)/python -c 'import platform; print(platform.python_version())') ($(BIN)/python)"
	@$(BIN)/python -m tests.setup.browser
	@$(BIN)/python -m tests.setup.node
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict builder tests/setup
	$(BIN)/lint-imports
	"$$(cat .cache/node-path)" tests/js/node_modules/typescript/bin/tsc --project tests/js
	$(BIN)/pytest -n auto

bench: $(TESTS)  ## misst Zeiten und Größen
	$(BIN)/python -m tests.bench

axe: $(TESTS)  ## sucht Barrieren auf jeder Seite und in jeder Frage, auf jedem Schirm, hell und dunkel
	@$(BIN)/python -m tests.setup.browser
	@$(BIN)/python -m tests.setup.node
	$(BIN)/pytest -n auto -m matrix

fuzz: $(TESTS)  ## sucht lange nach Eingaben, an denen das Programm scheitert
	$(BIN)/pytest -n auto -m hypothesis --hypothesis-profile=fuzz

lock: $(TESTS)  ## schreibt die Locks neu, nach einer Änderung an pyproject.toml oder tests/js/package.json
	$(call compile,requirements.lock,pyproject.toml --group build)
	$(call compile,requirements-test.lock,pyproject.toml --extra test --constraint requirements.lock)
	$(call compile,requirements-node.lock,--group node)
	$(BIN)/python -m tests.setup.node lock

clean:  ## entfernt alles Erzeugte, auch .venv
	rm -rf dist .cache $(VENV) tests/js/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find builder tests -name __pycache__ -type d -prune -exec rm -rf {} +

# compile(Lock, Quelle): eine Fassung für jedes System und jedes Python ab 3.11; neuere Versionen nur mit UPGRADE=--upgrade
compile = $(BIN)/uv pip compile $(2) --output-file $(1) --universal --python-version 3.11 --generate-hashes \
	--no-annotate --quiet --system-certs --custom-compile-command "make lock" $(UPGRADE)

$(VENV)/pyvenv.cfg:
	@test -n "$(PYTHON)" || { echo "Kein Python ab 3.11 gefunden ($$(python3 --version 2>&1)). Bitte installieren, oder nennen: make PYTHON=/pfad/zu/python" >&2; exit 1; }
	@$(PYTHON) -c '$(NEW_ENOUGH)' || { echo "$(PYTHON) ist zu alt oder kein Python. Gebraucht wird Python ab 3.11." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Zu $(PYTHON) fehlt das Modul venv. Unter Debian und Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "$(VENV) wird mit $$($(PYTHON) --version) angelegt …"
	@$(PYTHON) -m venv $(VENV)

$(PRODUCT): requirements.lock pyproject.toml | $(VENV)/pyvenv.cfg
	@echo "Bibliotheken aus requirements.lock werden installiert …"
	@$(LOCKED) requirements.lock
	@$(PIP) --no-build-isolation --no-deps --editable .
	@touch $@

$(TESTS): requirements-test.lock $(PRODUCT)
	@echo "Werkzeuge aus requirements-test.lock werden installiert …"
	@$(LOCKED) requirements-test.lock
	@touch $@
