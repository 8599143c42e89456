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

# Names the tests that failed and passed when they were tried once more, from the reports newer than the marker file.
second_tries() {
  find "$offhook_top" -path '*/target/surefire-reports/TEST-*.xml' -newer "$1" -exec awk '
    /<testcase / { test = match($0, / name="[^"]*"/) ? substr($0, RSTART + 7, RLENGTH - 8) : "?"
                   kind = match($0, / classname="[^"]*"/) ? substr($0, RSTART + 12, RLENGTH - 13) : "?" }
    /<flaky(Failure|Error)/ { print "  PASSED ONLY WHEN TRIED AGAIN: " kind "." test }' {} + 2>/dev/null | sort -u
}
