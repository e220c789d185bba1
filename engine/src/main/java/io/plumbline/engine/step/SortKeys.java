package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/// Reads sort keys such as `amount desc nulls last`.
final class SortKeys {
    private static final Pattern FORM =
            Pattern.compile(
                    "\\s*(?:\"((?:[^\"]|\"\")+)\"|(.+?))(?:\\s+(asc|desc))?"
                            + "(?:\\s+nulls\\s+(first|last))?\\s*",
                    Pattern.CASE_INSENSITIVE);

    private SortKeys() {}

    static RelCollation read(StepContext context, String parameter, RelNode input) {
        List<RelFieldCollation> keys = new ArrayList<>();
        for (String text : context.arguments().texts(parameter)) {
            context.attempt(parameter, _ -> key(text, input)).ifPresent(keys::add);
        }
        return RelCollations.of(keys);
    }

    private static RelFieldCollation key(String text, RelNode input) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            throw PlumblineException.of(
                    ErrorCode.PARAMETER_INVALID,
                    "Invalid sort key: '" + text + "' (must be a column name)",
                    "Write a column, then asc or desc, then nulls first or nulls last");
        }
        String name = m.group(1) == null ? m.group(2) : m.group(1).replace("\"\"", "\"");
        int index = Columns.index(input.getRowType().getFieldNames(), name, "the input");
        boolean descending = "desc".equals(lower(m.group(3)));
        boolean first = "first".equals(lower(m.group(4)));
        return new RelFieldCollation(
                index,
                descending ? Direction.DESCENDING : Direction.ASCENDING,
                first ? NullDirection.FIRST : NullDirection.LAST);
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    /// Sorts and cuts by the parameters `limit` and `offset`, where they are given.
    static RelNode sort(StepContext context, RelNode input, RelCollation collation) {
        RexBuilder rex = input.getCluster().getRexBuilder();
        @Nullable RexNode offset =
                context.arguments().integer("offset").map(n -> number(rex, n)).orElse(null);
        @Nullable RexNode limit =
                context.arguments().integer("limit").map(n -> number(rex, n)).orElse(null);
        return LogicalSort.create(input, collation, offset, limit);
    }

    private static RexNode number(RexBuilder rex, BigDecimal value) {
        return rex.makeBigintLiteral(value);
    }
}
