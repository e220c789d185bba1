package io.plumbline.engine.plan;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.jspecify.annotations.Nullable;

/// Works out dates that are written as a date and an interval, which systems add up in different
/// types: `DATE '1995-01-31' + INTERVAL '1' MONTH` is the last of February.
final class ConstantDates {
    private static final long DAY = TimeUnit.DAYS.toMillis(1);

    private ConstantDates() {}

    /// Returns the expression with such dates as literals.
    static RexNode in(RexNode expression, RexBuilder rex) {
        return expression.accept(
                new RexShuttle() {
                    @Override
                    public RexNode visitCall(RexCall call) {
                        LocalDate date = date(call);
                        return date == null
                                ? super.visitCall(call)
                                : rex.makeDateLiteral(new DateString(date.toString()));
                    }
                });
    }

    private static @Nullable LocalDate date(RexCall call) {
        boolean plus = call.getKind() == SqlKind.PLUS;
        if ((!plus && call.getKind() != SqlKind.MINUS)
                || call.getType().getSqlTypeName() != SqlTypeName.DATE
                || call.getOperands().size() != 2
                || !(call.getOperands().get(0) instanceof RexLiteral from)
                || from.getType().getSqlTypeName() != SqlTypeName.DATE
                || !(call.getOperands().get(1) instanceof RexLiteral by)
                || from.isNull()
                || by.isNull()) {
            return null;
        }
        DateString text = from.getValueAs(DateString.class);
        BigDecimal amount = by.getValueAs(BigDecimal.class);
        return text == null || amount == null
                ? null
                : moved(LocalDate.parse(text.toString()), by, plus ? amount : amount.negate());
    }

    private static @Nullable LocalDate moved(LocalDate from, RexLiteral by, BigDecimal amount) {
        try {
            LocalDate to =
                    switch (String.valueOf(by.getType().getSqlTypeName().getFamily())) {
                        case "INTERVAL_YEAR_MONTH" -> from.plusMonths(amount.longValueExact());
                        case "INTERVAL_DAY_TIME" ->
                                amount.longValueExact() % DAY == 0
                                        ? from.plusDays(amount.longValueExact() / DAY)
                                        : null;
                        default -> null;
                    };
            return to == null || to.getYear() < 1 || to.getYear() > 9999 ? null : to;
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}
