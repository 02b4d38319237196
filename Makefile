.PHONY: help serve test dist

help:
	@echo "make serve   build and serve at http://127.0.0.1:8080/ (PORT=... for another port)"
	@echo "make test    every check: format, lint, native, browser and end-to-end tests"
	@echo "make dist    the release site in dist/"

serve:
	@.ci/setup build && .ci/serve

test:
	@.ci/setup test && .ci/test

dist:
	@.ci/setup build && .ci/dist
