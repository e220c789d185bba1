#!/usr/bin/env bash
# All that depends on a column in a graph of 200,000 columns and a million edges, beside networkx: impact.sh [TABLES] [WALKS]
. "$(dirname "$0")/common.sh"
tables="${1:-10000}"
walks="${2:-200}"
python_packages networkx==3.6.1 rustworkx==0.18.1
folder="$work/impact-$tables"
machine
bench workbench/src/test/java/io/plumbline/workbench/benchmark/ImpactBenchmark.java -- "$folder" "$tables" "$walks"
"$work/venv/bin/python" "$root/test-data/benchmarks/impact_peers.py" "$folder"
