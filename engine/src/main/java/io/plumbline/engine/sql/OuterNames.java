package io.plumbline.engine.sql;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/// Lets an expression name the columns of its inputs by every name that these have, in its
/// sub-queries too: `orders.id` where the input is the step `orders`. A sub-query's own tables win.
final class OuterNames extends SqlShuttle {
    private final Map<List<String>, String> names;
    private final Deque<Set<String>> inner = new ArrayDeque<>();
    private final Set<SqlNode> tables = Collections.newSetFromMap(new IdentityHashMap<>());

    private OuterNames(Map<List<String>, String> names) {
        this.names = names;
    }

    /// Returns the expression with the inputs' own names.
    ///
    /// @param names other names of the inputs, in lower case, each with the name to use
    static SqlNode replace(SqlNode expression, Map<List<String>, String> names) {
        @Nullable SqlNode replaced = expression.accept(new OuterNames(names));
        return replaced == null ? expression : replaced;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (!(call instanceof SqlSelect select)) {
            return super.visit(call);
        }
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        gather(select.getFrom(), null, seen);
        inner.push(seen);
        try {
            return super.visit(call);
        } finally {
            inner.pop();
        }
    }

    private void gather(@Nullable SqlNode from, @Nullable String alias, Set<String> seen) {
        switch (from) {
            case SqlIdentifier id -> {
                tables.add(id);
                seen.add(alias == null ? id.names.getLast() : alias);
            }
            case SqlJoin join -> {
                gather(join.getLeft(), null, seen);
                gather(join.getRight(), null, seen);
            }
            case SqlCall call when call.getKind() == SqlKind.AS ->
                    gather(call.operand(0), ((SqlIdentifier) call.operand(1)).getSimple(), seen);
            case SqlCall call when !call.getOperandList().isEmpty() -> {
                if (alias != null) {
                    seen.add(alias);
                } else if (call.getKind() == SqlKind.TABLE_REF
                        || call.getKind() == SqlKind.LATERAL) {
                    gather(call.operand(0), null, seen);
                }
            }
            case null, default -> {}
        }
    }

    @Override
    public @Nullable SqlNode visit(SqlIdentifier id) {
        if (id.names.size() < 2 || tables.contains(id)) {
            return id;
        }
        List<String> path = id.names.subList(0, id.names.size() - 1);
        String own = path.getLast();
        String name = names.get(path.stream().map(p -> p.toLowerCase(Locale.ROOT)).toList());
        if (name == null || inner.stream().anyMatch(s -> s.contains(own))) {
            return id;
        }
        List<SqlParserPos> places =
                List.of(
                        id.getComponentParserPosition(0),
                        id.getComponentParserPosition(id.names.size() - 1));
        return new SqlIdentifier(
                List.of(name, id.names.getLast()), null, id.getParserPosition(), places);
    }
}
