package io.plumbline.engine.sql;

import java.util.List;
import org.apache.calcite.sql.SqlOperator;

/// A function or operator that statements may use.
///
/// @param name as a statement writes it
/// @param meaning exactly what it returns, nulls and errors included, as text for people
/// @param examples expressions and what they must return, as text; each target is held to them
public record Function(String name, SqlOperator operator, String meaning, List<Example> examples) {

    /// Copies the examples.
    public Function {
        examples = List.copyOf(examples);
    }

    /// An expression and its value cast to VARCHAR; `null` for null, `!CODE` for a failure.
    public record Example(String sql, String result) {}

    /// Makes a function from pairs of expression and result.
    static Function of(String name, SqlOperator operator, String meaning, String... pairs) {
        Example[] examples = new Example[pairs.length / 2];
        for (int i = 0; i < examples.length; i++) {
            examples[i] = new Example(pairs[2 * i], pairs[2 * i + 1]);
        }
        return new Function(name, operator, meaning, List.of(examples));
    }
}
