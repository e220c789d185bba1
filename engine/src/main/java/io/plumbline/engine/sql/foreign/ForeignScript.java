package io.plumbline.engine.sql.foreign;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.sql.DeepStack;
import io.plumbline.engine.sql.foreign.ForeignSchema.Table;
import io.plumbline.engine.sql.foreign.ForeignStatement.Declared;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.jspecify.annotations.Nullable;

/// Plans the statements of a script, one after the other: later ones see the tables that earlier
/// ones make.
public final class ForeignScript {
    /// What is wrong whatever the types are.
    private static final Set<ErrorCode> CERTAIN =
            Set.of(
                    ErrorCode.SQL_SYNTAX,
                    ErrorCode.COLUMN_UNKNOWN,
                    ErrorCode.COLUMN_AMBIGUOUS,
                    ErrorCode.TABLE_UNKNOWN);

    private final SqlDialect dialect;
    private final ForeignSchema schema;

    private ForeignScript(ForeignSchema schema, SqlDialect dialect) {
        this.schema = schema.copy();
        this.dialect = dialect;
    }

    /// Plans a script.
    ///
    /// @throws PlumblineException with the line and column in the script
    public static List<PlannedStatement> plan(
            String script, ForeignSchema schema, SqlDialect dialect) {
        return DeepStack.call(() -> new ForeignScript(schema, dialect).plan(script));
    }

    private List<PlannedStatement> plan(String script) {
        List<PlannedStatement> planned = new ArrayList<>();
        List<Token> statement = new ArrayList<>();
        for (Token token : Lexer.tokens(script, dialect)) {
            if (token.is(";")) {
                add(script, statement, planned);
                statement = new ArrayList<>();
            } else {
                statement.add(token);
            }
        }
        add(script, statement, planned);
        if (planned.isEmpty()) {
            throw PlumblineException.of(
                    ErrorCode.SQL_SYNTAX,
                    "Missing required statement: the text is empty",
                    "Write a statement, such as SELECT a FROM t");
        }
        return planned;
    }

    private void add(String script, List<Token> tokens, List<PlannedStatement> planned) {
        if (!tokens.isEmpty()) {
            StatementReader reader = new StatementReader(script, tokens, dialect);
            planned.add(plan(reader));
        }
    }

    private PlannedStatement plan(StatementReader reader) {
        try {
            return attempt(reader);
        } catch (PlumblineException e) {
            throw placed(e, reader.first().place());
        } catch (RuntimeException | AssertionError e) {
            // what Calcite's parser was never given
            throw new PlumblineException(
                    List.of(
                            Problem.error(
                                    ErrorCode.SQL_UNSUPPORTED,
                                    "Cannot follow the statement: it uses something that is not"
                                            + " supported",
                                    reader.first().place(),
                                    null)),
                    e);
        }
    }

    /// Puts what has no place of its own at the start of the statement.
    private PlumblineException placed(PlumblineException e, Place start) {
        List<Problem> problems = new ArrayList<>();
        for (Problem p : e.problems()) {
            boolean open = p.code() == ErrorCode.COLUMN_UNKNOWN && !schema.isDeclared();
            Problem told =
                    open
                            ? Problem.error(
                                    p.code(),
                                    p.message(),
                                    p.place(),
                                    "Write it with its table, or describe the tables in a schema")
                            : p;
            problems.add(p.place().line() == 0 ? told.at(start) : told);
        }
        return new PlumblineException(problems, e.getCause());
    }

    private PlannedStatement attempt(StatementReader reader) {
        try {
            return plan(reader.read(), reader.first().place(), false);
        } catch (PlumblineException e) {
            if (e.problems().stream().anyMatch(p -> CERTAIN.contains(p.code()))) {
                throw e;
            }
            // the types of another system may be what is not understood
            return plan(reader.read(), reader.first().place(), true);
        }
    }

    private PlannedStatement plan(ForeignStatement statement, Place place, boolean lenient) {
        @Nullable List<String> target = statement.target();
        Optional<Table> written =
                target == null || statement.creates()
                        ? Optional.empty()
                        : schema.find(target, dialect);
        if (target != null && !statement.creates() && written.isEmpty() && schema.isDeclared()) {
            throw unknown(target, place);
        }
        ForeignPlanner planner = new ForeignPlanner(dialect, schema, lenient);
        List<PlannedStatement.Branch> branches = new ArrayList<>();
        for (ForeignStatement.Branch branch : statement.branches()) {
            ForeignPlanner.Planned planned = planner.plan(branch.query());
            List<String> columns = branch.columns();
            if (columns.isEmpty()) {
                columns = written.map(t -> List.copyOf(t.columns().keySet())).orElse(List.of());
            }
            columns = columns.isEmpty() ? planned.names() : columns;
            branches.add(
                    new PlannedStatement.Branch(columns(columns, planned, place), planned.plan()));
        }
        if (statement.creates() && target != null) {
            schema.put(new Table(target, made(statement, branches)));
        }
        String name =
                target == null ? null : written.map(Table::name).orElse(String.join(".", target));
        List<Unseen> unseen = new ArrayList<>(statement.unread());
        unseen.addAll(planner.unseen());
        return new PlannedStatement(name, branches, planner.datasets(), unseen);
    }

    private PlumblineException unknown(List<String> target, Place place) {
        Problem problem =
                new io.plumbline.engine.sql.SqlErrors(List.of(), schema.paths())
                        .table(String.join(".", target), place);
        return new PlumblineException(problem);
    }

    /// Returns the names of a plan's columns in what is written; a table may have more.
    private static List<String> columns(
            List<String> named, ForeignPlanner.Planned planned, Place place) {
        int width = planned.names().size();
        if (named.size() < width) {
            throw new PlumblineException(
                    Problem.error(
                            ErrorCode.SQL_INVALID,
                            "Invalid SQL: the query gives %d columns, and %d are written"
                                    .formatted(width, named.size()),
                            place,
                            "List as many columns as the query gives"));
        }
        return named.subList(0, width);
    }

    private static Map<String, String> made(
            ForeignStatement statement, List<PlannedStatement.Branch> branches) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (Declared column : statement.declared()) {
            columns.put(column.name(), column.type());
        }
        for (PlannedStatement.Branch branch : branches) {
            for (RelDataTypeField field : branch.plan().getRowType().getFieldList()) {
                @Nullable String type = ForeignTypes.text(field.getType());
                columns.put(branch.columns().get(field.getIndex()), type == null ? "ANY" : type);
            }
        }
        return columns;
    }
}
