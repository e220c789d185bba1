package io.plumbline.workbench.service.testing;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.PipelineParameter;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.model.TestCase;
import io.plumbline.engine.model.TestCell;
import io.plumbline.engine.model.TestRows;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.CompiledStep;
import io.plumbline.workbench.service.WorkspaceSession;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Holds a test against its pipeline: every name, column, type and value, before anything runs.
final class Preparation {
    private final WorkspaceSession session;
    private final TestCase test;
    private final GivenSchemas schemas;
    private final List<Problem> problems = new ArrayList<>();

    private Preparation(WorkspaceSession session, TestCase test) {
        this.session = session;
        this.test = test;
        this.schemas = new GivenSchemas(test, session);
    }

    /// Returns the test ready to be run.
    ///
    /// @throws PlumblineException with all that is wrong with it
    static Prepared of(WorkspaceSession session, TestCase test) {
        Preparation work = new Preparation(session, test);
        @Nullable Prepared prepared = work.prepare();
        if (prepared == null || work.problems.stream().anyMatch(Problem::isError)) {
            throw new PlumblineException(work.problems, null);
        }
        return prepared;
    }

    private @Nullable Prepared prepare() {
        boolean expectsNothing =
                test.expected().isEmpty() && test.checks().isEmpty() && test.error() == null;
        if (expectsNothing) {
            tell("Test without expectation", test.place(), "Write expect, checks or error");
        }
        knownPipeline();
        givenTypes();
        knownError();
        if (!problems.isEmpty()) {
            return null;
        }
        CompiledPipeline compiled = compile();
        boolean whole =
                test.error() != null
                        || !test.checks().isEmpty()
                        || test.expected().keySet().stream()
                                .anyMatch(n -> writer(compiled, n) != null);
        List<Prepared.Expected> expected = new ArrayList<>();
        Set<String> needed = new LinkedHashSet<>();
        test.expected().forEach((name, rows) -> expect(compiled, name, rows, expected));
        if (whole) {
            refuseBroken(compiled);
            compiled.steps().values().forEach(s -> needed.addAll(s.datasets()));
        } else {
            expected.forEach(e -> needed.addAll(behind(compiled, e.port().step())));
        }
        knownChecks(compiled);
        Map<String, TypedRows> given = given(compiled, needed);
        return new Prepared(test, compiled, given, expected, whole);
    }

    private void knownPipeline() {
        String name = test.pipelineName();
        Collection<String> known = session.workspace().pipelines().keySet();
        if (!known.contains(name)) {
            problems.add(
                    unknown(
                            ErrorCode.PIPELINE_UNKNOWN,
                            "Unknown pipeline: '" + name + "'",
                            test.pipeline().place(),
                            name,
                            known));
            return;
        }
        List<String> declared =
                Objects.requireNonNull(session.workspace().pipelines().get(name))
                        .parameters()
                        .stream()
                        .map(PipelineParameter::name)
                        .toList();
        test.params()
                .forEach((param, cell) -> {
                    if (!declared.contains(param)) {
                        problems.add(
                                unknown(
                                        ErrorCode.PARAMETER_UNKNOWN,
                                        "Unknown parameter: '%s' of pipeline '%s'"
                                                .formatted(param, name),
                                        cell.place(),
                                        param,
                                        declared));
                    }
                });
    }

    private void givenTypes() {
        test.given()
                .forEach((dataset, rows) -> {
                    rows.types()
                            .forEach((column, type) -> {
                                if (type.text() == null || DataType.parse(type.text()).isEmpty()) {
                                    tell(
                                            "Invalid type of column '" + column + "'",
                                            type.place(),
                                            "Write a type such as BIGINT, DECIMAL(12,2), VARCHAR, DATE");
                                }
                            });
                    if (schemas.known(dataset).isEmpty()) {
                        tell(
                                "Unknown columns of dataset '%s': no contract lists them"
                                        .formatted(dataset),
                                rows.place(),
                                "Declare them in the test: columns: {id: BIGINT, …}");
                    }
                });
    }

    private void knownError() {
        TestCell error = test.error();
        List<String> codes = new ArrayList<>();
        for (ErrorCode code : ErrorCode.values()) {
            codes.add(code.name());
        }
        if (error != null && !codes.contains(String.valueOf(error.text()))) {
            problems.add(
                    unknown(
                            ErrorCode.TEST_INVALID,
                            "Unknown error code: '" + error.text() + "'",
                            error.place(),
                            String.valueOf(error.text()),
                            codes));
        }
    }

    private CompiledPipeline compile() {
        Map<String, String> params = new LinkedHashMap<>();
        test.params()
                .forEach((name, cell) -> {
                    if (cell.text() != null) {
                        params.put(name, cell.text());
                    }
                });
        CompiledPipeline compiled = session.compile(test.pipelineName(), params, schemas);
        for (String unset : new TreeSet<>(compiled.unset())) {
            tell(
                    "Missing required parameter: '" + unset + "'",
                    test.pipeline().place(),
                    "Set it: params: {" + unset + ": VALUE}");
        }
        return compiled;
    }

