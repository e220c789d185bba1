package io.plumbline.connectors.differential;

import io.plumbline.engine.sql.Types;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.DataContext;
import org.apache.calcite.DataContexts;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/// Computes an expression by Calcite's generated Java, integers with overflow checks.
final class JavaReference {
    private static final RexBuilder BUILDER = new RexBuilder(Types.factory());

    private final Function1<DataContext, Object @Nullable []> function;
    private final RexNode rex;
    private final RelDataType rowType;
    private @Nullable List<JavaReference> parts;

    private JavaReference(
            Function1<DataContext, Object @Nullable []> function,
            RexNode rex,
            RelDataType rowType) {
        this.function = function;
        this.rex = rex;
        this.rowType = rowType;
    }

    /// Compiles the second column; empty where Calcite has no Java for it.
    static Optional<JavaReference> of(Project project) {
        RexNode rex = project.getProjects().get(1).accept(new Checked());
        return of(rex, project.getInput().getRowType());
    }

    private static Optional<JavaReference> of(RexNode rex, RelDataType rowType) {
        try {
            return Optional.of(
                    new JavaReference(
                            RexExecutorImpl.getExecutable(BUILDER, List.of(rex), rowType)
                                    .getFunction(),
                            rex,
                            rowType));
        } catch (RuntimeException | AssertionError e) {
            return Optional.empty();
        }
    }

    /// Returns whether Java computes, on the way in a row, what no type of the product holds: an
    /// infinite double, a year of five digits, a decimal with too many digits, a negative ABS.
    boolean leavesTypes(List<@Nullable Object> row) {
        if (parts == null) {
            parts = compiledParts();
        }
        return parts.stream()
                .anyMatch(p ->
                        leaves(p.value(row).value(), p.rex.getType()) || p.wraps(p.value(row)));
    }

    /// Returns whether it is the absolute value of the least integer, which has none.
    private boolean wraps(Outcome outcome) {
        return rex instanceof RexCall call
                && call.getOperator() == SqlStdOperatorTable.ABS
                && outcome.value() instanceof Number n
                && n.doubleValue() < 0;
    }

    private List<JavaReference> compiledParts() {
        List<JavaReference> found = new ArrayList<>();
        rex.accept(
                new RexShuttle() {
                    @Override
                    public RexNode visitCall(RexCall call) {
                        of(call, rowType).ifPresent(found::add);
                        return super.visitCall(call);
                    }
                });
        return found;
    }

    private static boolean leaves(@Nullable Object value, RelDataType type) {
        return switch (value) {
            case Double number -> !Double.isFinite(number);
            case LocalDate date -> date.getYear() < 1 || date.getYear() > 9999;
            case LocalDateTime time -> time.getYear() < 1 || time.getYear() > 9999;
            case BigDecimal number ->
                    number.precision() - number.scale() > type.getPrecision() - type.getScale();
            case null, default -> false;
        };
    }

    /// Returns the value for a row.
    Outcome value(List<@Nullable Object> row) {
        List<@Nullable Object> inner = new ArrayList<>();
        row.forEach(v -> inner.add(internal(v)));
        try {
            Object[] values =
                    function.apply(DataContexts.of(Map.of("inputRecord", inner.toArray())));
            return Outcome.of(values == null ? null : external(values[0]));
        } catch (RuntimeException | Error e) {
            return Outcome.FAILURE;
        }
    }

    private static @Nullable Object internal(@Nullable Object value) {
        return switch (value) {
            case LocalDate date -> (int) date.toEpochDay();
            case LocalDateTime time -> time.toInstant(ZoneOffset.UTC).toEpochMilli();
            case null, default -> value;
        };
    }

    private @Nullable Object external(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (rex.getType().getSqlTypeName()) {
            case DATE -> LocalDate.ofEpochDay(((Number) value).longValue());
            case TIMESTAMP ->
                    LocalDateTime.ofInstant(
                            Instant.ofEpochMilli(((Number) value).longValue()), ZoneOffset.UTC);
            default -> value;
        };
    }

    /// Puts arithmetic that fails on overflow in the place of Java's, and rounds doubles that
    /// become integers, where Java cuts.
    private static final class Checked extends RexShuttle {
        @Override
        public RexNode visitCall(RexCall call) {
            RexNode seen = super.visitCall(call);
            SqlTypeName type = call.getType().getSqlTypeName();
            if (call.getKind() == SqlKind.CAST && seen instanceof RexCall cast) {
                return rounded(cast);
            }
            if (!(seen instanceof RexCall inner) || !SqlTypeName.INT_TYPES.contains(type)) {
                return seen;
            }
            SqlOperator checked =
                    switch (call.getKind()) {
                        case PLUS -> SqlStdOperatorTable.CHECKED_PLUS;
                        case MINUS -> SqlStdOperatorTable.CHECKED_MINUS;
                        case TIMES -> SqlStdOperatorTable.CHECKED_MULTIPLY;
                        case DIVIDE -> SqlStdOperatorTable.CHECKED_DIVIDE;
                        case MINUS_PREFIX -> SqlStdOperatorTable.CHECKED_UNARY_MINUS;
                        default -> null;
                    };
            return checked == null
                    ? seen
                    : BUILDER.makeCall(call.getType(), checked, inner.getOperands());
        }

        private static RexNode rounded(RexCall cast) {
            RexNode of = cast.getOperands().getFirst();
            boolean cuts =
                    SqlTypeName.APPROX_TYPES.contains(of.getType().getSqlTypeName())
                            && SqlTypeName.EXACT_TYPES.contains(cast.getType().getSqlTypeName())
                            && cast.getType().getScale() == 0;
            return cuts
                    ? BUILDER.makeCast(
                            cast.getType(), BUILDER.makeCall(SqlStdOperatorTable.ROUND, of))
                    : cast;
        }
    }
}
