# Targets for people; `make help` lists them. Each sets up what it needs.
SHELL := /bin/bash
PY := .venv/bin/python
export PYTHONPATH := $(CURDIR)

.PHONY: help setup dev speech demo run token test test-emulators doctor check fmt openapi client-check lock image-check api-fuzz bench-pipeline bench-french bench-progress bench-plans bench-api bench-coldstart clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

setup: ## install what running needs into .venv
	@scripts/setup.sh

dev: ## install what the checks and tests need besides
	@scripts/setup.sh dev speech cloud otel

speech: ## install the local recognizer and fetch its model (MODEL=small), with progress
	@scripts/setup.sh speech
	@$(PY) -m infra.speech.fetch_model --cache "$(or $(DATA_DIR),var)/models" $(or $(MODEL),small)

demo: $(if $(AUDIO),$(if $(TRANSCRIPT),setup,speech),setup) ## three recordings, then weeks of a class (WEEKS=0 without; AUDIO=… TRANSCRIPT=… for your own; KEEP=0 to stop)
	@$(PY) -m infra.local.demo $(if $(AUDIO),--audio "$(AUDIO)") \
	  $(if $(TRANSCRIPT),--transcript "$(TRANSCRIPT)") $(if $(WEEKS),--weeks "$(WEEKS)") \
	  $(if $(filter 0,$(KEEP)),--stop)

run: setup ## start the embedded stack at http://127.0.0.1:5001
	@$(PY) -m infra.local.stack

token: ## print a development token (ROLE=learner|teacher|admin ID=marie)
	@$(PY) -m infra.local.dev_identity "$(or $(ROLE),learner)" "$(or $(ID),demo-learner)"

test: dev ## set up everything and run all checks and tests, on the cloud's emulators too
	@scripts/emulators.sh $(MAKE) --no-print-directory check

check: ## format, lint, types, layers, tests; those that need emulators only where these run
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@$(PY) -m pytest

test-emulators: dev ## the cloud adapters on the cloud's emulators; installs and starts what it can
	@scripts/emulators.sh $(PY) -m tests.emulators

doctor: setup ## what is configured, each dependency tried once, and what is missing
	@$(PY) -m infra.doctor

fmt: ## format the code
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

openapi: ## renew docs/openapi.json from the routes
	@$(PY) -m infra.edge.openapi > docs/openapi.json

client-check: openapi ## compile a sample client against types made from docs/openapi.json (needs Node)
	@cd tests/client && npm ci --silent --no-audit --no-fund && npm run check

lock: ## renew the lock files from pyproject.toml
	@scripts/lock.sh

image-check: ## build the image and run the main job in it, not as root (BASE_IMAGE=… BASE_DIGEST=…)
	@scripts/image_check.sh

api-fuzz: dev ## the whole API against its own description (CASES=5000 SEED=1)
	@$(PY) -m tests.security.api_fuzz --cases $(or $(CASES),5000) --seed $(or $(SEED),1)

bench-pipeline: dev ## time, memory and throughput of the whole chain
	@$(PY) -m tests.bench.pipeline

bench-french: dev ## the French engine on a folder of sentences (DATA=… [JSON=…])
	@$(PY) -m tests.bench.french --data "$(DATA)" $(if $(JSON),--json "$(JSON)")

bench-progress: dev ## false claims and power of the progress statistics
	@$(PY) -m tests.bench.progress

bench-plans: dev ## weekly plans and mails of 10 000 learners in parallel tasks
	@$(PY) -m tests.bench.plans

bench-api: dev ## requests/s and first tokens of the API on one worker, beside FastAPI
	@$(PY) -m tests.bench.api

bench-coldstart: dev ## from process start to /health and to the first real answer, beside FastAPI (emulators)
	@scripts/emulators.sh $(PY) -m tests.bench.coldstart

clean: ## remove what runs leave behind; the data of the embedded stack stays
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
