.PHONY: help serve test dist golden gallery measure

help:
	@echo "make serve   build and serve at http://127.0.0.1:8080/ (PORT=... for another port)"
	@echo "make test    every check: format, lint, native, browser and end-to-end tests"
	@echo "make dist    the release site in dist/"
	@echo "make golden  renews the pictures that themes are held to, with contact sheets"
	@echo "make gallery the pictures of the README and of the presets, anew"
	@echo "make measure frames and processor time of each motion, as a table"

serve:
	@.ci/setup build && .ci/serve

test:
	@.ci/setup test && .ci/test

dist:
	@.ci/setup build && .ci/dist

golden:
	@.ci/setup test && .ci/golden

gallery:
	@.ci/setup test && .ci/gallery

measure:
	@.ci/setup test && .ci/measure
