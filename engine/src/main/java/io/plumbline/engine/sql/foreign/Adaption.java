package io.plumbline.engine.sql.foreign;

import io.plumbline.engine.error.Place;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.jspecify.annotations.Nullable;

/// Prepares a parsed statement for validation, in place: gathers its tables, puts a function that
/// takes anything in the place of each that Calcite does not know, and lets conditions be of any
/// type.
final class Adaption extends SqlBasicVisitor<@Nullable Void> {
    private static final Set<String> STANDARD = new HashSet<>();
    private static final Set<String> STANDARD_AGGREGATES = new HashSet<>();
    private static final Set<String> AGGREGATES = new HashSet<>();
    private static final Set<String> FUNCTIONS = new HashSet<>();

    static {
        for (SqlOperator op : SqlStdOperatorTable.instance().getOperatorList()) {
            (op.isAggregator() ? STANDARD_AGGREGATES : STANDARD).add(op.getName());
        }
        SqlOperatorTable libraries =
                SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(
                        EnumSet.complementOf(EnumSet.of(SqlLibrary.ALL)));
        for (SqlOperator op : libraries.getOperatorList()) {
            (op.isAggregator() ? AGGREGATES : FUNCTIONS).add(op.getName().toUpperCase(Locale.ROOT));
        }
        FUNCTIONS.addAll(List.of("NOW", "GETDATE", "SYSDATE", "ISNULL", "ZEROIFNULL", "TO_NUMBER"));
    }

    private final boolean lenient;
    private final boolean dotted;
    private final List<SqlIdentifier> tables = new ArrayList<>();
    private final List<Unseen> unseen = new ArrayList<>();
    private final Set<String> common = new HashSet<>();
    private final Map<String, SqlOperator> made = new HashMap<>();

    /// @param lenient whether even the standard's functions take anything
    /// @param dotted whether a quoted name of a table holds all its parts
    Adaption(boolean lenient, boolean dotted) {
        this.lenient = lenient;
        this.dotted = dotted;
    }

    /// Returns the tables named, those of CTEs included.
    List<SqlIdentifier> tables() {
        return tables;
    }

    List<Unseen> unseen() {
        return unseen;
    }

    /// Returns whether a name is that of a common table expression.
    boolean isCommon(SqlIdentifier id) {
        return id.names.size() == 1
                && common.stream().anyMatch(c -> c.equalsIgnoreCase(id.names.getFirst()));
    }

    /// Returns the functions put in.
    SqlOperatorTable functions() {
        return SqlOperatorTables.of(made.values());
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        switch (call) {
            case SqlSelect select -> select(select);
            case SqlJoin join when join.getCondition() != null -> {
                SqlNode condition = join.getCondition();
                if (join.getConditionType() == org.apache.calcite.sql.JoinConditionType.ON) {
                    join.setOperand(5, condition(condition));
                }
            }
            case SqlCase choice when choice.getValueOperand() == null -> {
                for (int i = 0; i < choice.getWhenOperands().size(); i++) {
                    choice.getWhenOperands().set(i, condition(choice.getWhenOperands().get(i)));
                }
            }
            case SqlBasicCall function
                    when function.getOperator() instanceof SqlUnresolvedFunction unresolved ->
                    function.setOperator(resolved(unresolved));
            case SqlBasicCall cast when isCast(cast) -> cast(cast);
            case SqlBasicCall like
                    when like.getOperator() instanceof SqlLikeOperator l
                            && !STANDARD.contains(l.getName()) ->
                    // ILIKE and the like differ in what they find, not in where it comes from
                    like.setOperator(
                            l.isNegated()
                                    ? SqlStdOperatorTable.NOT_LIKE
                                    : SqlStdOperatorTable.LIKE);
            case SqlBasicCall function when function.getOperator() instanceof SqlFunction f ->
                    // a word of the parser, perhaps for a function of another system
                    function.setOperator(parsed(f));
            case SqlWithItem item -> common.add(item.name.getSimple());
            default -> {}
        }
        if (call.getKind() == SqlKind.EXPLICIT_TABLE) {
            tablesOf(call.operand(0));
        }
        return super.visit(call);
    }

