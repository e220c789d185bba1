#!/usr/bin/env bash
# From a change in the design to its problems, with 200 and 1,000 steps: edit.sh [STEPS ROUNDS]
. "$(dirname "$0")/common.sh"
machine
if [ $# -eq 2 ]; then sizes=("$1 $2"); else sizes=("200 200" "1000 100"); fi
for size in "${sizes[@]}"; do
  echo "steps and rounds: $size"
  # shellcheck disable=SC2086
  bench workbench/src/test/java/io/plumbline/workbench/benchmark/EditBenchmark.java -- $size
done
