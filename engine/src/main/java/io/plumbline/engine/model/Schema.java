package io.plumbline.engine.model;

import java.util.List;
import java.util.Optional;

/// The columns of a dataset or of a step's port, in order.
public record Schema(List<Field> fields) {

    /// Copies the list.
    public Schema {
        fields = List.copyOf(fields);
    }

    /// Returns a schema of the columns given.
    public static Schema of(Field... fields) {
        return new Schema(List.of(fields));
    }

    /// Returns the column of that name, case ignored.
    public Optional<Field> field(String name) {
        return fields.stream().filter(f -> f.name().equalsIgnoreCase(name)).findFirst();
    }

    /// Returns the names in order.
    public List<String> names() {
        return fields.stream().map(Field::name).toList();
    }
}
