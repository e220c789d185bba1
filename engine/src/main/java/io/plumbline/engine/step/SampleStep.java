package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;

/// Keeps some of the rows by chance that can be repeated: the hash of a row's key decides, so that
/// the same rows are chosen in every run, in every engine, and from every order of the rows; rows
/// of one key stay or go together.
final class SampleStep implements StepType {
    private static final int DIGITS = 8;

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public String summary() {
        return "Keeps a share or a number of the rows by chance, the same ones in every run: a hash"
                + " of the keys and the seed decides";
    }

    @Override
    public Role role() {
        return Role.TRANSFORM;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.optional(
                        "fraction",
                        ParameterKind.FRACTION,
                        "the share of the keys that is kept, about"),
                Parameter.optional(
                        "rows", ParameterKind.INTEGER, "how many rows are kept, exactly"),
                Parameter.optional(
                        "keys",
                        ParameterKind.COLUMNS,
                        "the columns that name what is sampled; with a fraction rows of one key stay"
                                + " or go together; all columns when left out"),
                Parameter.optional(
                        "by",
                        ParameterKind.COLUMNS,
                        "with rows: the columns of the groups that each keep that many rows"),
                Parameter.optional(
                        "seed", ParameterKind.INTEGER, "another number chooses other rows"));
    }

    @Override
    public String describe() {
        return "SELECT * FROM in WHERE MD5(<seed> || <keys>) < <fraction>, or with <rows>: QUALIFY"
                + " ROW_NUMBER() OVER (PARTITION BY <by> ORDER BY MD5(<seed> || <keys>)) <= <rows>";
    }

    @Override
    public StepPlan compile(StepContext context) {
        RelNode in = context.input("in");
        boolean share = context.arguments().has("fraction");
        if (share == context.arguments().has("rows")) {
            throw new PlumblineException(
                    context.problem(
                            share ? ErrorCode.PARAMETER_INVALID : ErrorCode.PARAMETER_MISSING,
                            share
                                    ? "Invalid rows: 'fraction' is given too"
                                    : "Missing required parameter: 'fraction' or 'rows'",
                            share ? "rows" : "fraction",
                            "Set one of the two"));
        }
        if (share && context.arguments().has("by")) {
            context.report(
                    ErrorCode.PARAMETER_INVALID,
                    "Invalid by: groups are for 'rows'",
                    "by",
                    "Leave it out: a fraction takes about the same share of every group");
        }
        List<Integer> keys = keys(context, in);
        List<Integer> groups = context.indexes("by", in);
        context.stopIfBroken();
        String hash = hash(context, in, keys);
        // rows of one key are told apart by all they hold
        String order = hash + ", " + hash(context, in, all(in));
        return share ? fraction(context, in, hash) : rows(context, in, order, groups);
    }

    private static List<Integer> keys(StepContext context, RelNode in) {
        return context.arguments().has("keys") ? context.indexes("keys", in) : all(in);
    }

    private static List<Integer> all(RelNode in) {
        return IntStream.range(0, in.getRowType().getFieldCount()).boxed().toList();
    }

    /// Returns the first digits of the hash, 32 bits as hexadecimal text that sorts as the number.
    private static String hash(StepContext context, RelNode in, List<Integer> keys) {
        String seed = context.arguments().text("seed").orElse("0");
        String text =
                keys.stream()
                        .map(k -> in.getRowType().getFieldList().get(k))
                        .map(SampleStep::text)
                        .collect(Collectors.joining(" || "));
        return "SUBSTRING(MD5('" + seed + "' || " + text + ") FROM 1 FOR " + DIGITS + ")";
    }

    private static String text(RelDataTypeField field) {
        String name = Columns.quoted(field.getName());
        boolean binary =
                field.getType().getSqlTypeName() == SqlTypeName.VARBINARY
                        || field.getType().getSqlTypeName() == SqlTypeName.BINARY;
        String text = binary ? "TO_HEX(" + name + ")" : "CAST(" + name + " AS VARCHAR)";
        return "COALESCE('|' || " + text + ", '-')";
    }

    private static StepPlan fraction(StepContext context, RelNode in, String hash) {
        BigDecimal share = new BigDecimal(context.arguments().text("fraction").orElseThrow());
        BigDecimal all = BigDecimal.valueOf(1L << (4 * DIGITS));
        long bound = share.multiply(all).setScale(0, RoundingMode.HALF_UP).longValueExact();
        if (bound >= all.longValueExact()) {
            return StepPlan.of(in).keepingRows();
        }
        String least = String.format(Locale.ROOT, "%0" + DIGITS + "x", bound);
        String condition = hash + " < '" + least + "'";
        return StepPlan.of(LogicalFilter.create(in, context.condition("fraction", condition, in)))
                .keepingRows();
    }

    private static StepPlan rows(
            StepContext context, RelNode in, String order, List<Integer> groups) {
        List<String> names = in.getRowType().getFieldNames();
        String by =
                groups.isEmpty()
                        ? ""
                        : groups.stream()
                                .map(g -> Columns.quoted(names.get(g)))
                                .collect(Collectors.joining(", ", "PARTITION BY ", " "));
        String number = "ROW_NUMBER() OVER (" + by + "ORDER BY " + order + ")";
        RelNode numbered =
                new Columns()
                        .addAll(in)
                        .add("__row", context.expression("keys", number, in))
                        .over(in);
        String most = context.arguments().text("rows").orElseThrow();
        RelNode kept =
                LogicalFilter.create(
                        numbered, context.condition("rows", "\"__row\" <= " + most, numbered));
        Columns columns = new Columns();
        for (int i = 0; i < names.size(); i++) {
            columns.add(kept, i);
        }
        return StepPlan.of(columns.over(kept)).keepingRows();
    }
}
