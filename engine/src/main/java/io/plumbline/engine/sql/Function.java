package io.plumbline.engine.sql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlOperator;

/// A function or operator that statements may use.
///
/// @param name as a statement writes it
/// @param signature how it is called, for people: `LPAD(text, length[, fill])`
/// @param meaning exactly what it returns, nulls and errors included, as text for people
/// @param examples expressions and what they must return, as text; each target is held to them
/// @param texts by target, the text that has this meaning there: `{0}` is the first argument, `{*}`
///   all of them, `{w}` the FILTER or OVER clause of an aggregate. A function without a text for a
///   target is written by the target's own writer, or refused
public record Function(
        String name,
        SqlOperator operator,
        String signature,
        String meaning,
        List<Example> examples,
        Map<String, String> texts) {

    /// Copies the examples and texts.
    public Function {
        examples = List.copyOf(examples);
        texts = Map.copyOf(texts);
    }

    /// An expression and its value cast to VARCHAR; `null` for null, `!CODE` for a failure.
    public record Example(String sql, String result) {}

    /// Makes a function from pairs of expression and result.
    static Function of(String name, SqlOperator operator, String meaning, String... pairs) {
        Example[] examples = new Example[pairs.length / 2];
        for (int i = 0; i < examples.length; i++) {
            examples[i] = new Example(pairs[2 * i], pairs[2 * i + 1]);
        }
        return new Function(
                name, operator, Signatures.of(name), meaning, List.of(examples), Map.of());
    }

    /// Returns the function with its text in a target.
    Function in(String target, String text) {
        Map<String, String> more = new HashMap<>(texts);
        more.put(target, text);
        return new Function(name, operator, signature, meaning, examples, more);
    }
}
