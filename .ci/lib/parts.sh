# shellcheck shell=bash
# The parts of ./check. Each is a function check_NAME; one that cannot run calls not_run with the reason.

# Packages, by what needs them. Names are Debian's.
# What the natives of JavaFX and webrtc-java link to, and a font.
packages_window=(libgtk-3-0 libgl1 libxtst6 libxxf86vm1 libxcomposite1 libxrandr2 libasound2 libpulse0 libudev1 libdbus-1-3
  libpango-1.0-0 libpangoft2-1.0-0 libfreetype6 fonts-dejavu-core)
packages_xvfb=(xvfb xauth "${packages_window[@]}")
packages_peers=(kamailio kamailio-tls-modules kamailio-extra-modules sip-tester baresip linphone-cli dnsmasq-base pulseaudio pulseaudio-utils iproute2 nftables tcpdump
  gstreamer1.0-tools gstreamer1.0-plugins-base gstreamer1.0-plugins-good ethtool openssl postgresql dbus-daemon gnome-keyring libsecret-tools)
packages_browser=(chromium nodejs)

# A failed test does not end the build, so that one run shows them all; ./check counts the reports.
maven() { (cd "$offhook_top" && mvn -B -ntp -Dmaven.test.failure.ignore=true "$@"); }

# Tests with the given tag, and only those; what takes minutes waits for the long part, whatever else it needs. The format was
# judged by the unit part.
tagged() {
  local tag=$1 without=long
  shift
  [ "$tag" != long ] || without=none
  maven -Dspotless.check.skip=true -Doffhook.tests.include="$tag" -Doffhook.tests.exclude="$without" "$@" verify
}

# Real peers, browsers and displays run in real time beside whatever else the machine does: what fails there is tried once more, and
# what passed only then is named at the end of the part. So it is in the modules whose pom says that they talk over real sockets.
tagged_in_real_time() {
  local tag=$1 forks=$2
  shift 2
  tagged "$tag" "-Doffhook.test.forks=$forks" -Dsurefire.rerunFailingTestsCount=1 "$@"
}

# In CI a peer that cannot start is a failure, not a skipped test.
peers_required() { [ "${CI:-}" = true ] && printf 'true' || printf 'false'; }

check_unit() {
  if on_debian; then
    need_packages "${packages_window[@]}" || say "NOTE: without them the window's tests cannot pass."
  fi
  # Most tests wait for timers of the wire: what other modules compile and test meanwhile costs nothing.
  maven -T 2 verify
}

check_image() {
  build_image || return 1
  [ -f "$offhook_image/offhook.aot" ] || { say "The image has no AOT cache."; return 1; }
  image_is_current || { say "An image that was just built does not count as current."; return 1; }
  local room
  for room in "${offhook_rooms_beside[@]}"; do
    ! compgen -G "$offhook_image/lib/offhook-${room##*/}-[0-9]*.jar" >/dev/null ||
      { say "$room is in the image, and a change of it would not build it anew: .ci/lib/image.sh"; return 1; }
  done
  # What it still changes was signed.
  [ -z "$("$(head -n 1 "$offhook_image/jdk")/bin/java" "$offhook_top/installer/PlainJars.java" "$offhook_image/lib")" ] ||
    { say "The image had signed jars."; return 1; }
  grep -q 'frame.css -> frame.bss' "$offhook_image/jars.log" || { say "The image's stylesheets have no binary form."; return 1; }
  "$offhook_top/offhook" --version
}

check_demo() {
  say "without a display:"
  bounded 120 env -u DISPLAY "$offhook_top/offhook" demo || return 1
  have Xvfb || return 0
  say "with one:"
  with_display bounded 120 "$offhook_top/offhook" demo
}

check_interop() {
  on_debian || { not_run interop "Kamailio, sipp, baresip and Asterisk are used from Debian's packages; this is no Debian system"; return 0; }
  [ "$(id -u)" = 0 ] || { not_run interop "the peers need root (network namespaces)"; return 0; }
  need_packages "${packages_peers[@]}" || { not_run interop "packages are missing (command above)"; return 0; }
  provide_asterisk || { not_run interop "Asterisk could not be had"; return 0; }
  # Two at a time, each with peers and a network of its own: a call takes a tenth of a processor.
  tagged_in_real_time interop 2 -Doffhook.test.jvm="-Doffhook.peers.required=$(peers_required)"
}

check_browser() {
  on_debian || { not_run browser "the pages are tested in Debian's Chromium; this is no Debian system"; return 0; }
  need_packages "${packages_browser[@]}" || { not_run browser "packages are missing (command above)"; return 0; }
  provide_playwright || { not_run browser "playwright-core could not be had"; return 0; }
  tagged_in_real_time browser 1 -Doffhook.test.jvm="-Doffhook.peers.required=$(peers_required)"
}

check_xvfb() {
  [ "$(uname)" = Linux ] || { not_run xvfb "Xvfb is for Linux"; return 0; }
  if ! have Xvfb || on_debian; then
    need_packages "${packages_xvfb[@]}" || { not_run xvfb "packages are missing (command above)"; return 0; }
  fi
  # One at a time: a display has one focus.
  with_display tagged_in_real_time xvfb 1
}

check_long() { tagged long; }

check_installer() {
  on_debian || { not_run installer "the .deb is made and installed on Debian; see installer/ for the other systems"; return 0; }
  if ! may_install; then
    not_run installer "it installs and removes a package: allow it with ./check --install --installer"
    return 0
  fi
  "$offhook_top/installer/linux/check"
}
