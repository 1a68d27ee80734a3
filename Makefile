# Commands of the checkout; the README's table says what each does.
PYTHON ?= python3
PY := .venv/bin/python
# A session starts a hundred processes; each would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test explore faults bench check lock messages handbook

run:
	@$(PYTHON) -m safetymonth.quickstart run

test: tools
	@$(PY) -m pytest -n 2 --dist loadfile $(ARGS)

explore: tools
	@HYPOTHESIS_PROFILE=explore $(PY) -m pytest -n 2 --dist load -m hypothesis $(ARGS)

faults: tools
	@$(PY) -m pytest tests/faults -m "fault or fault_run" -q -s $(ARGS)

bench: tools
	@$(PY) -m bench $(ARGS)

check: tools
	@$(PY) scripts/check.py

messages: tools
	@$(PY) scripts/messages.py update
	@$(PY) scripts/messages.py compile

handbook: tools
	@$(PY) scripts/handbook_shots.py $(ARGS)

lock:
	@$(PYTHON) -m safetymonth.quickstart lock

.PHONY: tools
tools:
	@$(PYTHON) -m safetymonth.quickstart install-for-tests
