package io.plumbline.engine.sql;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/// Walks a parsed statement: refuses every function, operator and clause that is not on the list,
/// and gathers the tables it names.
final class StatementCheck extends SqlBasicVisitor<@Nullable Void> {
    private static final Set<SqlKind> STRUCTURE =
            EnumSet.of(
                    SqlKind.SELECT,
                    SqlKind.JOIN,
                    SqlKind.AS,
                    SqlKind.ORDER_BY,
                    SqlKind.WITH,
                    SqlKind.WITH_ITEM,
                    SqlKind.VALUES,
                    SqlKind.ROW,
                    SqlKind.UNION,
                    SqlKind.INTERSECT,
                    SqlKind.EXCEPT,
                    SqlKind.OVER,
                    SqlKind.WINDOW,
                    SqlKind.FILTER,
                    SqlKind.WITHIN_GROUP,
                    SqlKind.DESCENDING,
                    SqlKind.NULLS_FIRST,
                    SqlKind.NULLS_LAST,
                    SqlKind.LATERAL,
                    SqlKind.EXPLICIT_TABLE,
                    SqlKind.GROUPING_SETS,
                    SqlKind.ROLLUP,
                    SqlKind.CUBE,
                    SqlKind.SCALAR_QUERY,
                    SqlKind.RESPECT_NULLS,
                    SqlKind.IGNORE_NULLS,
                    SqlKind.SOME,
                    SqlKind.ALL,
                    SqlKind.INTERVAL_QUALIFIER,
                    SqlKind.PRECEDING,
                    SqlKind.FOLLOWING,
                    SqlKind.SEPARATOR,
                    SqlKind.COLLECTION_TABLE,
                    SqlKind.EXISTS,
                    SqlKind.UNNEST,
                    SqlKind.LITERAL_CHAIN);

    private final List<SqlIdentifier> tables = new ArrayList<>();
    private final Set<SqlNode> unnested = Collections.newSetFromMap(new IdentityHashMap<>());

    /// Returns the tables named, CTE names included; fails on what is not allowed.
    static List<SqlIdentifier> check(SqlNode statement) {
        StatementCheck check = new StatementCheck();
        statement.accept(check);
        return check.tables;
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (call instanceof SqlBasicCall b && call.getKind() == SqlKind.PERCENTILE_CONT) {
            b.setOperator(AggregateFunctions.PERCENTILE);
        }
        if (call instanceof SqlBasicCall b && call.getOperator() instanceof SqlFunction f) {
            // the parser has operators of Calcite's for some functions that are the product's own
            FunctionTable.rewrite(f.getName()).ifPresent(b::setOperator);
        }
        if (call.getKind() == SqlKind.UNNEST) {
            unnested.addAll(call.getOperandList());
        } else if (isList(call) && !unnested.contains(call)) {
            throw listOutside(call);
        }
        switch (call) {
            case SqlSelect select when select.getFrom() != null -> tablesOf(select.getFrom());
            case SqlJoin join -> {
                if (join.isNatural() && join.getConditionType() != JoinConditionType.NONE) {
                    throw unsupported("NATURAL JOIN with a condition", call.getParserPosition());
                }
            }
            default -> allowed(call);
        }
        if (call.getKind() == SqlKind.EXPLICIT_TABLE) {
            tablesOf(call.operand(0));
        }
        return super.visit(call);
    }

    private static boolean isList(SqlNode node) {
        return node instanceof SqlCall call
                && call.getOperator() instanceof SqlFunction f
                && ListFunctions.makes(f.getName());
    }

    private static PlumblineException listOutside(SqlCall call) {
        String name = call.getOperator().getName();
        return new PlumblineException(
                Problem.error(
                        ErrorCode.SQL_UNSUPPORTED,
                        "Cannot use the list of " + name + " as a value",
                        place(call.getParserPosition()),
                        "Turn it into rows: FROM t CROSS JOIN UNNEST(" + name + "(…)) AS u (x)"));
    }

    private void allowed(SqlCall call) {
        SqlKind kind = call.getKind();
        String name = call.getOperator().getName();
        if (call.getOperator() instanceof SqlFunction f && f.getSqlIdentifier() != null) {
            name = f.getSqlIdentifier().toString();
        }
        boolean structural = STRUCTURE.contains(kind) || kind == SqlKind.OTHER && name.isEmpty();
        if (structural || FunctionTable.allows(call.getOperator()) || knownWords(call)) {
            return;
        }
        if (call.getOperator() instanceof SqlFunction) {
            throw unknown(name, call.getParserPosition());
        }
        throw unsupported(name.isBlank() ? kind.toString() : name, call.getParserPosition());
    }

    /// Frame bounds and the like are calls without a name of their own in the table.
    private static boolean knownWords(SqlCall call) {
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        return switch (name) {
            case "UNBOUNDED PRECEDING", "UNBOUNDED FOLLOWING", "CURRENT ROW" -> true;
            case "PRECEDING", "FOLLOWING", "INTERVAL", "COLUMN_LIST", "TABLE_REF" -> true;
            default -> FunctionTable.knows(name);
        };
    }

    private void tablesOf(@Nullable SqlNode from) {
        switch (from) {
            case SqlIdentifier id -> tables.add(id);
            case SqlJoin join -> {
                tablesOf(join.getLeft());
                tablesOf(join.getRight());
            }
            case SqlCall call
                    when call.getKind() == SqlKind.AS
                            || call.getKind() == SqlKind.TABLE_REF
                            || call.getKind() == SqlKind.LATERAL ->
                    tablesOf(call.operand(0));
            case null, default -> {}
        }
    }

    private static PlumblineException unknown(String name, SqlParserPos pos) {
        return new PlumblineException(
                Problem.error(
                        ErrorCode.FUNCTION_UNKNOWN,
                        "Invalid function: '" + name + "' (must be one of the product's functions)",
                        place(pos),
                        OtherNames.remedy(name)));
    }

    private static PlumblineException unsupported(String what, SqlParserPos pos) {
        return new PlumblineException(
                Problem.error(
                        ErrorCode.SQL_UNSUPPORTED,
                        "Cannot run '" + what + "': it is not part of the product's SQL",
                        place(pos),
                        null));
    }

    static Place place(@Nullable SqlParserPos pos) {
        return pos == null || pos.getLineNum() < 1
                ? Place.NOWHERE
                : Place.inText(pos.getLineNum(), pos.getColumnNum());
    }
}
