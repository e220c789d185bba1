# Sourced by the benchmarks: builds the image and the benchmark programs, and starts the latter.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
work="${BENCHMARK_DIR:-$root/test-data/target/benchmarks}"
mkdir -p "$work"

"$root/plumbline" --version >"$work/version"
lib="$root/installers/target/plumbline/lib"

java_home() {
  local candidate
  for candidate in "${PLUMBLINE_JDK:-}" "${JAVA_HOME:-}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/*; do
    if [ -n "$candidate" ] && [ -x "$candidate/bin/javac" ] &&
        [ "$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$candidate/release" 2>/dev/null)" -ge 25 ] 2>/dev/null; then
      printf '%s' "$candidate"
      return 0
    fi
  done
  echo "error: the benchmarks need a JDK 25; name its folder in PLUMBLINE_JDK" >&2
  exit 2
}
jdk="$(java_home)"

extra=""
# Takes libraries that the image does not hold: GROUP:ARTIFACT:VERSION...
outside() {
  mkdir -p "$work/lib"
  for library in "$@"; do
    mvn -B -q -f "$root/pom.xml" -N dependency:copy -Dartifact="$library" -DoutputDirectory="$work/lib"
  done
  extra=":$work/lib/*"
}

# Makes an environment of Python with packages: NAME==VERSION...
python_packages() {
  if [ ! -x "$work/venv/bin/pip" ]; then python3 -m venv "$work/venv"; fi
  "$work/venv/bin/pip" install -q --disable-pip-version-check "$@"
}

# Writes the TPC-H and TPC-DS queries of sqlglot's tests below "$work/queries".
tpc_queries() {
  python_packages sqlglot==30.30.0
  "$work/venv/bin/python" "$root/test-data/benchmarks/tpc_queries.py" "$work/queries"
}

# Compiles benchmark programs against the image and runs the first: SOURCE... -- ARGUMENTS...
bench() {
  local sources=() classes="$work/classes"
  while [ "$1" != -- ]; do sources+=("$root/$1"); shift; done
  shift
  rm -rf "$classes"
  mkdir -p "$classes"
  "$jdk/bin/javac" -proc:none -nowarn -d "$classes" -cp "$lib/*$extra" "${sources[@]}"
  if [ -d "$root/workbench/src/test/resources" ]; then cp -r "$root/workbench/src/test/resources/." "$classes"; fi
  local main="${sources[0]##*/java/}"
  main="${main%.java}"
  "$jdk/bin/java" -XX:+UseSerialGC -Xmn24m --add-opens=java.base/java.nio=ALL-UNNAMED --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow -Dcalcite.default.charset=UTF-8 -cp "$classes:$lib/*$extra" "${main//\//.}" "$@"
}

machine() {
  echo "$(date -u +%F), $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1), load $(cut -d' ' -f1 /proc/loadavg 2>/dev/null || echo unknown)"
}
