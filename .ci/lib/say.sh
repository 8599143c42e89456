# shellcheck shell=bash
# What the scripts tell a person, and where things lie. Sourced by every script; needs $offhook_top.

say() { printf '%s\n' "$*" >&2; }
die() { say "offhook: $*"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }
heading() { printf '\n== %s ==\n' "$*"; }

# Everything fetched or unpacked for tests lives here, outside the work tree, so that `git clean` costs nothing.
# shellcheck disable=SC2034 # read by the scripts that source this
offhook_cache=${XDG_CACHE_HOME:-$HOME/.cache}/offhook

# mkdir is the one atomic lock that every system has (macOS has no flock). A lock whose owner is gone is taken over. Fails, and says
# so, where nothing can be written: nobody would ever let go of such a lock.
lock() {
  local dir=$1 folder owner nameless=0
  folder=$(dirname "$dir")
  { mkdir -p "$folder" 2>/dev/null && [ -w "$folder" ]; } || { say "offhook: $folder cannot be written."; return 1; }
  until mkdir "$dir" 2>/dev/null; do
    owner=$(cat "$dir/pid" 2>/dev/null || true)
    # The owner writes its number right after it has made the folder; one that is still missing never comes.
    if [ -z "$owner" ]; then nameless=$((nameless + 1)); fi
    if { [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; } || [ "$nameless" -gt 50 ]; then
      rm -rf "$dir"
    else
      sleep 0.2
    fi
  done
  echo $$ >"$dir/pid"
}
unlock() { rm -rf "$1"; }
