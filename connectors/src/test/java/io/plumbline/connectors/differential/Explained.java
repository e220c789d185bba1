package io.plumbline.connectors.differential;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Differences that are no defects, each with its reason.
final class Explained {
    private static final BigDecimal QUOTIENT = new BigDecimal("1e-14");

    private static final List<String> DECIDING =
            List.of(
                    " AND ",
                    " OR ",
                    " IN ",
                    "NULLIF",
                    "COALESCE",
                    "CASE",
                    " = ",
                    " <> ",
                    " < ",
                    " >= ",
                    "DISTINCT");

    private Explained() {}

    /// Returns whether a difference between the embedded engine and another has a known reason.
    static boolean difference(
            String engine, String sql, List<@Nullable Object> row, Outcome here, Outcome there) {
        return order(sql, here, there) || engine.equals("java") && java(sql, row, here, there);
    }

    /// The standard leaves open in which order operands are computed, and whether one is where the
    /// others decide: either side may meet a failure that the other does not. An optimizer that
    /// moves a constant to the other side of a comparison decides it without the sum that
    /// overflows.
    private static boolean order(String sql, Outcome here, Outcome there) {
        boolean one = here.failed() != there.failed();
        boolean decided = DECIDING.stream().anyMatch(sql::contains);
        return one && (decided || here.isNull() || there.isNull());
    }

    /// Calcite's Java counts halves of a pair of surrogates as characters, knows OVERLAY within the
    /// text only, maps `ß` to two letters, knows no capitals beyond ASCII in INITCAP, and divides
    /// decimals to its own number of digits.
    private static boolean java(
            String sql, List<@Nullable Object> row, Outcome here, Outcome there) {
        boolean pairs = text(row).codePoints().anyMatch(Character::isSupplementaryCodePoint);
        boolean overlay = sql.contains("OVERLAY(") && there.failed();
        boolean letters =
                sql.contains("UPPER(") && text(row).contains("ß")
                        || sql.contains("INITCAP(")
                                && (sql + text(row)).codePoints().anyMatch(c -> c > 127);
        boolean pads = sql.contains("LPAD(") && here.isNull();
        return pairs || overlay || letters || pads || quotient(sql, here, there);
    }

    private static String text(List<@Nullable Object> row) {
        return row.stream().filter(String.class::isInstance).toList().toString();
    }

    private static boolean quotient(String sql, Outcome here, Outcome there) {
        return sql.contains(" / ")
                && here.value() instanceof BigDecimal a
                && there.value() instanceof BigDecimal b
                && a.subtract(b).abs().compareTo(unit(a).max(a.abs().multiply(QUOTIENT))) <= 0;
    }

    private static BigDecimal unit(BigDecimal number) {
        return BigDecimal.ONE.movePointLeft(number.scale());
    }
}
