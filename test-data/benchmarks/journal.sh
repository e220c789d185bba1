#!/usr/bin/env bash
# Durable audit events by 1, 8 and 64 producers beside a bare append and force, and verification:
# journal.sh [SECONDS A MEASUREMENT] [EVENTS TO VERIFY]
. "$(dirname "$0")/common.sh"
machine
bench engine/src/test/java/io/plumbline/engine/metadata/JournalBenchmark.java -- "$work" "${1:-3}" "${2:-1000000}"
