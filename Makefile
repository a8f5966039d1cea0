# The front door. Each line calls do.py, which is the same without make: python3 do.py run
PYTHON ?= python3

.PHONY: run test check format lock bench

run:  ## set up what is missing and serve the portal; HOST, PORT and PORTAL_STATE are honoured
	@$(PYTHON) do.py run --stop-with-parent

test:  ## everything, browser included
	@$(PYTHON) do.py test

check:  ## the everyday quick run
	@$(PYTHON) do.py check

format:  ## put the code into its one shape
	@$(PYTHON) do.py format

lock:  ## write requirements*.txt from pyproject.toml; ARGS=--upgrade takes newer releases
	@$(PYTHON) do.py lock $(ARGS)

bench:  ## time the list page at several sizes
	@$(PYTHON) do.py bench $(ARGS)
