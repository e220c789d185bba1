#!/usr/bin/env bash
# TPC-H with customer and orders in PostgreSQL and the rest in Parquet, beside Parquet alone: federated.sh [SCALE] [TURNS] [QUERIES]
. "$(dirname "$0")/common.sh"
scale="${1:-1}"
turns="${2:-3}"
machine
bench workbench/src/test/java/io/plumbline/workbench/benchmark/{FederatedBenchmark,TpchBenchmark,TpchPipelines,WatchedSystem}.java \
  -- "$work/tpch-$scale" "$scale" "$turns" ${3:+"$3"}
