"""Times the column lineage of sqlglot or sqllineage over statements, writes the answers, or compares all answers.

Arguments: the folder with statements.jsonl and schema.json; sqlglot, sqllineage or compare; seconds at most for each
kind of statement.
"""

import collections
import json
import logging
import pathlib
import re
import sys
import time

folder, what, most = pathlib.Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
statements = [json.loads(line) for line in (folder / "statements.jsonl").read_text().splitlines()]
tables = json.loads((folder / "schema.json").read_text())["tables"]
logging.disable(logging.CRITICAL)


def sqlglot_answers():
    import sqlglot
    from sqlglot import exp, lineage
    from sqlglot.schema import MappingSchema

    schema = MappingSchema(tables)

    def answer(sql):
        found = {}
        for name, node in lineage.lineage(None, sql, schema).items():
            leaves = [n for n in node.walk() if isinstance(n.expression, exp.Table)]
            found[name] = sorted({f"{n.expression.name}.{n.name.split('.')[-1]}" for n in leaves})
        return found

    return f"sqlglot {sqlglot.__version__}", answer


def sqllineage_answers():
    import importlib.metadata
    from sqllineage.config import SQLLineageConfig
    from sqllineage.core.metadata.dummy import DummyMetaDataProvider
    from sqllineage.runner import LineageRunner

    provider = DummyMetaDataProvider({f"main.{t}": list(c) for t, c in tables.items()})

    def answer(sql):
        # it follows columns into a table that is written
        found = collections.defaultdict(set)
        with SQLLineageConfig(DEFAULT_SCHEMA="main"):
            runner = LineageRunner("INSERT INTO written\n" + sql, dialect="ansi", metadata_provider=provider)
            for path in runner.get_column_lineage():
                found[path[-1].raw_name].add(str(path[0]).split("main.")[-1])
        return {name: sorted(sources) for name, sources in found.items()}

    return f"sqllineage {importlib.metadata.version('sqllineage')}", answer


def measure(name, answer):
    kinds, refused = collections.defaultdict(list), collections.Counter()
    processor = collections.Counter()
    with open(folder / f"{what}.jsonl", "w") as out:
        for statement in statements:
            kind = statement["id"].split(" ")[0]
            if sum(kinds[kind]) > most:
                continue
            begin, used = time.perf_counter(), time.process_time()
            try:
                columns = answer(statement["sql"])
                kinds[kind].append(time.perf_counter() - begin)
                processor[kind] += time.process_time() - used
                print(json.dumps({"id": statement["id"], "columns": columns}), file=out)
            except Exception as e:
                refused[kind] += 1
                print(json.dumps({"id": statement["id"], "error": str(e)[:200]}), file=out)
    for kind, times in kinds.items():
        print(
            f"{name} lineage, {kind}: {len(times)} statements ({refused[kind]} refused), {sum(times) * 1e3:.0f} ms"
            f" (of the processor {processor[kind] * 1e3:.0f}), {len(times) / max(sum(times), 1e-9):.1f} statements a second"
        )


def ours():
    """Returns for each statement its columns: those that give values, and those that choose or window them."""
    answers = {}
    for line in (folder / "plumbline.jsonl").read_text().splitlines():
        answer = json.loads(line)
        if "error" in answer:
            continue
        columns, names = {}, collections.Counter()
        for column in answer["statements"][0]["columns"]:
            name = column["name"].lower()
            names[name] += 1
            text = lambda s: f"{s['dataset']}.{s['column']}".lower()
            values = {text(s) for s in column["direct"]}
            chosen = {text(s) for s in column["indirect"] if s["how"] in ("CONDITIONAL", "WINDOW")}
            columns[name] = (values, chosen, {text(s) for s in column["indirect"]})
        answers[answer["id"]] = {n: c for n, c in columns.items() if names[n] == 1}
    return answers


def compare(peer, mine):
    counts, samples = collections.Counter(), collections.defaultdict(list)
    for line in (folder / f"{peer}.jsonl").read_text().splitlines():
        answer = json.loads(line)
        own = mine.get(answer["id"])
        if "error" in answer or own is None:
            counts["statements not answered by " + ("it" if "error" in answer else "us")] += 1
            continue
        theirs = {name.lower(): {s.lower() for s in sources} for name, sources in answer["columns"].items()}
        if peer == "sqlglot" and len(theirs) == len(own):
            # columns without a name have another one here and there
            theirs = dict(zip(own, theirs.values()))
        own = {name: column for name, column in own.items() if name in theirs or not re.fullmatch(r"column\d+", name)}
        for name, (values, chosen, every) in own.items():
            sources = theirs.get(name, set())
            if sources == values:
                kind = "agree"
            elif values < sources <= values | chosen:
                kind = "it adds conditions or windows, which we tell apart"
            elif sources < values:
                kind = "it has fewer sources"
            elif values <= sources <= values | every:
                kind = "it adds columns that decide about rows"
            elif values <= sources:
                kind = "it has sources that we do not have"
            else:
                kind = "each has sources that the other does not have"
            counts[kind] += 1
            if kind != "agree" and not kind.startswith("it adds conditions"):
                samples[kind].append((answer["id"], name, sorted(values - sources), sorted(sources - values - every)))
    total = sum(n for kind, n in counts.items() if not kind.startswith("statements"))
    print(f"output columns compared with {peer}: {total}")
    for kind, number in counts.most_common():
        print(f"  {number} {kind}")
        by_statement = collections.Counter(s[0] for s in samples[kind])
        if by_statement:
            print("    in " + ", ".join(f"{s} ({n})" for s, n in by_statement.most_common(12)))
        for identity, name, fewer, more in samples[kind][:3]:
            print(f"    {identity}, {name}: it lacks {fewer[:4]}, it has more {more[:4]}")


if what == "compare":
    for peer in ("sqlglot", "sqllineage"):
        compare(peer, ours())
else:
    measure(*(sqlglot_answers() if what == "sqlglot" else sqllineage_answers()))
