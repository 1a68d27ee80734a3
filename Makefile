# Commands of the checkout; the README's table says what each does.
PYTHON ?= python3
PY := .venv/bin/python

.PHONY: run test check lock messages

run:
	@$(PYTHON) -m safetymonth.quickstart run

test:
	@$(PYTHON) -m safetymonth.quickstart install-for-tests
	@$(PY) -m pytest -n 2 $(ARGS)

check:
	@$(PYTHON) -m safetymonth.quickstart install-for-tests
	@$(PY) scripts/check.py

lock:
	@$(PYTHON) -m safetymonth.quickstart lock
