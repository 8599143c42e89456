# shellcheck shell=bash
# Finds a JDK 25 by running what it finds: a folder's name proves nothing.
# The default JDK may be older (Debian 12 has 17), and Maven has to run on ours too: the formatter needs it.
# On Windows a JDK's lines end with a carriage return, which Git Bash leaves.

offhook_jdk_version=25

# Prints the home of the JDK behind a `java` command if that is the version we need and has a compiler.
jdk_behind() {
  local facts home
  [ -x "$1" ] || return 1
  facts=$("$1" -XshowSettings:properties -version 2>&1) || return 1
  case $facts in *"java.specification.version = $offhook_jdk_version"*) ;; *) return 1 ;; esac
  home=$(printf '%s\n' "$facts" | sed -n 's/^ *java\.home = //p' | tr -d '\r')
  [ -x "$home/bin/javac" ] || return 1
  printf '%s\n' "$home"
}

jdk_places() {
  printf '%s\n' "${OFFHOOK_JAVA_HOME:+$OFFHOOK_JAVA_HOME/bin/java}" "${JAVA_HOME:+$JAVA_HOME/bin/java}"
  command -v java
  local place
  for place in /usr/lib/jvm/* "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "$HOME"/.jdks/* /opt/java/* /opt/*jdk*; do
    printf '%s\n' "$place/bin/java"
  done
  if [ -x /usr/libexec/java_home ]; then
    printf '%s/bin/java\n' "$(/usr/libexec/java_home -v "$offhook_jdk_version" 2>/dev/null)"
  fi
}

use_jdk() {
  local java home
  while IFS= read -r java; do
    if home=$(jdk_behind "$java"); then
      export JAVA_HOME=$home
      return 0
    fi
  done <<PLACES
$(jdk_places)
PLACES
  say "offhook: no JDK $offhook_jdk_version found (looked at OFFHOOK_JAVA_HOME, JAVA_HOME, PATH, /usr/lib/jvm, SDKMAN, java_home)."
  say "  Debian 13:     apt-get install -y --no-install-recommends openjdk-$offhook_jdk_version-jdk"
  say "  macOS:         brew install --cask temurin@$offhook_jdk_version"
  say "  anywhere else: unpack a JDK $offhook_jdk_version and set OFFHOOK_JAVA_HOME to its folder"
  return 1
}

use_maven() {
  # Maven 3.8 predates our JDK and its libraries get warned about; those are not the reader's concern.
  export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
  have mvn && return 0
  if may_install && on_debian; then
    apt_install maven && return 0
  fi
  say "offhook: Maven is not installed. Install it with:"
  if on_debian; then say "  apt-get install -y --no-install-recommends maven"
  elif [ "$(uname)" = Darwin ]; then say "  brew install maven"
  else say "  your package manager, or from maven.apache.org (3.8 or newer)"; fi
  return 1
}
