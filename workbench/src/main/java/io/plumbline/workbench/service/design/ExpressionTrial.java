package io.plumbline.workbench.service.design;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.PipelineParameter;
import io.plumbline.engine.model.Schema;
import io.plumbline.workbench.service.QueryService;
import io.plumbline.workbench.service.Surroundings;
import io.plumbline.workbench.service.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tells the values of an expression on rows that a person has looked at already: the rows are in
/// the statement, so that no source is asked, however often the expression changes.
public final class ExpressionTrial {
    private static final String ROW = "row__";
    private static final Pattern PARAMETER =
            Pattern.compile("'(?:[^']|'')*'|(?<![:\\w]):([A-Za-z_]\\w*)");

    private final QueryService queries;

    /// Takes the settings at hand.
    public ExpressionTrial(Surroundings surroundings) {
        this.queries = new QueryService(surroundings);
    }

    /// Rows that a preview gave.
    public record Sample(Schema schema, List<List<? extends @Nullable Object>> rows) {}

    /// The value of one row.
    ///
    /// @param failed whether it has none: the text says why
    public record Result(String text, boolean failed) {}

    /// What an expression gives.
    ///
    /// @param type null when it is wrong for every row; then there is one result, which says why
    public record Shown(@Nullable DataType type, List<Result> results) {
        /// Copies the list.
        public Shown {
            results = List.copyOf(results);
        }
    }

    /// Tells the values on all rows; of a row on which it fails, why.
    ///
    /// @param parameters those of the pipeline; their defaults hold
    public Shown of(Sample sample, String expression, List<PipelineParameter> parameters) {
        String text = withValues(expression, parameters);
        if (sample.rows().isEmpty()) {
            return new Shown(null, List.of(new Result("There are no rows to try it on", true)));
        }
        try {
            return run(sample, sample.rows(), text);
        } catch (PlumblineException e) {
            return oneByOne(sample, text, e);
        }
    }

    private Shown oneByOne(Sample sample, String text, PlumblineException all) {
        List<Result> results = new ArrayList<>();
        DataType type = null;
        for (List<? extends @Nullable Object> row : sample.rows()) {
            try {
                Shown one = run(sample, List.of(row), text);
                type = one.type();
                results.addAll(one.results());
            } catch (PlumblineException e) {
                results.add(new Result(e.problems().getFirst().message(), true));
            }
        }
        return type == null
                ? new Shown(null, List.of(new Result(all.problems().getFirst().message(), true)))
                : new Shown(type, results);
    }

    private Shown run(Sample sample, List<List<? extends @Nullable Object>> rows, String text) {
        StringBuilder sql = new StringBuilder("SELECT " + ROW + ", (" + text + ") FROM (");
        for (int i = 0; i < rows.size(); i++) {
            sql.append(i == 0 ? "" : " UNION ALL ").append("SELECT ").append(i).append(" AS ");
            sql.append(ROW);
            for (int c = 0; c < sample.schema().fields().size(); c++) {
                Field field = sample.schema().fields().get(c);
                if (isTold(field.type())) {
                    sql.append(", ").append(literal(field.type(), rows.get(i).get(c)));
                    sql.append(" AS \"").append(field.name().replace("\"", "\"\"")).append('"');
                }
            }
        }
        sql.append(") AS input ORDER BY ").append(ROW);
        Gathered gathered = new Gathered();
        queries.query(new QueryService.Request(sql.toString(), List.of(), List.of()), gathered);
        return new Shown(gathered.type, gathered.results);
    }

    private static boolean isTold(DataType type) {
        return switch (type.kind()) {
            case VARBINARY, TIMESTAMP_TZ, INTERVAL_DAY_SECOND, INTERVAL_YEAR_MONTH -> false;
            default -> true;
        };
    }

    private static String literal(DataType type, @Nullable Object value) {
        String text = value == null ? "" : ValueText.of(value);
        if (type.kind() == DataType.Kind.TIMESTAMP) {
            text = text.replace('T', ' ');
        }
        String quoted = value == null ? "NULL" : "'" + text.replace("'", "''") + "'";
        return "CAST(" + quoted + " AS " + type + ")";
    }

    private static String withValues(String expression, List<PipelineParameter> parameters) {
        Matcher m = PARAMETER.matcher(expression);
        return m.replaceAll(found ->
                Matcher.quoteReplacement(
                        found.group(1) == null
                                ? found.group()
                                : parameters.stream()
                                        .filter(p -> p.name().equalsIgnoreCase(found.group(1)))
                                        .findFirst()
                                        .map(p -> literal(p.type(), p.defaultValue()))
                                        .orElse(found.group())));
    }

    /// Takes the second column of what comes.
    private static final class Gathered implements QueryService.Receiver {
        private final List<Result> results = new ArrayList<>();
        private @Nullable DataType type;

        @Override
        public void begin(Schema schema) {
            type = schema.fields().get(1).type();
        }

        @Override
        public void row(List<? extends @Nullable Object> values) {
            Object value = values.get(1);
            results.add(new Result(value == null ? "null" : ValueText.of(value), false));
        }

        @Override
        public void end() {}
    }
}
