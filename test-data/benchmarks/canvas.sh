#!/usr/bin/env bash
# Time of a frame while a canvas is panned and zoomed at 1280×800, in software: canvas.sh [BOXES WIRES]
. "$(dirname "$0")/common.sh"
machine
if [ $# -eq 2 ]; then sizes=("$1 $2"); else sizes=("1000 1500" "2000 3000"); fi
for size in "${sizes[@]}"; do
  echo "boxes and wires: $size"
  # shellcheck disable=SC2086
  bench workbench/src/test/java/io/plumbline/workbench/benchmark/CanvasBenchmark.java -- $size
done
