package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.model.Arguments;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.sql.Catalog;
import io.plumbline.engine.sql.Grouping;
import io.plumbline.engine.sql.Relation;
import io.plumbline.engine.sql.SqlCompiler;
import io.plumbline.engine.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/// What a step type works with while it compiles one step, and where it reports problems.
public final class StepContext {
    private final String pipeline;
    private final StepSpec spec;
    private final Arguments arguments;
    private final Map<String, StepInput> inputs = new LinkedHashMap<>();
    private final DatasetSchemas datasets;
    private final SqlCompiler sql;
    private final StepParameters parameters;
    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Set<String> read = new HashSet<>();

    /// Prepares the compilation of one step.
    ///
    /// @param inputs the wires that end at it, by declared port in declared order, else in the
    ///   order of the file
    public StepContext(
            String pipeline,
            StepSpec spec,
            Arguments arguments,
            List<StepInput> inputs,
            DatasetSchemas datasets,
            StepParameters parameters) {
        this.pipeline = pipeline;
        this.spec = spec;
        this.arguments = arguments;
        this.datasets = datasets;
        this.parameters = parameters;
        inputs.forEach(i -> this.inputs.put(i.port(), i));
        this.sql = new SqlCompiler(catalog(inputs));
    }

    /// Returns the inputs as tables by the names that a query uses; the first of a name wins.
    private static Catalog catalog(List<StepInput> inputs) {
        Map<List<String>, Relation> named = new LinkedHashMap<>();
        for (StepInput input : inputs) {
            input.names().forEach(n -> named.putIfAbsent(n, input.relation()));
        }
        return Catalog.named(named);
    }

    /// Returns the step's parameters.
    public Arguments arguments() {
        return arguments;
    }

    /// Returns the cluster that the step's plans are made in.
    RelOptCluster cluster() {
        return sql.cluster();
    }

    /// Returns the names of the inputs, in order.
    public List<String> inputPorts() {
        return List.copyOf(inputs.keySet());
    }

    /// Returns the scan of an input.
    public RelNode input(String port) {
        return sql.scan(relation(port));
    }

    private Relation relation(String port) {
        StepInput input = inputs.get(port);
        if (input == null) {
            throw new IllegalArgumentException("no input " + port);
        }
        return input.relation();
    }

    /// Returns what a person calls an input: the output that feeds it.
    public String inputName(int index) {
        return List.copyOf(inputs.values()).get(index).from().toString();
    }

    /// Returns the scan of a dataset.
    public RelNode dataset(String name) {
        Schema schema =
                placed("dataset", () -> datasets.readable(name).orElseThrow(() -> unknown(name)));
        read.add(name);
        return sql.scan(new Relation(List.of("dataset", name), schema));
    }

    private PlumblineException unknown(String name) {
        return PlumblineException.of(
                ErrorCode.DATASET_UNKNOWN,
                "Unknown dataset: '" + name + "'",
                Suggestion.nearest(name, datasets.names())
                        .map(n -> "Did you mean '" + n + "'?")
                        .orElse("Describe it in datasets/" + name + ".yaml"));
    }

    /// Returns the columns that a dataset's contract asks for; empty when there is no contract.
    public Optional<Schema> contract(String dataset) {
        Optional<Schema> contract = placed("dataset", () -> datasets.contract(dataset));
        if (contract.isEmpty()) {
            Suggestion.nearest(dataset, datasets.names())
                    .filter(n -> !n.equalsIgnoreCase(dataset))
                    .ifPresent(n -> problems.add(unusual(dataset, n)));
        }
        return contract;
    }

    private Problem unusual(String dataset, String near) {
        return Problem.warning(
                ErrorCode.DATASET_UNKNOWN,
                "No contract describes the dataset '" + dataset + "': a managed table is made",
                place("dataset"),
                "Did you mean '" + near + "'?");
    }

    /// Returns the scan of one of this step's own outputs.
    public RelNode ownOutput(String port, RelDataType columns) {
        return sql.scan(new Relation(List.of("step", spec.id(), port), Types.schemaOf(columns)));
    }

    /// Returns the positions of the columns that a parameter names, in order, each once.
    public List<Integer> indexes(String parameter, RelNode input) {
        List<String> names = input.getRowType().getFieldNames();
        List<Integer> indexes = new ArrayList<>();
        for (String name : arguments.texts(parameter)) {
            attempt(parameter, _ -> Columns.index(names, name, "the input"))
                    .ifPresent(i -> {
                        if (indexes.contains(i)) {
                            report(
                                    ErrorCode.COLUMN_DUPLICATE,
                                    "Duplicate column: '" + name + "'",
                                    parameter,
                                    "List it once");
                        } else {
                            indexes.add(i);
                        }
                    });
        }
        return indexes;
    }

