#!/usr/bin/env bash
# Planning the 99 TPC-DS queries, beside sqlglot, whose package brings their texts: plan-time.sh [ROUNDS]
. "$(dirname "$0")/common.sh"
rounds="${1:-5}"
version=30.30.0
venv="$work/venv"
source="$work/sqlglot-$version"
if [ ! -x "$venv/bin/pip" ]; then python3 -m venv "$venv"; fi
"$venv/bin/pip" install -q "sqlglot==$version"
if [ ! -d "$source" ]; then
  "$venv/bin/pip" download -q --no-deps --no-binary sqlglot -d "$work" "sqlglot==$version"
  tar -xzf "$work/sqlglot-$version.tar.gz" -C "$work"
fi
machine
"$venv/bin/python" "$root/test-data/benchmarks/plan_time_sqlglot.py" "$source" "$work/tpcds" "$rounds"
bench workbench/src/test/java/io/plumbline/workbench/benchmark/PlanBenchmark.java -- "$work/tpcds" "$rounds"
