"""Prints, as JSON, what pyiceberg reads from a table: the rows of each snapshot, oldest first."""

import json
import sys

from pyiceberg.expressions import GreaterThan, IsNull
from pyiceberg.table import StaticTable

table = StaticTable.from_metadata(sys.argv[1])


def rows(scan):
    return sorted(json.dumps(row, default=str, ensure_ascii=False) for row in scan.to_arrow().to_pylist())


print(
    json.dumps(
        {
            "schema": [f"{f.field_id} {f.name} {f.field_type} {f.required}" for f in table.schema().fields],
            "snapshots": [rows(table.scan(snapshot_id=s.snapshot_id)) for s in table.snapshots()],
            "current": rows(table.scan()),
            "filtered": rows(table.scan(row_filter=GreaterThan("l", 5))),
            "nulls": rows(table.scan(row_filter=IsNull("s"))),
        },
        ensure_ascii=False,
    )
)
