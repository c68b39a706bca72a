# The two commands that a newcomer needs are `make run` and `make test`. README.md says how to do without make.
.PHONY: run test test-fast fuzz test-browser test-llm eval-llm eval-other calibrate bench lint setup setup-dev model clean

# Sets everything up, builds or updates the index, opens the chat at http://127.0.0.1:7860.
run: setup model
	.venv/bin/qa index
	.venv/bin/qa serve

# Every test.
test: setup-dev model
	.venv/bin/python -m pytest

# Only those that need neither the embedding model nor a browser.
test-fast: setup-dev
	.venv/bin/python -m pytest -m "not model and not browser and not slow"

# The property-based tests with new random examples, more of them; what fails is worth a test of its own.
fuzz: setup-dev
	QA_FUZZ=1 .venv/bin/python -m pytest -m "not model and not browser" \
	  $$(grep -rl "^from hypothesis import" tests --include="test_*.py")

# The web app in Chromium, with its own set-up; QA_SCREENSHOTS=docs/screenshots also renews the screenshots.
test-browser: setup-dev model
	@scripts/setup_browser.sh
	.venv/bin/python -m pytest tests/browser

# Generated answers against a real small model behind a real server, with its own set-up (no network after it).
test-llm: setup-dev model
	@scripts/setup_llm.sh
	.venv/bin/python -m pytest tests/generate

# What verification makes of that model's answers; ARGS are options of `qa eval`. Half an hour on two idle cores.
eval-llm: setup-dev model
	@scripts/setup_llm.sh
	.venv/bin/qa index
	scripts/eval_llm.sh $(or $(ARGS),--split dev --kind definition --kind yes-no --kind follow-up --kind paraphrase)

# The same evaluation on documents that the program was not built on (eval/other/README.md).
eval-other: setup-dev model
	@for set in one two three four five six seven eight nine ten; do \
	  .venv/bin/qa index --corpus eval/other/$$set/corpus --index eval/cache/other-$$set >/dev/null && \
	  .venv/bin/qa eval --gold eval/other/$$set/gold.jsonl --index eval/cache/other-$$set --out eval/runs/other-$$set || exit 1; \
	done

# Chooses the weights of the search and of the confidence on dev, and builds the index with them.
calibrate: setup-dev model
	.venv/bin/qa index
	.venv/bin/qa eval --calibrate --other eval/other/one --other eval/other/two --other eval/other/three \
		--other eval/other/four --other eval/other/five --other eval/other/six --other eval/other/seven --other eval/other/eight
	.venv/bin/qa index

# Speed, memory, rivals, growth and load → eval/results/performance.md; over an hour on a machine with nothing else to do.
# BENCH="--quick" tries it; BENCH="--only growth --sizes 400,10000 --rounds 1", BENCH="--only load --soak 60".
bench: setup-dev model
	.venv/bin/python eval/bench/run.py $(BENCH)

lint: setup-dev
	.venv/bin/ruff check .
	.venv/bin/mypy

setup:
	@scripts/setup.sh

setup-dev:
	@scripts/setup.sh --dev

# The embedding model, once, into the user's cache.
model:
	@.venv/bin/python -m qa.embedding

# Removes what the commands above made; the prepared model in the user's cache stays.
clean:
	rm -rf .venv build .pytest_cache .mypy_cache .ruff_cache .hypothesis src/*.egg-info
	find index -mindepth 1 ! -name README.md -delete
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
