package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/// The times of an as-of join, and the conditions between them.
///
/// @param left the left rows' column, `right` the right rows'
/// @param leftDate whether the left times are days, `rightDate` whether the right ones are
/// @param forward whether the partner is the first at or after, not the last at or before
/// @param strict whether the very time is no match
/// @param tolerance how far they may lie apart; null for any
/// @param names the right input's columns
record AsOfTimes(
        String left,
        String right,
        boolean leftDate,
        boolean rightDate,
        boolean forward,
        boolean strict,
        @Nullable Duration tolerance,
        List<String> names) {
    private static final Set<DataType.Kind> TIMES =
            Set.of(DataType.Kind.DATE, DataType.Kind.TIMESTAMP, DataType.Kind.TIMESTAMP_TZ);

    /// Copies the names.
    AsOfTimes {
        names = List.copyOf(names);
    }

    /// Reads the parameters; empty when problems were reported to the context.
    static Optional<AsOfTimes> read(StepContext context, RelNode left, RelNode right) {
        Optional<Duration> tolerance =
                context.arguments()
                        .text("tolerance")
                        .flatMap(t ->
                                context.attempt(
                                        "tolerance",
                                        p ->
                                                DurationText.parse(
                                                        p, t, "Leave it out for any distance")));
        Optional<String> one = column(context, "left_time", left, "the input left");
        Optional<String> other = column(context, "right_time", right, "the input right");
        if (one.isEmpty() || other.isEmpty()) {
            return Optional.empty();
        }
        if (zoned(left, one.orElseThrow()) != zoned(right, other.orElseThrow())) {
            context.report(
                    ErrorCode.TYPE_MISMATCH,
                    "Cannot compare '%s' with '%s': only one of them is an instant (TIMESTAMP_TZ)"
                            .formatted(one.orElseThrow(), other.orElseThrow()),
                    "right_time",
                    "Bring both to UTC in a standardise or derive step before");
            return Optional.empty();
        }
        return Optional.of(
                new AsOfTimes(
                        one.orElseThrow(),
                        other.orElseThrow(),
                        kind(left, one.orElseThrow()) == DataType.Kind.DATE,
                        kind(right, other.orElseThrow()) == DataType.Kind.DATE,
                        context.arguments()
                                .text("direction")
                                .map(d -> d.toLowerCase(Locale.ROOT).equals("forward"))
                                .orElse(false),
                        context.arguments().text("strict").map(Boolean::valueOf).orElse(false),
                        tolerance.orElse(null),
                        right.getRowType().getFieldNames()));
    }

    private static Optional<String> column(
            StepContext context, String parameter, RelNode rows, String where) {
        List<String> names = rows.getRowType().getFieldNames();
        String wanted = context.arguments().text(parameter).orElseThrow();
        Optional<Integer> found =
                context.attempt(parameter, _ -> Columns.index(names, wanted, where));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String name = names.get(found.orElseThrow());
        DataType type = type(rows, name);
        if (!TIMES.contains(type.kind())) {
            context.report(
                    ErrorCode.TYPE_MISMATCH,
                    "Invalid " + parameter + ": '" + name + "' is " + type,
                    parameter,
                    "Name a column of type DATE, TIMESTAMP or TIMESTAMP_TZ");
            return Optional.empty();
        }
        return Optional.of(name);
    }

    private static DataType type(RelNode rows, String column) {
        int index = Columns.index(rows.getRowType().getFieldNames(), column, "the input");
        return Types.typeOf(column, Columns.ref(rows, index).getType());
    }

    private static DataType.Kind kind(RelNode rows, String column) {
        return type(rows, column).kind();
    }

    private static boolean zoned(RelNode rows, String column) {
        return kind(rows, column) == DataType.Kind.TIMESTAMP_TZ;
    }

    boolean isTolerant() {
        return tolerance != null;
    }

    /// Returns the condition of a match, over `left` and `right`.
    String match() {
        String operator = (forward ? "<" : ">") + (strict ? "" : "=");
        return "left." + Columns.quoted(left) + " " + operator + " right." + Columns.quoted(right);
    }

    /// Returns the condition of not being too far off, over `left` and `right`.
    String near() {
        String one = instant("left." + Columns.quoted(left), leftDate);
        String other = instant("right." + Columns.quoted(right), rightDate);
        return forward ? before(other, one) : before(one, other);
    }

    private String before(String later, String earlier) {
        long seconds = tolerance == null ? 0 : tolerance.toSeconds();
        return later + " <= " + earlier + " + INTERVAL '" + seconds + "' SECOND";
    }

    private static String instant(String column, boolean date) {
        return date ? "CAST(" + column + " AS TIMESTAMP)" : column;
    }
}
