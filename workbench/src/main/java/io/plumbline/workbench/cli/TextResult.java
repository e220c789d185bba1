package io.plumbline.workbench.cli;

import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Schema;
import io.plumbline.workbench.service.ValueText;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Columns under their names, numbers to the right; widths come from the first rows, later rows may
/// stick out. Null is `∅`.
final class TextResult implements ResultWriter {
    private static final int SAMPLE = 200;
    private static final int WIDEST = 60;
    private static final Set<DataType.Kind> RIGHT =
            Set.of(
                    DataType.Kind.SMALLINT,
                    DataType.Kind.INTEGER,
                    DataType.Kind.BIGINT,
                    DataType.Kind.DECIMAL,
                    DataType.Kind.REAL,
                    DataType.Kind.DOUBLE);

    private final PrintStream out;
    private final List<List<String>> held = new ArrayList<>();
    private Schema schema = Schema.of();
    private int[] widths = {};
    private long rows;

    TextResult(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(Schema newSchema) {
        schema = newSchema;
        widths = schema.names().stream().mapToInt(TextResult::width).toArray();
    }

    @Override
    public void row(List<? extends @Nullable Object> values) {
        List<String> texts =
                values.stream().map(v -> v == null ? "∅" : clean(ValueText.of(v))).toList();
        rows++;
        if (rows > SAMPLE) {
            flush();
            line(texts);
            return;
        }
        held.add(texts);
        for (int i = 0; i < texts.size(); i++) {
            widths[i] = Math.max(widths[i], Math.min(WIDEST, width(texts.get(i))));
        }
        if (rows == SAMPLE) {
            flush();
        }
    }

    @Override
    public void end() {
        flush();
        out.println(rows == 1 ? "1 row" : rows + " rows");
    }

    private void flush() {
        if (rows <= SAMPLE && (!held.isEmpty() || rows == 0)) {
            line(schema.names());
            StringBuilder rule = new StringBuilder();
            for (int w : widths) {
                rule.append(rule.isEmpty() ? "" : "  ").append("─".repeat(w));
            }
            out.println(rule);
        }
        held.forEach(this::line);
        held.clear();
    }

    private void line(List<String> texts) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            String pad = " ".repeat(Math.max(0, widths[i] - width(text)));
            boolean right = RIGHT.contains(schema.fields().get(i).type().kind());
            line.append(i == 0 ? "" : "  ").append(right ? pad + text : text + pad);
        }
        out.println(line.toString().stripTrailing());
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String clean(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(Character.isISOControl(c) ? '�' : c));
        return out.toString();
    }
}
