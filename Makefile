.PHONY: help serve test dist fuzz soak deny golden gallery measure bench

help:
	@echo "make serve    build and serve at http://127.0.0.1:8080/ (PORT=8080)"
	@echo "make test     run all checks: format, lints, native, browser and end-to-end tests"
	@echo "make dist     build the release site into dist/"
	@echo "make fuzz     run the property tests with more cases (CASES=20000)"
	@echo "make soak     simulate a day on air in both engines (some minutes)"
	@echo "make deny     check licences, sources and advisories of all dependencies"
	@echo "make golden   update the golden images and write contact sheets"
	@echo "make gallery  render the pictures of the README and of the presets"
	@echo "make measure  measure the cost of each animation (15 minutes)"
	@echo "make bench    compare with plain JavaScript (an hour, ROUNDS=7)"

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
