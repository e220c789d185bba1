#!/usr/bin/env bash
# Planning the 99 TPC-DS queries, beside sqlglot, whose package brings their texts: plan-time.sh [ROUNDS]
. "$(dirname "$0")/common.sh"
rounds="${1:-5}"
tpc_queries
machine
"$work/venv/bin/python" "$root/test-data/benchmarks/plan_time_sqlglot.py" "$work/queries/tpcds" "$rounds"
bench workbench/src/test/java/io/plumbline/workbench/benchmark/PlanBenchmark.java -- "$work/queries/tpcds" "$rounds"
