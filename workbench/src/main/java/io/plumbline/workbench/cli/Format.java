package io.plumbline.workbench.cli;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The forms of a report.
enum Format {
    TEXT,
    JSON,
    CSV,
    OPENLINEAGE,
    JUNIT;

    /// Returns the name as it is written in a command line.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Returns words as an alternative: `text or json`.
    static String words(Collection<Format> formats) {
        String all = formats.stream().map(Format::word).collect(Collectors.joining(", "));
        int last = all.lastIndexOf(", ");
        return last < 0 ? all : all.substring(0, last) + " or " + all.substring(last + 2);
    }

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
