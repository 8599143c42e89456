# shellcheck shell=bash
# Displays for programs that need one, and time limits for programs that might not end.

has_display() {
  case $(uname) in
    Linux) [ -n "${DISPLAY:-}" ] ;;
    *) true ;;
  esac
}

# Runs a command on an Xvfb of its own; where there is none (other systems), on JavaFX's Headless platform.
with_display() {
  if ! have Xvfb; then
    JAVA_TOOL_OPTIONS="${JAVA_TOOL_OPTIONS:-} -Dglass.platform=Headless" "$@"
    return
  fi
  local numbers server number status=0
  numbers=$(mktemp -d) && mkfifo "$numbers/fifo" || return 1
  # The server chooses a free number itself and tells it once it listens.
  Xvfb -displayfd 9 -screen 0 1280x800x24 -nolisten tcp 9>"$numbers/fifo" >/dev/null 2>&1 &
  server=$!
  read -r number <"$numbers/fifo" || true
  rm -rf "$numbers"
  if [ -z "$number" ]; then
    say "Xvfb did not start."
    return 1
  fi
  DISPLAY=:$number "$@" || status=$?
  kill "$server" 2>/dev/null
  wait "$server" 2>/dev/null || true
  return "$status"
}

# coreutils' timeout is not on macOS.
bounded() {
  local seconds=$1
  shift
  if have timeout; then timeout -k 5 "$seconds" "$@"; else "$@"; fi
}
