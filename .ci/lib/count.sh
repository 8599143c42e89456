# shellcheck shell=bash
# Sums Surefire's reports. Only those written since the marker count: a part must not count another part's tests again.

# Prints "passed failed skipped" over the reports newer than the marker file.
count_tests() {
  find "$offhook_top" -path '*/target/surefire-reports/TEST-*.xml' -newer "$1" -exec grep -h -m 1 '<testsuite ' {} + 2>/dev/null |
    awk '
      function number(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0 : 0 }
      { tests += number("tests"); skipped += number("skipped"); failed += number("failures") + number("errors") }
      END { printf "%d %d %d\n", tests - failed - skipped, failed, skipped }'
}
