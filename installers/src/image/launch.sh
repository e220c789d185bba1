# How the JVM is started: the one place for its flags. Sourced by the start script of a clone, by that of an installation
# and when a package is installed; they say which JVM ($java), which folder of jars ($lib), which folder of class caches
# ($caches) and from which build they are ($build).
# shellcheck shell=bash

# a small young generation: what a start or a plan leaves behind is not worth 100 MB of memory
flags=(
  -XX:+UseSerialGC
  -Xmn24m
  --add-opens=java.base/java.nio=ALL-UNNAMED
  --enable-native-access=ALL-UNNAMED
  --sun-misc-unsafe-memory-access=allow
  -Dcalcite.default.charset=UTF-8
  -Dfile.encoding=UTF-8
  -Djava.awt.headless=true
)

class_path() { printf '%s:' "$lib"/*.jar; }

# Whether a jar was written after a cache: the JVM then starts without it, twice as slowly, and says nothing.
outdated() {
  local jar
  if [ ! -f "$1" ]; then return 1; fi
  for jar in "$lib" "$lib"/*.jar; do
    if [ "$jar" -nt "$1" ]; then return 0; fi
  done
  return 1
}

# Records the loaded and linked classes (JEP 514), which halves the start: once, for `plumbline` or `desktop`. A cache holds
# only where it was made: a JVM whose jars were moved since then finds classes without their origin, or stops at once.
record_classes() {
  local kind="$1" making="$caches/$1.aot.$$" rehearsal=(rehearse) place="" own
  if ! mkdir -p "$caches" 2>/dev/null || [ ! -w "$caches" ]; then return 0; fi
  if [ -f "$caches/place" ]; then read -r place <"$caches/place" || true; fi
  if [ "$place" != "$lib $build" ]; then
    rm -f "$caches"/*.aot "$caches"/*.no-aot
    printf '%s\n' "$lib $build" >"$caches/place"
  fi
  if outdated "$caches/$kind.aot"; then rm -f "$caches/$kind.aot"; fi
  if [ -f "$caches/$kind.aot" ] || [ -f "$caches/$kind.no-aot" ]; then return 0; fi
  if [ -t 2 ]; then echo "Recording classes for quicker starts (once, some twenty seconds) …" >&2; fi
  if [ "$kind" = desktop ]; then rehearsal+=(--desktop); fi
  # nothing of a person's is touched by a rehearsal
  own="$(mktemp -d)"
  if PLUMBLINE_SETTINGS="$own" PLUMBLINE_CACHE="$own" "$java" -XX:AOTCacheOutput="$making" -Djavafx.cachedir="$own" "${flags[@]}" \
    -cp "$(class_path)" io.plumbline.workbench.cli.Main "${rehearsal[@]}" >/dev/null 2>"$caches/$kind.log" && [ -f "$making" ]; then
    mv -f "$making" "$caches/$kind.aot"
    rm -f "$caches/$kind.log"
  else
    rm -f "$making"
    touch "$caches/$kind.no-aot"
  fi
  rm -rf "$making.config" "$own"
}

# Runs one command and ends with its exit code.
start() {
  local kind=plumbline quick=() aot=() window=("${flags[@]}") status=0 crashes="${TMPDIR:-/tmp}"
  case "${1:-}" in
    # the window lives long and paints much: a larger young generation, and heap given back when it is idle
    desktop)
      kind=desktop
      window=("${flags[@]/-Xmn24m/-Xmn48m}" -XX:MinHeapFreeRatio=15 -XX:MaxHeapFreeRatio=30)
      ;;
    validate | plan | init | runs | lineage | audit | secret | --version | --help | -V | -h | "") quick=(-XX:TieredStopAtLevel=1) ;;
  esac
  record_classes "$kind"
  [ -f "$caches/$kind.aot" ] && aot=(-XX:AOTCache="$caches/$kind.aot" -Xlog:aot=off -Xlog:cds=off)
  "$java" "${aot[@]}" "${window[@]}" "${quick[@]}" -XX:ErrorFile="$crashes/plumbline-crash-%p.log" -cp "$(class_path)" \
    io.plumbline.workbench.cli.Main "$@" || status=$?
  if [ "$status" = 134 ] || [ "$status" = 139 ]; then
    printf '%s\n' "error INTERNAL_ERROR: the process was stopped by a fault in native code" \
      "  Published outputs are whole. If a data file is damaged, leave it out; the crash log is in $crashes" >&2
    exit 70
  fi
  exit "$status"
}
