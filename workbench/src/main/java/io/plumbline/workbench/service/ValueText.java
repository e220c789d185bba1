package io.plumbline.workbench.service;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;

/// How values are written in results: ISO 8601 for times with only the fraction digits that are
/// there, plain digits for numbers.
public final class ValueText {
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder()
                    .appendPattern("HH:mm:ss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .toFormatter(java.util.Locale.ROOT);

    private ValueText() {}

    /// Returns the text of a value that is not null.
    public static String of(Object value) {
        return switch (value) {
            case BigDecimal d -> d.toPlainString();
            case LocalDateTime t -> t.toLocalDate() + "T" + TIME.format(t);
            case OffsetDateTime t ->
                    of(t.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()) + "Z";
            case LocalTime t -> TIME.format(t);
            case byte[] b -> HexFormat.of().formatHex(b);
            default -> value.toString();
        };
    }
}
