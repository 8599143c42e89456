# shellcheck shell=bash
# The runnable image: every jar in one folder and an AOT cache trained with the options that are shipped.

offhook_image=$offhook_top/app/desktop/target/image

# Rooms of the house of which nothing is in the image: a change of a test's tools or of the bench makes no other program. Whatever else is
# a room belongs to it, a new one too. check_image compares this list with the jars of the image.
offhook_rooms_beside=(app/bench sip-stack/testkit sip-stack/testkit-base)

# Everything the image is made of, in image_sources.
list_image_sources() {
  local room beside
  image_sources=("$offhook_top"/pom.xml "$offhook_top"/installer/jvm.options "$offhook_top"/installer/*.java)
  for room in "$offhook_top"/*/pom.xml "$offhook_top"/*/*/pom.xml; do
    for beside in "${offhook_rooms_beside[@]}"; do
      [ "$room" != "$offhook_top/$beside/pom.xml" ] || continue 2
    done
    image_sources+=("$room")
    room=${room%/pom.xml}/src/main
    [ ! -d "$room" ] || image_sources+=("$room")
  done
}

# Current when no source, pom, launch option nor the JDK is newer than the stamp, which carries the time at which the
# build *began*. Deleting a file makes its folder newer. This runs before each start, so it is one `find`.
image_is_current() {
  local jdk asked image_sources
  [ -f "$offhook_image/stamp" ] || return 1
  { read -r jdk && read -r asked; } <"$offhook_image/jdk" || return 1
  [ "$asked" = "asked=${OFFHOOK_JAVA_HOME:-}" ] || return 1
  list_image_sources
  [ -z "$(find "${image_sources[@]}" "$jdk/release" -newer "$offhook_image/stamp" 2>&1)" ]
}

image_jar() { printf '%s\n' "$offhook_image"/lib/offhook-desktop-*.jar; }

# In a subshell, so that its lock goes with it however it ends.
build_image() (
  image_is_current && exit 0
  lock "$offhook_image.lock" || exit 1
  trap 'unlock "$offhook_image.lock"' EXIT
  image_is_current && exit 0
  use_jdk && use_maven || exit 1
  say "Building Offhook with $JAVA_HOME (the first time takes a few minutes) ..."
  make_image
)

make_image() {
  local began=$offhook_top/app/desktop/target/image.began
  mkdir -p "$(dirname "$began")" && rm -rf "$offhook_image" && touch "$began"
  # The formatter's verdict belongs to ./check; a person who only wants to start the phone is not kept waiting by it.
  (cd "$offhook_top" && mvn -B -q -Dstyle.color=never -Pimage -Dspotless.check.skip=true -Dmaven.test.skip=true -pl app/desktop -am package >&2) || return 1
  [ -f "$(image_jar)" ] || { say "offhook: the build made no $(image_jar)"; return 1; }
  prepare_jars || return 1
  printf '%s\nasked=%s\n' "$JAVA_HOME" "${OFFHOOK_JAVA_HOME:-}" >"$offhook_image/jdk"
  # A machine under load can miss the run's time limit once; what it said is shown before the second try.
  train_image "$JAVA_HOME/bin/java" "$offhook_image/offhook.aot" ||
    { tail -n 20 "$offhook_image/training.log" >&2; train_image "$JAVA_HOME/bin/java" "$offhook_image/offhook.aot"; } ||
    say "offhook: could not train the AOT cache (see $offhook_image/training.log); starting will take about twice as long."
  mv "$began" "$offhook_image/stamp"
}

# The AOT cache takes nothing from signed jars, and stylesheets are read sooner in their binary form.
prepare_jars() {
  "$JAVA_HOME/bin/java" "$offhook_top/installer/PlainJars.java" "$offhook_image/lib" >"$offhook_image/jars.log" ||
    { say "offhook: the signatures of the image's jars could not be taken out."; return 1; }
  "$JAVA_HOME/bin/java" -cp "$offhook_image/lib/*" "$offhook_top/installer/BinaryStyles.java" "$offhook_image"/lib/offhook-resources-*.jar \
    >>"$offhook_image/jars.log" || { say "offhook: the stylesheets' binary form could not be made."; return 1; }
}

# One run of the real program, which opens its window, registers on the practice exchange, makes a short call and ends
# by itself. It happens on a display of its own, so that nothing flashes up in front of the person.
train_image() {
  local java=$1 cache=$2 data status=0
  data=$(mktemp -d) || return 1
  say "Training the AOT cache ..."
  with_display bounded 120 "$java" @"$offhook_top/installer/jvm.options" -XX:AOTCacheOutput="$cache" -Doffhook.train=true \
    -jar "$(image_jar)" --data "$data" >"$offhook_image/training.log" 2>&1 </dev/null || status=$?
  rm -rf "$data"
  if [ "$status" != 0 ] || [ ! -s "$cache" ]; then
    rm -f "$cache"
    return 1
  fi
}
