package io.plumbline.workbench.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The forms of a report.
enum Format {
    TEXT,
    JSON,
    CSV;

    /// Reads a name, case ignored, and lists the names when it is none.
    static final class Converter implements ITypeConverter<Format> {
        @Override
        public Format convert(String value) {
            for (Format f : values()) {
                if (f.name().equalsIgnoreCase(value)) {
                    return f;
                }
            }
            String known =
                    Arrays.stream(values())
                            .map(f -> f.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
            throw new TypeConversionException("'" + value + "' (must be one of " + known + ")");
        }
    }
}
