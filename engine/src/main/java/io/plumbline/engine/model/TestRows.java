package io.plumbline.engine.model;

import io.plumbline.engine.error.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rows that a test gives to a dataset, or expects of one or of a step.
///
/// @param types the types of columns by name, where the test declares them
/// @param rows cells by column; a column left out is null
/// @param headed the columns that the file of the rows names, also when it has no rows
/// @param ordered whether the order of expected rows counts
/// @param tolerance how far expected numbers may be off; null for not at all
/// @param place where the test names them
public record TestRows(
        Map<String, TestCell> types,
        List<Map<String, TestCell>> rows,
        List<String> headed,
        boolean ordered,
        @Nullable BigDecimal tolerance,
        Place place) {

    /// Copies the collections and keeps their order.
    public TestRows {
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
        List<Map<String, TestCell>> copies = new ArrayList<>();
        rows.forEach(r -> copies.add(Collections.unmodifiableMap(new LinkedHashMap<>(r))));
        rows = List.copyOf(copies);
        headed = List.copyOf(headed);
    }

    /// Returns the columns that are named anywhere, in the order in which they first are.
    public List<String> columns() {
        Map<String, String> names = new LinkedHashMap<>();
        Set<String> all = new LinkedHashSet<>(headed);
        rows.forEach(r -> all.addAll(r.keySet()));
        all.forEach(n -> names.putIfAbsent(n.toLowerCase(java.util.Locale.ROOT), n));
        return List.copyOf(names.values());
    }
}
