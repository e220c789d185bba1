package io.plumbline.engine.sql.target;

import io.plumbline.engine.sql.FunctionTable;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlOperator;

/// Fills the texts that functions of the table have for a target.
final class Templates {
    private static final Pattern HOLE = Pattern.compile("\\{(\\d|\\*|w)}");

    /// Characters of the longest argument that is written more than once.
    private static final int REPEATABLE = 400;

    private Templates() {}

    /// Returns the text of a call; empty when the function has none for the target.
    static Optional<String> call(String target, SqlOperator operator, List<String> arguments) {
        return FunctionTable.text(operator, target).map(t -> filled(target, t, arguments, ""));
    }

    /// Returns the text of a call of a function of the table, by name.
    static Optional<String> named(String target, String function, List<String> arguments) {
        return FunctionTable.text(function, target).map(t -> filled(target, t, arguments, ""));
    }

    /// Returns the text of an aggregate with its FILTER or OVER clause.
    static Optional<String> aggregate(
            String target, SqlOperator operator, List<String> arguments, String clause) {
        return FunctionTable.text(operator, target).map(t -> fill(t, arguments, clause));
    }

    private static String filled(
            String target, String text, List<String> arguments, String clause) {
        for (int i = 0; i < arguments.size() && target.equals("duckdb"); i++) {
            String hole = "{" + i + "}";
            boolean repeated = text.indexOf(hole) != text.lastIndexOf(hole);
            if (repeated && arguments.get(i).length() > REPEATABLE) {
                return bound(text, arguments, clause);
            }
        }
        return fill(text, arguments, clause);
    }

    /// Computes long arguments once, so that nested calls do not double at each level.
    private static String bound(String text, List<String> arguments, String clause) {
        StringBuilder values = new StringBuilder("{");
        for (int i = 0; i < arguments.size(); i++) {
            values.append(i == 0 ? "" : ", ").append("'p").append(i).append("': ");
            values.append(arguments.get(i));
        }
        List<String> names =
                java.util.stream.IntStream.range(0, arguments.size())
                        .mapToObj(i -> "v.p" + i)
                        .toList();
        return Bounds.once(values.append("}").toString(), fill(text, names, clause));
    }

    private static String fill(String text, List<String> arguments, String clause) {
        Matcher holes = HOLE.matcher(text);
        return holes.replaceAll(hole ->
                Matcher.quoteReplacement(
                        switch (hole.group(1)) {
                            case "*" -> String.join(", ", arguments);
                            case "w" -> clause;
                            default -> arguments.get(Integer.parseInt(hole.group(1)));
                        }));
    }
}
