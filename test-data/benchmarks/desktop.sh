#!/usr/bin/env bash
# From the command to the window with a workspace in it, and the memory of the idle desktop: desktop.sh [RUNS].
# Needs Xvfb and xwininfo (Debian packages xvfb, x11-utils).
. "$(dirname "$0")/common.sh"
runs="${1:-5}"
sample="$work/sample"
[ -f "$sample/workspace.yaml" ] || "$root/plumbline" demo "$sample" --no-desktop >"$work/demo.log" 2>&1
machine
Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp 3>"$work/display" >/dev/null 2>&1 &
server=$!
trap 'kill $server 2>/dev/null' EXIT
until [ -s "$work/display" ]; do sleep 0.1; done
DISPLAY=":$(cat "$work/display")"
export DISPLAY
window() { xwininfo -root -tree 2>/dev/null | grep -q -F customer360; }
now() { date +%s%N; }

: >"$work/starts"
: >"$work/memory"
for i in $(seq 0 "$runs"); do
  begin="$(now)"
  "$root/plumbline" desktop "$sample" >"$work/desktop.log" 2>&1 &
  until window; do sleep 0.02; done
  took=$((($(now) - begin) / 1000000))
  sleep 15
  pid="$(pgrep -n -f 'cli.Main.* desktop')"
  resident="$(awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$pid/status")"
  kill "$pid"
  wait $! 2>/dev/null
  # the first one makes the cache of classes
  if [ "$i" -gt 0 ]; then
    echo "$took" >>"$work/starts"
    echo "$resident" >>"$work/memory"
  fi
done
sort -n "$work/starts" | awk '{ a[NR] = $1 } END { printf "window after: median %d ms (%d to %d)\n", a[int((NR + 1) / 2)], a[1], a[NR] }'
sort -n "$work/memory" | awk '{ a[NR] = $1 } END { printf "resident after 15 idle seconds: median %d MB (%d to %d)\n", a[int((NR + 1) / 2)], a[1], a[NR] }'
