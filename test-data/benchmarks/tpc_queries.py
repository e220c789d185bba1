"""Writes the TPC-H and TPC-DS queries of sqlglot's own tests, and the columns of their tables.

Arguments: the folder to write tpch/NNN.sql, tpcds/NNN.sql and both columns.txt to.
"""

import ast
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile

VERSION = "30.30.0"
target = pathlib.Path(sys.argv[1])


def queries(text):
    text = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(("--", "#")))
    return [s.strip() for s in text.split(";")[0::2] if s.strip()]


def kind(column, declared):
    dated = column == "d_date" or re.search("(rec_(start|end)_date|^[lo]_[a-z]*date)$", column)
    names = {"bigint": "BIGINT", "int": "INTEGER", "uint": "INTEGER", "double": "DOUBLE", "float": "DOUBLE"}
    return "DATE" if dated or declared == "date" else names.get(declared, "VARCHAR")


if not (target / "tpcds/columns.txt").exists():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps"]
            + ["--no-binary", "sqlglot", "-d", folder, f"sqlglot=={VERSION}"],
            check=True,
        )
        with tarfile.open(f"{folder}/sqlglot-{VERSION}.tar.gz") as archive:
            archive.extractall(folder, filter="data")
        tests = pathlib.Path(folder, f"sqlglot-{VERSION}", "tests")
        helpers = (tests / "helpers.py").read_text()
        for name in ("tpch", "tpcds"):
            file = name[:3] + "-" + name[3:]
            out = target / name
            out.mkdir(parents=True, exist_ok=True)
            text = (tests / f"fixtures/optimizer/{file}/{file}.sql").read_text()
            for number, query in enumerate(queries(text), 1):
                (out / f"{number:03}.sql").write_text(query)
            schema = ast.literal_eval(re.search(name.upper() + r"_SCHEMA = (\{.*?\n\})", helpers, re.S).group(1))
            lines = [f"{t} {c} {kind(c, k)}\n" for t, columns in schema.items() for c, k in columns.items()]
            (out / "columns.txt").write_text("".join(lines))
