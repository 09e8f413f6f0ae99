# Each target sets up .venv first, if need be. Without make: python tools/dev.py TARGET
PYTHON ?= python3

.PHONY: demo run test lint bench fuzz translations licences lock package

demo run test lint bench fuzz translations licences lock package:
	@$(PYTHON) tools/dev.py $@ $(ARGS)
