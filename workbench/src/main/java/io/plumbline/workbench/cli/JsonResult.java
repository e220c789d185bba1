package io.plumbline.workbench.cli;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.workbench.service.ValueText;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `{"columns": [{"name", "type"}…], "rows": [[…]…]}`, a row a line. Numbers are JSON numbers,
/// infinite and undefined doubles texts.
final class JsonResult implements ResultWriter {
    private final PrintStream out;
    private boolean first = true;

    JsonResult(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(Schema schema) {
        List<Object> columns = new ArrayList<>();
        for (Field f : schema.fields()) {
            Map<String, Object> column = new LinkedHashMap<>();
            column.put("name", f.name());
            column.put("type", f.type().toString());
            columns.add(column);
        }
        out.print("{\"columns\": " + Json.write(columns) + ",\n \"rows\": [");
    }

    @Override
    public void row(List<? extends @Nullable Object> values) {
        List<@Nullable Object> plain = new ArrayList<>(values.size());
        for (Object v : values) {
            plain.add(plain(v));
        }
        out.print((first ? "\n  " : ",\n  ") + Json.write(plain));
        first = false;
    }

    @Override
    public void end() {
        out.print(first ? "]}\n" : "\n ]}\n");
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean b -> b;
            case Double d when d.isNaN() || d.isInfinite() -> d.toString();
            case Float f when f.isNaN() || f.isInfinite() -> f.toString();
            case Number n -> n;
            default -> ValueText.of(value);
        };
    }
}