    /// Compiles an expression over the columns of an input.
    ///
    /// @param field where it stands, for messages
    public RexNode expression(String field, String text, RelNode input) {
        return placed(field, () -> sql.expression(text, input, parameters.values()));
    }

    /// Compiles an expression over the columns of an input whose window functions without a window
    /// of their own get one.
    ///
    /// @param window what stands in the parentheses behind OVER
    RexNode windowed(String field, String text, String window, RelNode input) {
        return placed(field, () -> sql.windowed(text, window, input, parameters.values()));
    }

    /// Checks the frame of a window, such as `ROWS 5 PRECEDING`.
    ///
    /// @return the frame
    String frame(String field, String frame) {
        return placed(field, () -> SqlCompiler.frame(frame));
    }

    /// Compiles a condition over the columns of an input.
    public RexNode condition(String field, String text, RelNode input) {
        return placed(field, () -> sql.condition(text, input, parameters.values()));
    }

    /// Compiles a condition over the columns of two inputs, `left` and `right`.
    public RexNode joinCondition(String field, String text, RelNode left, RelNode right) {
        JoinText quoted = JoinText.of(text);
        return placed(
                field,
                () ->
                        quoted.placed(() ->
                                sql.condition(
                                        quoted.text(),
                                        left,
                                        JoinText.LEFT,
                                        right,
                                        JoinText.RIGHT,
                                        parameters.values())));
    }

    /// Compiles the query that a parameter holds; its tables are the inputs, and no two of its
    /// columns have one name.
    public RelNode query(String parameter) {
        String text = arguments.text(parameter).orElseThrow();
        return placed(parameter, () -> sql.named(text, parameters.values()).distinctlyNamed());
    }

    /// Compiles a query that the step itself made; its tables are the inputs by their ports.
    ///
    /// @param field the parameter that its problems stand at
    RelNode made(String field, String text) {
        Map<List<String>, Relation> named = new LinkedHashMap<>();
        inputs.values().forEach(i -> named.put(List.of(i.port()), i.relation()));
        SqlCompiler own = sql.over(Catalog.named(named));
        return placed(field, () -> own.named(text, Map.of()).distinctlyNamed());
    }

    /// Groups an input and compiles the expressions over its groups.
    ///
    /// @return the keys, then the expressions by name
    public RelNode aggregate(
            String parameter, String port, List<String> keys, Map<String, String> expressions) {
        Relation relation = relation(port);
        try {
            return sql.group(new Grouping(relation, keys, expressions), parameters.values());
        } catch (PlumblineException e) {
            // alone, each expression shows its own mistakes
            expressions.forEach((name, text) -> {
                Grouping one = new Grouping(relation, keys, Map.of(name, text));
                attempt(parameter + "." + name, _ -> sql.group(one, parameters.values()));
            });
            stopIfBroken();
            throw e;
        }
    }

    /// Runs something that may fail, keeps its problems, and goes on.
    public <T> Optional<T> attempt(String field, Function<String, T> work) {
        try {
            return Optional.of(work.apply(field));
        } catch (PlumblineException e) {
            e.problems().forEach(p -> report(inField(p, field)));
            return Optional.empty();
        }
    }

    /// Runs something whose problems get the place of a parameter.
    public <T> T placed(String field, Supplier<T> work) {
        try {
            return work.get();
        } catch (PlumblineException e) {
            throw new PlumblineException(
                    e.problems().stream().map(p -> inField(p, field)).toList(), e.getCause());
        }
    }

    private Problem inField(Problem problem, String field) {
        Place place = problem.place();
        return problem.at(
                place.step() != null ? place : place.within(pipeline, spec.id()).of(field));
    }

    private Place place(String field) {
        return Place.inStep(pipeline, spec.id(), field);
    }

    /// Returns an error in a parameter of this step.
    public Problem problem(ErrorCode code, String message, String field, String remedy) {
        return Problem.error(code, message, place(field), remedy);
    }

    /// Keeps an error in a parameter of this step.
    public void report(ErrorCode code, String message, String field, String remedy) {
        problems.add(problem(code, message, field, remedy));
    }

    /// Keeps a problem; one without a step is taken to be in this one.
    public void report(Problem problem) {
        boolean placed = problem.place().step() != null;
        problems.add(placed ? problem : problem.at(problem.place().within(pipeline, spec.id())));
    }

    /// Ends the compilation of the step when an error was reported.
    ///
    /// @throws PlumblineException with all problems reported so far
    public void stopIfBroken() {
        if (problems.stream().anyMatch(Problem::isError)) {
            throw new PlumblineException(List.copyOf(problems), null);
        }
    }

    /// Returns the problems reported so far, in order.
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /// Returns the datasets scanned so far.
    public Set<String> datasetsRead() {
        return Set.copyOf(read);
    }
}
