package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeUtil;

/// Makes a row of each value of a list that stands in a text.
final class UnnestStep implements StepType {
    private static final Parameter FORMAT =
            Parameter.choice(
                    "format",
                    "how the list is written: values between separators (text), or a JSON array",
                    "text",
                    "json");
    private static final Parameter EMPTY =
            Parameter.choice(
                    "empty",
                    "whether a row without values, null included, goes (drop) or stays once with"
                            + " null (keep)",
                    "drop",
                    "keep");

    @Override
    public String name() {
        return "unnest";
    }

    @Override
    public String summary() {
        return "Makes a row of each value of a list that stands in a text; the other columns repeat";
    }

    @Override
    public Role role() {
        return Role.TRANSFORM;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required("column", ParameterKind.TEXT, "the column that holds the list"),
                FORMAT,
                new Parameter(
                        "separator",
                        "with format text: what stands between two values",
                        ParameterKind.VALUE,
                        false,
                        ",",
                        List.of()),
                Parameter.optional(
                        "into",
                        ParameterKind.TEXT,
                        "the column of the values; they take the place of the list when left out"),
                Parameter.optional(
                        "position",
                        ParameterKind.TEXT,
                        "a column for the place of the value in its list, from 1"),
                EMPTY);
    }

    @Override
    public String describe() {
        return "SELECT in.*, u.value AS <into> FROM in CROSS JOIN UNNEST(SPLIT(in.<column>,"
                + " <separator>)) AS u (value)";
    }

    @Override
    public StepPlan compile(StepContext context) {
        RelNode in = context.input("in");
        List<String> names = in.getRowType().getFieldNames();
        String given = context.arguments().text("column").orElseThrow();
        Optional<Integer> at =
                context.attempt("column", _ -> Columns.index(names, given, "the input"));
        context.stopIfBroken();
        RelDataTypeField list = in.getRowType().getFieldList().get(at.orElseThrow());
        if (!SqlTypeUtil.inCharFamily(list.getType())) {
            throw new PlumblineException(
                    context.problem(
                            ErrorCode.TYPE_MISMATCH,
                            "Cannot make rows of '" + list.getName() + "': it is " + list.getType(),
                            "column",
                            "Name a column of texts that hold lists"));
        }
        boolean json = context.arguments().choice(FORMAT).equals("json");
        if (json && context.arguments().has("separator")) {
            context.report(
                    ErrorCode.PARAMETER_INVALID,
                    "Invalid separator: a JSON array has its own",
                    "separator",
                    "Leave it out, or set format to text");
        }
        String into = context.arguments().text("into").orElse(list.getName());
        Optional<String> position = context.arguments().text("position");
        refuseTaken(context, "into", into, names, list.getIndex());
        position.ifPresent(p -> refuseTaken(context, "position", p, names, -1));
        context.stopIfBroken();
        return StepPlan.of(context.made("column", text(context, names, list, into, position)));
    }

    private static void refuseTaken(
            StepContext context, String parameter, String name, List<String> names, int own) {
        int there = Columns.find(names, name).orElse(-1);
        if (there >= 0 && there != own) {
            context.report(
                    ErrorCode.COLUMN_DUPLICATE,
                    "Duplicate column: '" + name + "'",
                    parameter,
                    "Choose a name that the input does not have");
        }
    }

    private static String text(
            StepContext context,
            List<String> names,
            RelDataTypeField list,
            String into,
            Optional<String> position) {
        boolean json = context.arguments().choice(FORMAT).equals("json");
        boolean keep = context.arguments().choice(EMPTY).equals("keep");
        String separator = context.arguments().text("separator").orElse(",");
        String column = "\"in\"." + Columns.quoted(list.getName());
        String values =
                json
                        ? "JSON_ELEMENTS(" + column + ")"
                        : "SPLIT(" + column + ", '" + separator.replace("'", "''") + "')";
        List<String> selected = new ArrayList<>();
        boolean replaced = false;
        for (String name : names) {
            boolean same = name.equals(list.getName()) && into.equalsIgnoreCase(name);
            replaced |= same;
            selected.add(
                    same
                            ? "\"__u\".\"__value\" AS " + Columns.quoted(into)
                            : "\"in\"." + Columns.quoted(name));
        }
        if (!replaced) {
            selected.add("\"__u\".\"__value\" AS " + Columns.quoted(into));
        }
        position.ifPresent(p -> selected.add("\"__u\".\"__at\" AS " + Columns.quoted(p)));
        return "SELECT "
                + String.join(", ", selected)
                + " FROM \"in\" "
                + (keep ? "LEFT JOIN" : "CROSS JOIN")
                + " UNNEST("
                + values
                + ") WITH ORDINALITY AS \"__u\" (\"__value\", \"__at\")"
                + (keep ? " ON TRUE" : "");
    }
}
