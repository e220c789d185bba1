package io.plumbline.engine.step;

import com.google.common.collect.ImmutableList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/// Makes window functions.
final class Windows {
    private Windows() {}

    /// Returns what stands behind OVER for groups of rows in an order; parts that are empty are
    /// left out.
    static String clause(RelNode input, List<Integer> keys, RelCollation order) {
        List<String> names = input.getRowType().getFieldNames();
        String partition =
                keys.stream()
                        .map(k -> Columns.quoted(names.get(k)))
                        .collect(Collectors.joining(", "));
        String by =
                order.getFieldCollations().stream()
                        .map(k -> key(names, k))
                        .collect(Collectors.joining(", "));
        String space = partition.isEmpty() || by.isEmpty() ? "" : " ";
        return (partition.isEmpty() ? "" : "PARTITION BY " + partition)
                + space
                + (by.isEmpty() ? "" : "ORDER BY " + by);
    }

    private static String key(List<String> names, RelFieldCollation key) {
        boolean first = key.nullDirection == RelFieldCollation.NullDirection.FIRST;
        return Columns.quoted(names.get(key.getFieldIndex()))
                + (key.direction.isDescending() ? " DESC" : " ASC")
                + (first ? " NULLS FIRST" : " NULLS LAST");
    }

    /// Returns the number of a row among those with the same keys, from 1, in the order given.
    static RexNode rowNumber(RelNode input, List<Integer> keys, RelCollation order) {
        RexBuilder rex = input.getCluster().getRexBuilder();
        RelDataType bigint = rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT);
        ImmutableList.Builder<RexFieldCollation> collation = ImmutableList.builder();
        for (RelFieldCollation key : order.getFieldCollations()) {
            Set<SqlKind> directions = new HashSet<>();
            if (key.direction.isDescending()) {
                directions.add(SqlKind.DESCENDING);
            }
            boolean first = key.nullDirection == RelFieldCollation.NullDirection.FIRST;
            directions.add(first ? SqlKind.NULLS_FIRST : SqlKind.NULLS_LAST);
            RexNode column = Columns.ref(input, key.getFieldIndex());
            collation.add(new RexFieldCollation(column, directions));
        }
        return rex.makeOver(
                bigint,
                SqlStdOperatorTable.ROW_NUMBER,
                List.of(),
                keys.stream().map(k -> Columns.ref(input, k)).toList(),
                collation.build(),
                RexWindowBounds.UNBOUNDED_PRECEDING,
                RexWindowBounds.CURRENT_ROW,
                true,
                true,
                false,
                false,
                false);
    }
}
