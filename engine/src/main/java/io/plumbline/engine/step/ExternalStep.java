package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Value;
import io.plumbline.engine.sql.ExternalCall;
import io.plumbline.engine.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;

/// Hands rows to a program and takes rows from it. What the program does is known from what the
/// step declares and from nothing else.
final class ExternalStep implements StepType {
    private static final String COLUMNS = "columns";
    private static final String FLOW = "flow";
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final Pattern OUTSIDE =
            Pattern.compile("[/\\\\].*|[A-Za-z]:.*|(?:.*[/\\\\])?\\.\\.?(?:[/\\\\].*)?|.*[/\\\\]");
    private static final Parameter ROWS =
            Parameter.choice(
                    "rows",
                    "whether the program makes one row of each row, which every run holds it to"
                            + " (one_to_one), or any rows",
                    "any",
                    "one_to_one");

    @Override
    public String name() {
        return "external";
    }

    @Override
    public String summary() {
        return "Hands rows to a program that the person who runs the pipeline has allowed, as JSON"
                + " lines, and takes rows from it; lineage is what flow declares, else unknown";
    }

    @Override
    public Role role() {
        return Role.TRANSFORM;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(
                        "command",
                        ParameterKind.WORDS,
                        "the program and its arguments; no shell reads them"),
                Parameter.required(
                        COLUMNS, ParameterKind.TYPES, "the columns that the program gives"),
                Parameter.optional(
                        FLOW,
                        ParameterKind.COLUMN_FLOW,
                        "the input columns that each column's values are made of, [] for none;"
                                + " a column left out is UNKNOWN in lineage"),
                ROWS,
                Parameter.optional(
                        "files",
                        ParameterKind.WORDS,
                        "files of the workspace that the program needs, its script among them; it"
                                + " runs in a folder that holds copies of these alone"),
                Parameter.optional(
                        "timeout",
                        ParameterKind.TEXT,
                        "how long it may take, such as 45s or 1h; 10m when left out"));
    }

    @Override
    public String describe() {
        return "SELECT <columns> FROM <command>(in)";
    }

    @Override
    public StepPlan compile(StepContext context) {
        RelNode in = context.input(PortRef.IN);
        RelDataType rows = rows(context);
        Map<String, List<String>> flow = flow(context, in, rows.getFieldNames());
        List<String> files = files(context);
        Optional<Duration> timeout =
                context.arguments()
                        .text("timeout")
                        .map(t ->
                                context.attempt(
                                        "timeout", p -> DurationText.parse(p, t, "Split the work")))
                        .orElse(Optional.of(TIMEOUT));
        context.stopIfBroken();
        boolean oneToOne = context.arguments().choice(ROWS).equals("one_to_one");
        ExternalCall.Terms terms =
                new ExternalCall.Terms(
                        context.arguments().texts("command"),
                        files,
                        timeout.orElseThrow(),
                        oneToOne,
                        flow);
        StepPlan plan =
                new StepPlan(
                        Map.of(PortRef.OUT, ExternalCall.of(in, rows, terms)),
                        Set.of(PortRef.OUT),
                        List.of(),
                        null);
        return oneToOne ? plan.keepingRows() : plan;
    }

    private static RelDataType rows(StepContext context) {
        RelDataTypeFactory types = context.cluster().getTypeFactory();
        RelDataTypeFactory.Builder row = types.builder();
        context.arguments()
                .entries(COLUMNS)
                .forEach((name, text) -> {
                    if (Columns.find(row.build().getFieldNames(), name).isPresent()) {
                        context.report(
                                ErrorCode.COLUMN_DUPLICATE,
                                "Duplicate column: '" + name + "'",
                                COLUMNS + "." + name,
                                "Give the columns different names; case does not tell them apart");
                    }
                    Optional<DataType> type =
                            DataType.parse(text)
                                    .filter(t -> !t.kind().name().startsWith("INTERVAL"));
                    if (type.isEmpty()) {
                        context.report(
                                ErrorCode.PARAMETER_INVALID,
                                "Invalid type: '" + text + "' of column '" + name + "'",
                                COLUMNS + "." + name,
                                "Write a type such as BIGINT, DECIMAL(12,2), VARCHAR, DATE");
                    }
                    row.add(
                            name,
                            types.createTypeWithNullability(
                                    Types.toRelType(type.orElse(DataType.VARCHAR), types), true));
                });
        return row.build();
    }

    /// Returns the declared flow by the columns' own names, and warns of what is not declared.
    private static Map<String, List<String>> flow(
            StepContext context, RelNode in, List<String> columns) {
        Map<String, List<String>> flow = new LinkedHashMap<>();
        List<String> inputs = in.getRowType().getFieldNames();
        if (context.arguments().value(FLOW).orElse(null) instanceof Value.Entries declared) {
            declared.entries()
                    .forEach((name, from) ->
                            context.attempt(
                                            FLOW + "." + name,
                                            _ -> Columns.index(columns, name, "columns"))
                                    .ifPresent(i ->
                                            flow.put(
                                                    columns.get(i),
                                                    sources(
                                                            context,
                                                            FLOW + "." + name,
                                                            from,
                                                            inputs))));
        }
        List<String> missing = columns.stream().filter(c -> !flow.containsKey(c)).toList();
        if (!missing.isEmpty()) {
            context.report(
                    Problem.warning(
                            ErrorCode.PARAMETER_MISSING,
                            "Undeclared flow: nothing says what column '%s' comes from, so lineage"
                                            .formatted(String.join("', '", missing))
                                    + " shows it as UNKNOWN",
                            context.problem(ErrorCode.PARAMETER_MISSING, "", FLOW, "").place(),
                            "Set flow: {" + missing.getFirst() + ": [input columns]}"));
        }
        return flow;
    }

    private static List<String> sources(
            StepContext context, String field, Value from, List<String> inputs) {
        List<String> out = new ArrayList<>();
        if (from instanceof Value.Items(List<Value> items)) {
            for (Value item : items) {
                String name = item instanceof Value.Text(String text) ? text : "";
                context.attempt(field, _ -> Columns.index(inputs, name, "the input"))
                        .ifPresent(i -> out.add(inputs.get(i)));
            }
        }
        return out;
    }

    private static List<String> files(StepContext context) {
        List<String> files = context.arguments().texts("files");
        for (String file : files) {
            if (OUTSIDE.matcher(file).matches() || file.chars().anyMatch(c -> c < ' ')) {
                context.report(
                        ErrorCode.PARAMETER_INVALID,
                        "Invalid files: '%s' (must be the path of a file within the workspace)"
                                .formatted(file),
                        "files",
                        "Write it from the workspace's folder, such as programs/score.py");
            }
        }
        return files;
    }
}
