package io.plumbline.workbench.service.testing;

import io.plumbline.engine.model.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of a test with the values that their texts stand for, one for each column.
record TypedRows(List<Field> columns, List<List<@Nullable Object>> rows) {
    TypedRows {
        columns = List.copyOf(columns);
        List<List<@Nullable Object>> copies = new ArrayList<>();
        rows.forEach(r -> copies.add(Collections.unmodifiableList(new ArrayList<>(r))));
        rows = List.copyOf(copies);
    }
}
