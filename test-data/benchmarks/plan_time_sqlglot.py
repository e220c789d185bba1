"""Times sqlglot's qualify and lineage over the TPC-DS queries of its own tests, and writes them out.

Arguments: sqlglot's unpacked source, the folder to write queries and columns to, rounds.
"""

import ast
import pathlib
import re
import statistics
import sys
import time

import sqlglot
from sqlglot import lineage
from sqlglot.optimizer import qualify

source, target, rounds = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
text = (source / "tests/fixtures/optimizer/tpc-ds/tpc-ds.sql").read_text()
text = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(("--", "#")))
statements = [s.strip() for s in text.split(";")]
queries = [s for s in statements[0::2] if s]
helpers = (source / "tests/helpers.py").read_text()
schema = ast.literal_eval(re.search(r"TPCDS_SCHEMA = (\{.*?\n\})", helpers, re.S).group(1))

target.mkdir(parents=True, exist_ok=True)
for number, query in enumerate(queries, 1):
    (target / f"{number:03}.sql").write_text(query)
kinds = {"bigint": "BIGINT", "double": "DOUBLE", "string": "VARCHAR"}
with open(target / "columns.txt", "w") as out:
    for table, columns in schema.items():
        for column, kind in columns.items():
            dated = column == "d_date" or re.search("rec_(start|end)_date$", column)
            print(table, column, "DATE" if dated else kinds[kind], file=out)


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