    private void select(SqlSelect select) {
        tablesOf(select.getFrom());
        select.setWhere(condition(select.getWhere()));
        select.setHaving(condition(select.getHaving()));
        select.setQualify(condition(select.getQualify()));
    }

    private static boolean isCast(SqlBasicCall call) {
        SqlKind kind = call.getKind();
        return (kind == SqlKind.CAST
                        || kind == SqlKind.SAFE_CAST
                        || call.getOperator().getName().equals("::"))
                && call.operandCount() > 1;
    }

    /// Casts to types that Calcite does not know are casts to anything.
    private static void cast(SqlBasicCall call) {
        if (call.operand(1) instanceof SqlDataTypeSpec type
                && type.getTypeNameSpec() instanceof SqlUserDefinedTypeNameSpec named) {
            String name = named.getTypeName().names.getLast();
            call.setOperand(1, ForeignTypes.spec(name, type.getParserPosition()));
        }
        if (call.getOperator() != SqlStdOperatorTable.CAST) {
            call.setOperator(SqlStdOperatorTable.CAST);
        }
    }

    private SqlOperator parsed(SqlFunction function) {
        String name = function.getName().toUpperCase(Locale.ROOT);
        if (STANDARD.contains(name) || STANDARD_AGGREGATES.contains(name)) {
            return function;
        }
        return function.isAggregator()
                ? made.computeIfAbsent(name + "()", AnyAggregate::new)
                : any(name, true);
    }

    private SqlOperator any(String name, boolean known) {
        // another name, so that no function of the standard is found under it
        return made.computeIfAbsent(name + "()", n -> new AnyFunction(n, known));
    }

    private void tablesOf(@Nullable SqlNode from) {
        switch (from) {
            case SqlIdentifier id -> {
                if (dotted && id.names.size() == 1 && id.names.getFirst().contains(".")) {
                    id.setNames(List.of(id.names.getFirst().split("\\.")), null);
                }
                tables.add(id);
            }
            case SqlJoin join -> {
                tablesOf(join.getLeft());
                tablesOf(join.getRight());
            }
            case SqlCall call
                    when call.getKind() == SqlKind.AS
                            || call.getKind() == SqlKind.TABLE_REF
                            || call.getKind() == SqlKind.LATERAL
                            || call.getKind() == SqlKind.PIVOT
                            || call.getKind() == SqlKind.UNPIVOT
                            || call.getKind() == SqlKind.TABLESAMPLE ->
                    tablesOf(call.operand(0));
            case null, default -> {}
        }
    }

    /// A column or function whose type is not known can be asked whether it is true.
    private static @Nullable SqlNode condition(@Nullable SqlNode condition) {
        boolean open =
                condition instanceof SqlIdentifier
                        || condition instanceof SqlCall call
                                && call.getOperator() instanceof SqlUnresolvedFunction;
        return condition == null || !open
                ? condition
                : SqlStdOperatorTable.IS_TRUE.createCall(condition.getParserPosition(), condition);
    }

    private SqlOperator resolved(SqlUnresolvedFunction function) {
        SqlParserPos pos = function.getNameAsId().getParserPosition();
        String written = function.getNameAsId().toString();
        String name = function.getNameAsId().names.getLast().toUpperCase(Locale.ROOT);
        if (STANDARD_AGGREGATES.contains(name) || !lenient && STANDARD.contains(name)) {
            return new SqlUnresolvedFunction(
                    new SqlIdentifier(name, function.getNameAsId().getParserPosition()),
                    null,
                    null,
                    null,
                    null,
                    function.getFunctionType());
        }
        if (AGGREGATES.contains(name)) {
            return made.computeIfAbsent(name + "()", AnyAggregate::new);
        }
        boolean known = FUNCTIONS.contains(name) || STANDARD.contains(name);
        if (!known) {
            unseen.add(
                    new Unseen(
                            "function " + written,
                            Place.inText(pos.getLineNum(), pos.getColumnNum())));
        }
        return any(name, known);
    }
}
