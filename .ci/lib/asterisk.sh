# shellcheck shell=bash
# Asterisk 22 is in Debian's forky, not in the release the tests run on. Its packages and their whole closure are
# downloaded with an apt state of its own and unpacked into a folder. No maintainer script runs, nothing is installed,
# nothing is mounted and no chroot is needed: the program runs through the unpacked dynamic loader.

offhook_asterisk_suite=forky
offhook_asterisk=$offhook_cache/peers/asterisk-22
offhook_asterisk_packages=(asterisk asterisk-modules asterisk-core-sounds-en-gsm asterisk-moh-opsound-gsm)

asterisk_run() {
  local loader
  loader=$(cat "$offhook_asterisk/loader")
  "$loader" --library-path "$(dirname "$loader")" "$offhook_asterisk/root/usr/sbin/asterisk" "$@"
}

# The marker is written last and carries the version that ran.
provide_asterisk() {
  if [ ! -f "$offhook_asterisk/complete" ]; then
    lock "$offhook_asterisk.lock" || return 1
    [ -f "$offhook_asterisk/complete" ] || fetch_asterisk
    unlock "$offhook_asterisk.lock"
  fi
  [ -f "$offhook_asterisk/complete" ] || return 1
  say "$(cat "$offhook_asterisk/complete") (unpacked in $offhook_asterisk)"
}

nothing_mounted_below() { ! grep -qF " $1/" /proc/self/mountinfo; }

fetch_asterisk() {
  say "Fetching Asterisk from Debian $offhook_asterisk_suite (about 60 MB, once) ..."
  nothing_mounted_below "$offhook_asterisk" || { say "Something is mounted in $offhook_asterisk; not touching it."; return 1; }
  rm -rf "$offhook_asterisk"
  mkdir -p "$offhook_asterisk"/apt/none "$offhook_asterisk"/apt/lists/partial "$offhook_asterisk"/apt/cache/archives/partial "$offhook_asterisk"/root
  : >"$offhook_asterisk/apt/status"
  debian_sources "$offhook_asterisk_suite" >"$offhook_asterisk/apt/sources.list"
  asterisk_apt -q update && asterisk_apt -qq --download-only install "${offhook_asterisk_packages[@]}" || return 1
  local deb loader
  for deb in "$offhook_asterisk"/apt/cache/archives/*.deb; do
    dpkg-deb -x "$deb" "$offhook_asterisk/root" || return 1
  done
  rm -rf "$offhook_asterisk/apt"
  loader=$(find "$offhook_asterisk/root" -name 'ld-linux*.so.*' -type f | head -n 1)
  [ -n "$loader" ] || { say "The closure holds no dynamic loader."; return 1; }
  printf '%s\n' "$loader" >"$offhook_asterisk/loader"
  asterisk_run -V >"$offhook_asterisk/version" && mv "$offhook_asterisk/version" "$offhook_asterisk/complete"
}

asterisk_apt() {
  local apt=$offhook_asterisk/apt user
  user=$(id -un)
  DEBIAN_FRONTEND=noninteractive apt-get -y --no-install-recommends \
    -o Dir::State="$apt" -o Dir::State::lists="$apt/lists" -o Dir::State::status="$apt/status" -o Dir::Cache="$apt/cache" \
    -o Dir::Cache::archives="$apt/cache/archives" \
    -o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts="$apt/none" \
    -o Dir::Etc::preferencesparts="$apt/none" -o Dir::Etc::preferences="$apt/none/none" \
    -o APT::Sandbox::User="$user" -o APT::Default-Release= -o Debug::NoLocking=1 -o Binary::apt-get::APT::Keep-Downloaded-Packages=true "$@" >&2
}
