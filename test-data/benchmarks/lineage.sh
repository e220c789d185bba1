#!/usr/bin/env bash
# Lineage of a wide pipeline; of the TPC queries and generated ones, beside sqlglot and sqllineage: lineage.sh [ROUNDS] [GENERATED] [SECONDS]
# A peer stops with a kind of statement after SECONDS.
. "$(dirname "$0")/common.sh"
rounds="${1:-5}"
generated="${2:-500}"
seconds="${3:-60}"
tpc_queries
python_packages sqllineage==1.5.9
folder="$work/lineage"
python="$work/venv/bin/python"
here="$root/test-data/benchmarks"
"$python" "$here/lineage_statements.py" "$work/queries" "$folder" "$generated"
machine
bench workbench/src/test/java/io/plumbline/workbench/benchmark/LineageBenchmark.java -- "$folder" "$rounds" 200 200
"$python" "$here/lineage_peers.py" "$folder" sqlglot "$seconds"
"$python" "$here/lineage_peers.py" "$folder" sqllineage "$seconds"
"$python" "$here/lineage_peers.py" "$folder" compare 0
