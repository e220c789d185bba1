package io.plumbline.workbench.service.design;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.workbench.service.design.Operands.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds where a CAST within an expression would make its types fit, from the types that a problem
/// names. What it finds may fail: whoever offers it tries it first.
final class CastFixes {
    private static final Pattern TYPE = Pattern.compile("<([A-Z][^<>]*)>");
    private static final Pattern NOT_BOOLEAN =
            Pattern.compile("Invalid condition: '.*' is (\\S.*?) \\(must be BOOLEAN\\)");
    private static final Pattern BRANCH =
            Pattern.compile(
                    "(?i)\\b(THEN|ELSE)\\s+((?:(?!\\b(?:CASE|WHEN|ELSE|END)\\b).)+?)"
                            + "(?=\\s+(?:WHEN|ELSE|END)\\b)",
                    Pattern.DOTALL);
    private static final String TEXT = "VARCHAR";

    private final Problem problem;
    private final FixScene scene;

    CastFixes(Problem problem, FixScene scene) {
        this.problem = problem;
        this.scene = scene;
    }

    /// Returns the casts that may help, those that cannot fail on a value first.
    List<QuickFix> find() {
        Optional<FieldText> field = FieldText.of(scene.pipeline(), problem.place());
        if (field.isEmpty()) {
            return List.of();
        }
        String text = field.orElseThrow().read(scene.pipeline()).orElse("");
        if (problem.code() == ErrorCode.VALUE_INVALID) {
            return problem.message().contains("mixing of types")
                    ? branches(field.orElseThrow(), text)
                    : List.of();
        }
        Matcher condition = NOT_BOOLEAN.matcher(problem.message());
        return condition.matches()
                ? condition(field.orElseThrow(), text, condition.group(1))
                : operands(field.orElseThrow(), text);
    }

    private List<QuickFix> operands(FieldText field, String text) {
        Set<DataType> named = new LinkedHashSet<>();
        Matcher m = TYPE.matcher(problem.message());
        while (m.find()) {
            DataType.parse(m.group(1)).ifPresent(named::add);
        }
        List<Found> found = new ArrayList<>();
        if (named.size() > 1) {
            int from = FieldText.offset(text, problem.place());
            for (Part part : Operands.of(text, from)) {
                for (DataType wanted : named) {
                    if (mayBe(part, named, wanted)) {
                        found.add(new Found(part, words(wanted)));
                    }
                }
            }
        }
        found.sort(
                Comparator.comparingInt((Found f) -> f.type().equals(TEXT) ? 0 : 1)
                        .thenComparingInt(f -> f.part().kind().ordinal()));
        return found.stream().map(f -> f.fix(field, text)).toList();
    }

    private record Found(Part part, String type) {
        QuickFix fix(FieldText field, String text) {
            String cast = "CAST(" + part.text() + " AS " + type + ")";
            return change(
                    "Cast '" + part.text() + "' to " + type,
                    field,
                    text,
                    part.replaced(text, cast));
        }
    }

    /// A column is cast from one of the types named to another; of other parts the type is not
    /// known.
    private boolean mayBe(Part part, Set<DataType> named, DataType wanted) {
        if (part.kind() != Operands.Kind.NAME) {
            return true;
        }
        return scene.inputColumns(field()).stream()
                .filter(f -> f.name().equalsIgnoreCase(part.column()))
                .anyMatch(f ->
                        isSensible(f.type().kind(), wanted.kind())
                                && named.stream().anyMatch(t -> t.kind() == f.type().kind()));
    }

    private String field() {
        return java.util.Objects.requireNonNullElse(problem.place().step(), "");
    }

    private static List<QuickFix> condition(FieldText field, String text, String type) {
        boolean number = DataType.parse(type).filter(t -> isNumber(t.kind())).isPresent();
        String plain = text.strip();
        String group = plain.matches("[\\w.\"]+") ? plain : "(" + plain + ")";
        return List.of(
                number
                        ? change("Compare it with 0", field, text, group + " <> 0")
                        : change(
                                "Cast it to BOOLEAN",
                                field,
                                text,
                                "CAST(" + plain + " AS BOOLEAN)"));
    }

    /// Casts all results of a CASE, or all arguments of a COALESCE, to text.
    private static List<QuickFix> branches(FieldText field, String text) {
        List<QuickFix> fixes = new ArrayList<>();
        String cased = BRANCH.matcher(text).replaceAll("$1 CAST($2 AS " + TEXT + ")");
        fixes.add(change("Cast the results to " + TEXT, field, text, cased));
        for (Part part : Operands.of(text, 0)) {
            if (part.kind() == Operands.Kind.CALL
                    && part.text().toUpperCase(Locale.ROOT).startsWith("COALESCE")) {
                String arguments =
                        part.text()
                                .substring(part.text().indexOf('(') + 1, part.text().length() - 1);
                if (!arguments.contains("(") && !arguments.contains("'")) {
                    String cast =
                            arguments.strip().replaceAll("\\s*,\\s*", " AS " + TEXT + "), CAST(");
                    String call = "COALESCE(CAST(" + cast + " AS " + TEXT + "))";
                    fixes.add(
                            change(
                                    "Cast the values to " + TEXT,
                                    field,
                                    text,
                                    part.replaced(text, call)));
                }
            }
        }
        return fixes;
    }

    static boolean isNumber(DataType.Kind kind) {
        return switch (kind) {
            case SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, DOUBLE -> true;
            default -> false;
        };
    }

    private static boolean isTime(DataType.Kind kind) {
        return switch (kind) {
            case DATE, TIMESTAMP, TIMESTAMP_TZ -> true;
            default -> false;
        };
    }

    /// A number is no time, and a time no number, although SQL may cast the one to the other.
    private static boolean isSensible(DataType.Kind from, DataType.Kind to) {
        return from != to
                && (from == DataType.Kind.VARCHAR
                        || to == DataType.Kind.VARCHAR
                        || isTime(from) && isTime(to)
                        || !isTime(from) && !isTime(to));
    }

    static String words(DataType type) {
        return switch (type.kind()) {
            case VARCHAR -> TEXT;
            case TIMESTAMP_TZ -> "TIMESTAMP WITH LOCAL TIME ZONE";
            default -> type.toString();
        };
    }

    private static QuickFix change(String label, FieldText field, String before, String after) {
        return new QuickFix(label, (Pipeline p) -> field.replace(p, before, after));
    }
}