    private void refuseBroken(CompiledPipeline compiled) {
        compiled.problems().stream().filter(Problem::isError).forEach(problems::add);
    }

    /// Returns the step that writes a dataset.
    private static @Nullable CompiledStep writer(CompiledPipeline compiled, String dataset) {
        for (CompiledStep step : compiled.steps().values()) {
            if (step.sink() != null && step.sink().dataset().equals(dataset)) {
                return step;
            }
        }
        return null;
    }

    private void expect(
            CompiledPipeline compiled,
            String name,
            TestRows rows,
            List<Prepared.Expected> expected) {
        @Nullable CompiledStep writer = writer(compiled, name);
        PortRef port = writer == null ? PortRef.parse(name) : new PortRef(writer.id(), PortRef.OUT);
        @Nullable Schema schema = compiled.schema(port).orElse(null);
        if (schema == null) {
            if (compiled.problems().stream().anyMatch(Problem::isError)) {
                refuseBroken(compiled); // the step may be one of those that did not compile
                return;
            }
            problems.add(unknownPort(compiled, name, rows.place()));
            return;
        }
        List<Field> columns =
                rows.columns().isEmpty()
                        ? schema.fields()
                        : rows.columns().stream().flatMap(c -> schema.field(c).stream()).toList();
        TypedRows typed =
                new Typing(problems)
                        .typed(
                                rows,
                                schema,
                                columns,
                                writer == null ? "step '" + name + "'" : "dataset '" + name + "'");
        expected.add(new Prepared.Expected(name, port, writer != null, rows, typed));
    }

    private Problem unknownPort(CompiledPipeline compiled, String name, Place place) {
        List<String> known = new ArrayList<>();
        for (CompiledStep step : compiled.steps().values()) {
            step.schemas().keySet().forEach(p -> known.add(new PortRef(step.id(), p) + ""));
            if (step.sink() != null) {
                known.add(step.sink().dataset());
            }
        }
        return unknown(
                ErrorCode.STEP_UNKNOWN,
                "Pipeline '%s' has no dataset written and no step '%s'"
                        .formatted(test.pipelineName(), name),
                place,
                name,
                known);
    }

    private static Set<String> behind(CompiledPipeline compiled, String id) {
        Set<String> datasets = new LinkedHashSet<>();
        List<String> open = new ArrayList<>(List.of(id));
        Set<String> seen = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            String at = open.removeLast();
            if (seen.add(at)) {
                compiled.step(at)
                        .ifPresent(s -> {
                            datasets.addAll(s.datasets());
                            s.inputs().values().forEach(p -> open.add(p.step()));
                        });
            }
        }
        return datasets;
    }

    private void knownChecks(CompiledPipeline compiled) {
        List<String> known = new ArrayList<>();
        compiled.steps()
                .values()
                .forEach(s -> s.checks().forEach(c -> known.add(s.id() + "." + c.name())));
        test.checks()
                .forEach((name, cell) -> {
                    if (!known.contains(name)) {
                        problems.add(
                                unknown(
                                        ErrorCode.TEST_INVALID,
                                        "Unknown check: '" + name + "' (must be STEP.CHECK)",
                                        cell.place(),
                                        name,
                                        known));
                    }
                });
    }

    private Map<String, TypedRows> given(CompiledPipeline compiled, Set<String> needed) {
        Set<String> read = new LinkedHashSet<>();
        compiled.steps().values().forEach(s -> read.addAll(s.datasets()));
        Map<String, TypedRows> given = new LinkedHashMap<>();
        test.given()
                .forEach((dataset, rows) -> {
                    if (!read.contains(dataset) && compiled.runnable()) {
                        problems.add(
                                unknown(
                                        ErrorCode.TEST_INVALID,
                                        "Pipeline '%s' does not read dataset '%s'"
                                                .formatted(test.pipelineName(), dataset),
                                        rows.place(),
                                        dataset,
                                        read));
                        return;
                    }
                    Schema schema = schemas.known(dataset).orElse(Schema.of());
                    given.put(
                            dataset,
                            new Typing(problems)
                                    .typed(
                                            rows,
                                            schema,
                                            schema.fields(),
                                            "dataset '" + dataset + "'"));
                });
        for (String dataset : needed) {
            if (!test.given().containsKey(dataset)) {
                tell(
                        "Missing rows of dataset '%s', which pipeline '%s' reads"
                                .formatted(dataset, test.pipelineName()),
                        test.place(),
                        "Write them under given; an empty list for none");
            }
        }
        return given;
    }

    private void tell(String message, Place place, String remedy) {
        problems.add(Problem.error(ErrorCode.TEST_INVALID, message, place, remedy));
    }

    private static Problem unknown(
            ErrorCode code, String message, Place place, String name, Collection<String> known) {
        return Problem.error(
                code,
                message,
                place,
                Suggestion.nearest(name, known)
                        .map(n -> "Did you mean '" + n + "'?")
                        .orElse(
                                known.isEmpty()
                                        ? "There is none"
                                        : "Known: " + String.join(", ", known)));
    }
}
