"""Writes statements whose lineage is compared: the TPC-H and TPC-DS queries, and generated ones of about 300 lines.

Arguments: the folder of the queries, the folder to write statements.jsonl and schema.json to, how many to generate.
"""

import json
import pathlib
import random
import sys

queries, target, count = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
FACTS = {
    "store_sales": ("ss_sold_date_sk", "ss_item_sk"),
    "catalog_sales": ("cs_sold_date_sk", "cs_item_sk"),
    "web_sales": ("ws_sold_date_sk", "ws_item_sk"),
    "store_returns": ("sr_returned_date_sk", "sr_item_sk"),
    "web_returns": ("wr_returned_date_sk", "wr_item_sk"),
    "catalog_returns": ("cr_returned_date_sk", "cr_item_sk"),
}
NUMBER, TEXT = "number", "text"


def schema(name):
    tables = {}
    for line in (queries / name / "columns.txt").read_text().splitlines():
        table, column, kind = line.split(" ", 2)
        tables.setdefault(table, {})[column] = kind
    return tables


class Query:
    """One query: items of WITH over facts and dimensions, then over one another, then a last SELECT."""

    def __init__(self, seed, tables):
        self.random, self.tables, self.items = random.Random(seed), tables, {}

    def sql(self):
        texts = []
        for number in range(4):
            texts.append(self.aggregated(f"base_{number}"))
        for number in range(3):
            texts.append(self.windowed(f"windowed_{number}"))
            texts.append(self.joined(f"joined_{number}"))
        texts.append(self.united("united"))
        last = self.select([("u", "united"), ("j", "joined_2")], 15, "")
        body = last + "\nFROM united AS u\nJOIN joined_2 AS j\n  ON u.date_key = j.date_key\nWHERE u.item_key > 10"
        items = ",\n".join(f"{name} AS (\n{text}\n)" for name, text in texts)
        return f"WITH {items}\n{body}"

    def columns(self, alias, item, kind):
        if item in self.items:
            return [f"{alias}.{c}" for c, k in self.items[item].items() if k == kind]
        kinds = {NUMBER: ("BIGINT", "DOUBLE"), TEXT: ("VARCHAR",)}[kind]
        return [f"{alias}.{c}" for c, k in self.tables[item].items() if k in kinds]

    def any(self, inputs, kind):
        every = [c for alias, item in inputs for c in self.columns(alias, item, kind)]
        return self.random.choice(every)

    def value(self, inputs):
        """Returns the text of an expression and its kind."""
        n, t = (lambda: self.any(inputs, NUMBER)), (lambda: self.any(inputs, TEXT))
        forms = [
            (lambda: n(), NUMBER),
            (lambda: t(), TEXT),
            (lambda: f"{n()} + {n()} * 2", NUMBER),
            (lambda: f"COALESCE({n()}, {n()}, 0)", NUMBER),
            (lambda: f"CASE WHEN {n()} > 100 THEN {n()} ELSE {n()} END", NUMBER),
            (lambda: f"CASE WHEN {t()} = 'x' THEN {t()} WHEN {n()} IS NULL THEN 'none' ELSE UPPER({t()}) END", TEXT),
            (lambda: f"SUBSTRING({t()}, 1, 3)", TEXT),
            (lambda: f"{t()} || '-' || {t()}", TEXT),
            (lambda: f"CAST({n()} AS DOUBLE) / NULLIF({n()}, 0)", NUMBER),
        ]
        form, kind = self.random.choice(forms)
        return form(), kind

    def select(self, inputs, width, name, wrap=None):
        lines, columns = [], {}
        for number in range(width):
            text, kind = self.value(inputs)
            if wrap:
                text, kind = wrap(text, kind)
            columns[f"{kind}_{number}"] = kind
            lines.append(f"  {text} AS {kind}_{number}")
        if name:
            columns.update(date_key=NUMBER, item_key=NUMBER)
            self.items[name] = columns
        return "SELECT\n" + ",\n".join(lines)

    def aggregated(self, name):
        fact = self.random.choice(sorted(FACTS))
        date, item = FACTS[fact]
        inputs = [("f", fact), ("d", "date_dim"), ("i", "item")]

        def wrap(text, kind):
            names = ["SUM", "AVG", "MIN", "MAX"] if kind == NUMBER else ["MIN", "MAX"]
            return f"{self.random.choice(names)}({text})", kind

        head = self.select(inputs, 15, name, wrap)
        where = self.any([("d", "date_dim")], NUMBER)
        return name, (
            f"{head},\n  f.{date} AS date_key,\n  f.{item} AS item_key\nFROM {fact} AS f\n"
            f"JOIN date_dim AS d\n  ON f.{date} = d.d_date_sk\nLEFT JOIN item AS i\n  ON f.{item} = i.i_item_sk\n"
            f"WHERE {where} > 1 AND i.i_category IN ('Books', 'Music')\nGROUP BY f.{date}, f.{item}"
        )

    def windowed(self, name):
        below = self.random.choice(sorted(self.items))
        inputs = [("b", below)]

        def wrap(text, kind):
            if kind == NUMBER and self.random.random() < 0.4:
                by = self.any(inputs, NUMBER)
                return f"SUM({text}) OVER (PARTITION BY b.date_key ORDER BY {by})", kind
            return text, kind

        head = self.select(inputs, 15, name, wrap)
        return name, (
            f"{head},\n  b.date_key,\n  b.item_key\nFROM {below} AS b\n"
            f"WHERE b.date_key IN (\n  SELECT d_date_sk\n  FROM date_dim\n  WHERE d_year = 2001\n)"
        )

    def joined(self, name):
        left, right = self.random.sample(sorted(self.items), 2)
        inputs = [("l", left), ("r", right)]
        return name, (
            f"{self.select(inputs, 15, name)},\n  l.date_key,\n  r.item_key\nFROM {left} AS l\n"
            f"LEFT JOIN (\n  SELECT *\n  FROM {right}\n  WHERE date_key > 0\n) AS r\n  ON l.item_key = r.item_key"
        )

    def united(self, name):
        one, two = self.random.sample(["joined_0", "joined_1", "windowed_0", "windowed_1", "windowed_2"], 2)
        lines, columns = {one: [], two: []}, {}
        for number in range(12):
            kind = self.random.choice([NUMBER, TEXT])
            columns[f"{kind}_{number}"] = kind
            for item in (one, two):
                lines[item].append(f"  {self.any([('x', item)], kind)} AS {kind}_{number}")
        columns.update(date_key=NUMBER, item_key=NUMBER)
        self.items[name] = columns
        parts = [
            "SELECT\n" + ",\n".join(lines[item]) + f",\n  x.date_key,\n  x.item_key\nFROM {item} AS x"
            for item in (one, two)
        ]
        return name, "\nUNION ALL\n".join(parts)


tables = schema("tpch") | schema("tpcds")
# both standards have a table customer, of different columns
tables["customer"] = schema("tpch")["customer"] | schema("tpcds")["customer"]
target.mkdir(parents=True, exist_ok=True)
(target / "schema.json").write_text(json.dumps({"tables": tables}))
with open(target / "statements.jsonl", "w") as out:
    for name in ("tpch", "tpcds"):
        for file in sorted((queries / name).glob("*.sql")):
            print(json.dumps({"id": f"{name} {file.stem}", "sql": file.read_text()}), file=out)
    for seed in range(count):
        print(json.dumps({"id": f"generated {seed}", "sql": Query(seed, tables).sql()}), file=out)
