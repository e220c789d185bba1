"""Times sqlglot's qualify and lineage over the queries of a folder.

Arguments: the folder of queries and columns.txt, rounds.
"""

import pathlib
import statistics
import sys
import time

import sqlglot
from sqlglot import lineage
from sqlglot.optimizer import qualify

folder, rounds = pathlib.Path(sys.argv[1]), int(sys.argv[2])
queries = [file.read_text() for file in sorted(folder.glob("*.sql"))]
schema = {}
for line in (folder / "columns.txt").read_text().splitlines():
    table, column, kind = line.split(" ", 2)
    schema.setdefault(table, {})[column] = kind


def once(query):
    tree = qualify.qualify(sqlglot.parse_one(query), schema=schema)
    for column in tree.named_selects:
        lineage.lineage(column, tree, schema=schema)


def qualified(query):
    qualify.qualify(sqlglot.parse_one(query), schema=schema)


for name, work in (("qualify", qualified), ("qualify and lineage", once)):
    medians, failed = [], 0
    for query in queries:
        times = []
        try:
            for _ in range(1 if work is once else rounds):
                begin = time.perf_counter()
                work(query)
                times.append((time.perf_counter() - begin) * 1e3)
            medians.append(statistics.median(times))
        except Exception:
            failed += 1
    medians.sort()
    print(
        f"sqlglot {sqlglot.__version__} {name}: {len(medians)} queries ({failed} refused),"
        f" p50 {medians[len(medians) // 2]:.1f} ms, p95 {medians[len(medians) * 95 // 100]:.1f} ms,"
        f" total {sum(medians):.0f} ms"
    )
