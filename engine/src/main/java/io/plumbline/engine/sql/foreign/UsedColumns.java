package io.plumbline.engine.sql.foreign;

import io.plumbline.engine.error.Place;
import io.plumbline.engine.sql.foreign.ForeignSchema.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/// The columns that a statement uses of tables of which nothing else is known: those that it names
/// with the table, and those without where there is one table alone.
final class UsedColumns extends SqlBasicVisitor<@Nullable Void> {
    static final UsedColumns NONE = new UsedColumns(SqlDialect.ANSI);

    /// The tables of one FROM clause by the names that they have in it.
    private record Scope(Map<String, List<String>> tables, int items, Set<String> aliases) {}

    private final SqlDialect dialect;
    private final Map<List<String>, Map<String, String>> used = new LinkedHashMap<>();
    private final Set<List<String>> tables = new HashSet<>();
    private final Deque<Scope> scopes = new ArrayDeque<>();
    private final Set<String> common = new HashSet<>();
    private final List<Unseen> unseen = new ArrayList<>();
    private final Set<SqlNode> skipped =
            java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());

    private UsedColumns(SqlDialect dialect) {
        this.dialect = dialect;
    }

    static UsedColumns of(SqlNode query, SqlDialect dialect) {
        UsedColumns columns = new UsedColumns(dialect);
        query.accept(columns);
        return columns;
    }

    List<Unseen> unseen() {
        return unseen;
    }

    /// Returns what is used of a table; nothing for the name of a CTE.
    Optional<Table> table(SqlIdentifier id) {
        if (id.names.size() == 1 && common.contains(key(id.names.getFirst()))) {
            return Optional.empty();
        }
        Map<String, String> columns = used.getOrDefault(id.names, Map.of());
        return Optional.of(new Table(id.names, columns.isEmpty() ? Map.of("*", "ANY") : columns));
    }

    private String key(String name) {
        return dialect.ignoresCase() ? name.toLowerCase(Locale.ROOT) : name;
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (call instanceof SqlWithItem item) {
            common.add(key(item.name.getSimple()));
        }
        if (!(call instanceof SqlSelect select)) {
            if (call.getKind() == SqlKind.AS && call.operandCount() > 1) {
                call.operand(0).accept(this);
                return null;
            }
            return super.visit(call);
        }
        Scope scope = new Scope(new HashMap<>(), items(select.getFrom()), new HashSet<>());
        gather(select.getFrom(), null, scope);
        select.getSelectList()
                .forEach(i -> {
                    if (i instanceof SqlIdentifier id && id.isStar()) {
                        star(id, scope);
                    }
                    if (i instanceof SqlCall as && as.getKind() == SqlKind.AS) {
                        scope.aliases().add(key(((SqlIdentifier) as.operand(1)).getSimple()));
                    }
                });
        scopes.push(scope);
        super.visit(call);
        scopes.pop();
        return null;
    }

    private static int items(@Nullable SqlNode from) {
        return from instanceof SqlJoin join
                ? items(join.getLeft()) + items(join.getRight())
                : from == null ? 0 : 1;
    }

    private void gather(@Nullable SqlNode from, @Nullable String alias, Scope scope) {
        switch (from) {
            case SqlIdentifier id -> {
                skipped.add(id);
                boolean cte = id.names.size() == 1 && common.contains(key(id.names.getFirst()));
                if (!cte) {
                    tables.add(id.names);
                    scope.tables().put(key(alias == null ? id.names.getLast() : alias), id.names);
                }
            }
            case SqlJoin join -> {
                gather(join.getLeft(), null, scope);
                gather(join.getRight(), null, scope);
            }
            case SqlCall as when as.getKind() == SqlKind.AS ->
                    gather(as.operand(0), ((SqlIdentifier) as.operand(1)).getSimple(), scope);
            case null, default -> {}
        }
    }

    @Override
    public @Nullable Void visit(SqlIdentifier id) {
        if (skipped.contains(id) || scopes.isEmpty()) {
            return null;
        }
        if (id.isStar()) {
            return null;
        }
        if (id.names.size() > 1) {
            String table = key(id.names.get(id.names.size() - 2));
            for (Scope scope : scopes) {
                List<String> path = scope.tables().get(table);
                if (path != null) {
                    use(path, id.names.getLast());
                    return null;
                }
            }
        } else {
            Scope scope = scopes.peek();
            boolean alone = scope.items() == 1 && scope.tables().size() == 1;
            if (alone && !scope.aliases().contains(key(id.getSimple()))) {
                use(scope.tables().values().iterator().next(), id.getSimple());
            }
        }
        return null;
    }

    private void use(List<String> path, String column) {
        Map<String, String> columns = used.computeIfAbsent(path, _ -> new LinkedHashMap<>());
        if (columns.keySet().stream().noneMatch(c -> key(c).equals(key(column)))) {
            columns.put(column, "ANY");
        }
    }

    /// A star over a table that nobody described stands for columns that nobody sees.
    private void star(SqlIdentifier id, Scope scope) {
        scope.tables()
                .forEach((name, path) -> {
                    boolean meant =
                            id.names.size() == 1
                                    || key(id.names.get(id.names.size() - 2)).equals(name);
                    if (meant) {
                        SqlParserPos pos = id.getParserPosition();
                        unseen.add(
                                new Unseen(
                                        "columns of " + String.join(".", path),
                                        Place.inText(pos.getLineNum(), pos.getColumnNum())));
                    }
                });
    }
}
