package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.model.Arguments;
import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import io.plumbline.engine.model.Value;
import io.plumbline.engine.quality.CheckAction;
import io.plumbline.engine.quality.CompiledCheck;
import io.plumbline.engine.quality.QualityCheck;
import io.plumbline.engine.quality.QualityChecks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// Reads the list of checks of a check step.
final class CheckReader {
    private static final Parameter ON_FAILURE =
            Parameter.choice("on_failure", "what a failing row does", "stop", "quarantine", "warn");
    private static final Parameter SEVERITY =
            Parameter.choice("severity", "how much a failure weighs", "medium", "low", "high");
    private static final Parameter NAME =
            Parameter.optional(
                    "name", ParameterKind.TEXT, "its name in reports; made of type and columns");

    private final StepContext context;
    private final RelNode input;
    private final List<String> keys;
    private final Set<String> names = new HashSet<>();

    /// A check and the condition, never null, that is TRUE for a failing row.
    record Read(CompiledCheck compiled, RexNode failing) {}

    CheckReader(StepContext context, RelNode input, List<String> keys) {
        this.context = context;
        this.input = input;
        this.keys = keys;
    }

    /// Returns the parameters that every check has.
    static List<Parameter> common() {
        return List.of(ON_FAILURE, SEVERITY, NAME);
    }

    List<Read> read() {
        List<Value> items = context.arguments().values("checks");
        List<Read> checks = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String field = "checks[" + i + "]";
            Map<String, Value> entries =
                    new LinkedHashMap<>(((Value.Entries) items.get(i)).entries());
            find(entries.remove("type"), field)
                    .flatMap(c -> read(c, entries, field, checks.size()))
                    .ifPresent(checks::add);
        }
        return checks;
    }

    private Optional<QualityCheck> find(
            @org.jspecify.annotations.Nullable Value type, String field) {
        List<String> known = QualityChecks.names();
        String listed = String.join(", ", known);
        if (!(type instanceof Value.Text(String name))) {
            context.report(
                    ErrorCode.PARAMETER_MISSING,
                    "Missing required parameter: 'type' of a check",
                    field + ".type",
                    "Set 'type' to one of: " + listed);
            return Optional.empty();
        }
        Optional<QualityCheck> check = QualityChecks.find(name);
        if (check.isEmpty()) {
            context.report(
                    ErrorCode.PARAMETER_INVALID,
                    "Unknown check type: '" + name + "'",
                    field + ".type",
                    Suggestion.nearest(name, known)
                            .map(n -> "Did you mean '" + n + "'?")
                            .orElse("Known check types: " + listed));
        }
        return check;
    }

    private Optional<Read> read(
            QualityCheck check, Map<String, Value> entries, String field, int index) {
        List<Parameter> declared = new ArrayList<>(check.parameters());
        declared.addAll(common());
        Arguments arguments = Arguments.of("check " + check.name(), field + ".", declared, entries);
        arguments.problems().forEach(context::report);
        if (!arguments.problems().isEmpty()) {
            return Optional.empty();
        }
        return context.attempt(
                field,
                _ -> {
                    RexNode failing =
                            check.failing(new StepCheckContext(context, input, arguments, field));
                    String action = arguments.choice(ON_FAILURE).toUpperCase(Locale.ROOT);
                    CompiledCheck compiled =
                            new CompiledCheck(
                                    unique(name(check, arguments)),
                                    check.name(),
                                    CompiledCheck.FLAG_PREFIX + index,
                                    CheckAction.valueOf(action),
                                    arguments.choice(SEVERITY),
                                    arguments.texts("columns"),
                                    keys,
                                    check.description(arguments));
                    return new Read(compiled, neverNull(failing));
                });
    }

    private RexNode neverNull(RexNode failing) {
        return failing.getType().isNullable()
                ? input.getCluster().getRexBuilder().makeCall(SqlStdOperatorTable.IS_TRUE, failing)
                : failing;
    }

    private static String name(QualityCheck check, Arguments arguments) {
        return arguments
                .text("name")
                .orElseGet(() -> {
                    String columns = String.join("_", arguments.texts("columns"));
                    return check.name() + (columns.isEmpty() ? "" : "_" + columns);
                });
    }

    private String unique(String name) {
        String free = name;
        for (int i = 2; !names.add(free.toLowerCase(Locale.ROOT)); i++) {
            free = name + "_" + i;
        }
        return free;
    }
}
