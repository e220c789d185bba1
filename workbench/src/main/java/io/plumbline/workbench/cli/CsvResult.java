package io.plumbline.workbench.cli;

import io.plumbline.engine.model.Schema;
import io.plumbline.workbench.service.ValueText;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// RFC 4180 with a header and LF line ends; null is an empty field, an empty text `""`.
final class CsvResult implements ResultWriter {
    private final PrintStream out;

    CsvResult(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(Schema schema) {
        out.print(
                schema.names().stream().map(CsvResult::field).collect(Collectors.joining(","))
                        + "\n");
    }

    @Override
    public void row(List<? extends @Nullable Object> values) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            Object v = values.get(i);
            line.append(i == 0 ? "" : ",").append(v == null ? "" : field(ValueText.of(v)));
        }
        out.print(line.append('\n'));
    }

    @Override
    public void end() {}

    private static String field(String text) {
        boolean quoted =
                text.isEmpty()
                        || text.chars()
                                .anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r')
                        || text.startsWith(" ")
                        || text.endsWith(" ");
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
