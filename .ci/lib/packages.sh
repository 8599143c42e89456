# shellcheck shell=bash
# Debian packages: installed only in CI or when the person asked for it (--install); otherwise the command is printed.

on_debian() { [ -r /etc/debian_version ] && have apt-get && have dpkg-query; }
may_install() { [ "${CI:-}" = true ] || [ "${offhook_install:-no}" = yes ]; }

# Debian 13 renamed some libraries to NAMEt64; either is the same to us.
is_installed() {
  local name
  for name in "$1" "${1}t64"; do
    case $(dpkg-query -W -f '${Status}' "$name" 2>/dev/null) in "install ok installed") return 0 ;; esac
  done
  return 1
}

missing_packages() {
  local name
  for name in "$@"; do
    is_installed "$name" || printf '%s ' "$name"
  done
}

# debian_sources SUITE|"": the machine's sources may name other archives too; these are Debian's own for that suite, or
# for the installed release with its updates, from the mirrors the machine uses already.
debian_sources() {
  local codename
  codename=$(. /etc/os-release && printf '%s' "$VERSION_CODENAME")
  if [ -n "$1" ]; then
    debian_source debian "$1"
  else
    debian_source debian "$codename"
    debian_source debian "$codename-updates"
    debian_source debian-security "$codename-security"
  fi
}

debian_source() {
  local mirror keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  # Other vendors' archives for Debian end in /linux/debian; Debian's key would refuse them anyway.
  mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | grep -v -e '^ *#' -e '/linux/debian' |
    grep -oE "https?://[^] ]+/$1/?( |\$)" | head -n 1 | tr -d ' ')
  [ -z "$mirror" ] || printf 'deb [signed-by=%s] %s %s main\n' "$keyring" "$mirror" "$2"
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
