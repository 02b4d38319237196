.PHONY: help serve test dist fuzz soak deny golden gallery measure bench weigh

help:
	@echo "make serve   build and serve at http://127.0.0.1:8080/ (PORT=... for another port)"
	@echo "make test    every check: format, lint, native, browser and end-to-end tests"
	@echo "make dist    the release site in dist/"
	@echo "make fuzz    the property tests with twenty thousand cases each (CASES=... for more)"
	@echo "make soak    a day on air in some minutes, in both engines"
	@echo "make deny    licences, sources and known faults of all that is built with"
	@echo "make golden  renews the pictures that themes are held to, with contact sheets"
	@echo "make gallery the pictures of the README and of the presets, anew"
	@echo "make measure frames and processor time of each motion, as a table"
	@echo "make weigh   what each part of the programs weighs, as tables"
	@echo "make bench   size, start, processor time and memory beside plain JavaScript (ROUNDS=...)"

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

bench:
	@.ci/setup test && .ci/bench $(ROUNDS)

fuzz:
	@.ci/setup build && .ci/fuzz $(CASES)

soak:
	@.ci/setup test && .ci/soak

deny:
	@.ci/setup test && .ci/deny

weigh:
	@.ci/setup build && WEIGH=yes .ci/dist
