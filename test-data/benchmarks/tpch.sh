#!/usr/bin/env bash
# TPC-H, 22 queries as `query` and as pipelines of steps, in turns with plain DuckDB: tpch.sh [SCALE] [TURNS]
. "$(dirname "$0")/common.sh"
scale="${1:-1}"
turns="${2:-5}"
programs=(workbench/src/test/java/io/plumbline/workbench/benchmark/{TpchBenchmark,TpchPipelines}.java)
machine
bench "${programs[@]}" -- "$work/tpch-$scale" "$scale" "$turns"
for way in duckdb query pipeline; do
  echo "$way alone, one turn: $(bench "${programs[@]}" -- "$work/tpch-$scale" "$scale" 1 "$way" | tail -1)"
done
