# shellcheck shell=bash
# Debian packages: installed only in CI or when the person asked for it (--install); otherwise the command is printed.

on_debian() { [ -r /etc/debian_version ] && have apt-get && have dpkg-query; }
may_install() { [ "${CI:-}" = true ] || [ "${offhook_install:-no}" = yes ]; }

missing_packages() {
  local name
  for name in "$@"; do
    case $(dpkg-query -W -f '${Status}' "$name" 2>/dev/null) in
      "install ok installed") ;;
      *) printf '%s ' "$name" ;;
    esac
  done
}

# debian_sources SUITE|"": the machine's sources may name other archives; these are Debian's own for its release, from the mirror it uses already.
debian_sources() {
  local mirror security codename keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  codename=$(. /etc/os-release && printf '%s' "$VERSION_CODENAME")
  mirror=$(configured_mirror debian)
  security=$(configured_mirror debian-security)
  printf 'deb [signed-by=%s] %s %s main\n' "$keyring" "$mirror" "${1:-$codename}"
  [ -z "$1" ] || return 0
  printf 'deb [signed-by=%s] %s %s-updates main\n' "$keyring" "$mirror" "$codename"
  printf 'deb [signed-by=%s] %s %s-security main\n' "$keyring" "$security" "$codename"
}

configured_mirror() {
  local found
  found=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | grep -v '^ *#' |
    grep -oE "https?://[^] ]+/$1/?( |\$)" | head -n 1 | tr -d ' ')
  [ -n "$found" ] || say "No archive for $1 stands in this machine's package sources."
  printf '%s' "$found"
}

apt_with() {
  local sources=$1
  shift
  DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 \
    -o Dir::Etc::sourcelist="$sources" -o Dir::Etc::sourceparts=/var/empty/offhook -o APT::Get::List-Cleanup=0 "$@"
}

# Packages must not start services on the machine that runs the tests.
without_services() {
  local guard=/usr/sbin/policy-rc.d ours=no status=0
  if [ ! -e "$guard" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$guard" && chmod 755 "$guard" && ours=yes
  fi
  "$@" || status=$?
  [ "$ours" = no ] || rm -f "$guard"
  return "$status"
}

apt_install() {
  local wanted sources status=0
  wanted=$(missing_packages "$@")
  [ -n "$wanted" ] || return 0
  [ "$(id -u)" = 0 ] || { say "Not root: run  apt-get install -y --no-install-recommends $wanted"; return 1; }
  sources=$(mktemp) && debian_sources "" >"$sources" && chmod 644 "$sources"
  # shellcheck disable=SC2086 # a list of package names
  { apt_with "$sources" update && without_services apt_with "$sources" install $wanted; } >&2 || status=$?
  rm -f "$sources"
  return "$status"
}

# Makes sure of the packages, or prints the command and fails.
need_packages() {
  local wanted
  on_debian || { say "This needs Debian's packages: $*"; return 1; }
  wanted=$(missing_packages "$@")
  [ -n "$wanted" ] || return 0
  # shellcheck disable=SC2086
  if may_install; then apt_install $wanted && return 0; fi
  say "Missing. As root:  apt-get install -y --no-install-recommends $wanted"
  say "or let ./check --install do it."
  return 1
}
