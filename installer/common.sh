# shellcheck shell=bash
# What the three systems' installers share. Sourced by installer/*/build.

offhook_top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
for part in say packages jdk display image; do . "$offhook_top/.ci/lib/$part.sh"; done

installer_out=$offhook_top/installer/target
offhook_version=$(sed -n 's|^  <version>\(.*\)</version>.*|\1|p' "$offhook_top/pom.xml" | head -n 1)
offhook_summary="Softphone for call-centre agents that their CRM drives"

# The JDK's modules that our jars use, and what is reached by name only: name look-ups, other character sets.
runtime_modules() {
  local found
  # Its warnings stand on the same stream, the answer is the last line.
  found=$("$JAVA_HOME/bin/jdeps" --ignore-missing-deps --multi-release 25 --print-module-deps "$offhook_image"/lib/*.jar |
    tail -n 1 | tr -d '\r') || return 1
  printf '%s,jdk.crypto.ec,jdk.naming.dns,jdk.charsets,jdk.unsupported,java.naming\n' "$found"
}

# own_path PATH: as the system's own programs read it, where the shell has another way to write it (Git Bash on Windows).
own_path() { if have cygpath; then cygpath -m "$1"; else printf '%s\n' "$1"; fi; }

# java_options FILE...: their options, one a line.
java_options() { sed -e '/^#/d' -e '/^$/d' "$@"; }

# jpackage_image FOLDER ICON [ARGUMENT...]: the program with a runtime of its own, in FOLDER, and beside it offhook-server, which is the same
# without a window and with the options of a server.
jpackage_image() {
  local folder=$1 icon=$2 option options server=$installer_out/server.properties
  shift 2
  options=()
  while read -r option; do options+=(--java-options "$option"); done < <(java_options "$offhook_top/installer/jvm.options")
  {
    printf 'description=%s, as the server of a floor\n' "$offhook_summary"
    printf 'java-options=-Doffhook.headless=true %s\n' "$(java_options "$offhook_top/installer/jvm.options" "$offhook_top/installer/server.options" | tr '\n' ' ')"
    printf 'linux-shortcut=false\nwin-shortcut=false\nwin-menu=false\nwin-console=true\n'
  } >"$server"
  rm -rf "$folder" && mkdir -p "$folder"
  # The runtime keeps its java command: the training run starts it to write the AOT cache.
  "$JAVA_HOME/bin/jpackage" --type app-image --dest "$folder" --name offhook --app-version "$offhook_version" \
    --vendor Offhook --description "$offhook_summary" --icon "$icon" \
    --input "$offhook_image/lib" --main-jar "$(basename "$(image_jar)")" --main-class org.offhook.desktop.Main \
    --add-modules "$(runtime_modules)" --jlink-options "--no-header-files --no-man-pages" "${options[@]}" \
    --add-launcher "offhook-server=$server" "$@"
}

# train_package LAUNCHER APP_FOLDER: one training run of the packaged program with the packaged runtime; from then on
# its launcher uses the cache. The cache belongs to exactly these jars and this runtime.
train_package() {
  local launcher=$1 app=$2 data status=0
  data=$(mktemp -d)
  JAVA_TOOL_OPTIONS="-XX:AOTCacheOutput=$(own_path "$app")/offhook.aot -Doffhook.train=true" \
    with_display bounded 180 "$launcher" --data "$data" >"$installer_out/training.log" 2>&1 </dev/null || status=$?
  rm -rf "$data"
  if [ "$status" != 0 ] || [ ! -s "$app/offhook.aot" ]; then
    tail -n 20 "$installer_out/training.log" >&2
    die "the packaged program's training run failed."
  fi
  local configuration
  for configuration in "$app"/offhook*.cfg; do
    # shellcheck disable=SC2016 # the launcher replaces $APPDIR
    printf 'java-options=-XX:AOTCache=$APPDIR/offhook.aot\n' >>"$configuration"
  done
}

# browser_hosts PROGRAM FOLDER: the manifests by which browsers find the program, FOLDER/{chromium,firefox}/org.offhook.phone.json.
# PROGRAM is as it stands in JSON: a backslash is written twice.
browser_hosts() {
  local program=$1 folder=$2 family
  for family in chromium firefox; do
    mkdir -p "$folder/$family"
    awk -v program="${program//\\/\\\\}" '/^  "path": / { print "  \"path\": \"" program "\","; next } { print }' \
      "$offhook_top/installer/browsers/$family.json" >"$folder/$family/org.offhook.phone.json"
  done
}

# browser_extension FOLDER: the extension as browsers load it unpacked; what the stores take is a zip of it.
browser_extension() {
  local folder=$1 from=$offhook_top/resources/src/main/resources/org/offhook/resources
  mkdir -p "$folder"
  cp "$from"/extension/* "$from/pages/connection.js" "$from/pages/notice.js" \
    "$from/icons/offhook-16.png" "$from/icons/offhook-32.png" "$from/icons/offhook-256.png" "$folder/"
}
