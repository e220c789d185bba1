#!/usr/bin/env bash
# Compiling a pipeline of 200 steps: compile.sh [ROUNDS] [STEPS]
. "$(dirname "$0")/common.sh"
machine
bench workbench/src/test/java/io/plumbline/workbench/benchmark/CompileBenchmark.java -- "$@"
