#!/usr/bin/env bash
# TPC-DS, 99 queries as `query`, in turns with plain DuckDB: tpcds.sh [SCALE] [TURNS] [NUMBERS]
. "$(dirname "$0")/common.sh"
scale="${1:-0.1}"
turns="${2:-3}"
tpc_queries
outside io.trino.tpcds:tpcds:"$(sed -n 's/.*<tpcds.version>\(.*\)<.*/\1/p' "$root/pom.xml")"
programs=(workbench/src/test/java/io/plumbline/workbench/benchmark/{TpcdsBenchmark,TpcdsFiles,TpcdsQueries,AnswerComparison,PlanBenchmark}.java)
machine
bench "${programs[@]}" -- "$work/queries/tpcds" "$work/tpcds-$scale" "$scale" "$turns" ${3:+"$3"}
