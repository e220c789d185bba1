package io.plumbline.engine.exec;

import java.math.BigDecimal;
import java.util.HexFormat;

/// Writes values as texts that the embedded engine reads back as the same value.
public final class CellText {
    private CellText() {}

    /// Returns the text of a value as [QueryResult#value(int)] gives it.
    public static String of(Object value) {
        return switch (value) {
            case BigDecimal number -> number.toPlainString();
            case byte[] bytes -> HexFormat.of().withPrefix("\\x").formatHex(bytes);
            default -> value.toString();
        };
    }
}
