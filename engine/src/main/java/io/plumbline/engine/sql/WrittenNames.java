package io.plumbline.engine.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/// The names of a query's columns as the statement writes them. Calcite gives the second of two
/// columns of one name another, such as `id0`, and says nothing.
public final class WrittenNames {
    /// The names written for items of select lists, by where the item stands; none for an
    /// expression without name.
    private final Map<SqlParserPos, String> written = new HashMap<>();

    /// What Calcite calls a column that is written otherwise, by its own name.
    private final Map<String, String> renamed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /// Remembers the select lists of a statement; its validation changes them.
    public WrittenNames(SqlNode parsed) {
        parsed.accept(
                new SqlBasicVisitor<@Nullable Void>() {
                    @Override
                    public @Nullable Void visit(SqlCall call) {
                        if (call instanceof SqlSelect select) {
                            select.getSelectList().forEach(i -> remember(i));
                        }
                        return super.visit(call);
                    }
                });
    }

    private void remember(@Nullable SqlNode item) {
        if (item == null || item instanceof SqlIdentifier id && id.isStar()) {
            return;
        }
        SqlNode expression = SqlUtil.stripAs(item);
        if (item.getKind() == SqlKind.AS && item instanceof SqlCall as) {
            SqlIdentifier alias = as.operand(1);
            written.put(expression.getParserPosition(), alias.getSimple());
        } else if (expression instanceof SqlIdentifier id) {
            written.put(expression.getParserPosition(), id.names.getLast());
        }
    }

    /// Returns the columns of the statement, in order, each with its name and its place.
    ///
    /// @param names the names that Calcite gives them
    public List<Column> columns(SqlNode validated, List<String> names) {
        validated.accept(
                new SqlBasicVisitor<@Nullable Void>() {
                    @Override
                    public @Nullable Void visit(SqlCall call) {
                        // what it is made of first: a star takes its names from there
                        super.visit(call);
                        if (call instanceof SqlSelect select) {
                            select.getSelectList().forEach(i -> compare(i));
                        }
                        return null;
                    }
                });
        List<Column> columns = new ArrayList<>();
        @Nullable SqlSelect select = outermost(validated);
        for (int i = 0; i < names.size(); i++) {
            boolean listed = select != null && select.getSelectList().size() == names.size();
            SqlNode item = listed && select != null ? select.getSelectList().get(i) : null;
            String name = item == null ? null : nameOf(item);
            columns.add(
                    new Column(
                            name == null ? names.get(i) : name,
                            item == null ? SqlParserPos.ZERO : item.getParserPosition()));
        }
        return columns;
    }

    /// A column of a query.
    public record Column(String name, SqlParserPos pos) {}

    private void compare(@Nullable SqlNode item) {
        if (item instanceof SqlCall as && as.getKind() == SqlKind.AS) {
            String name = nameOf(item);
            SqlIdentifier given = as.operand(1);
            if (name != null && !name.equals(given.getSimple())) {
                renamed.put(given.getSimple(), name);
            }
        }
    }

    private static @Nullable SqlSelect outermost(SqlNode query) {
        return switch (query) {
            case SqlSelect select -> select;
            case SqlOrderBy order -> outermost(order.query);
            case SqlWith with -> outermost(with.body);
            case SqlCall call when SqlKind.SET_QUERY.contains(call.getKind()) ->
                    outermost(call.operand(0));
            default -> null;
        };
    }

    private @Nullable String nameOf(SqlNode item) {
        SqlNode expression = SqlUtil.stripAs(item);
        String name = written.get(expression.getParserPosition());
        if (name != null) {
            return name;
        }
        SqlIdentifier column = expression instanceof SqlIdentifier id ? id : shared(expression);
        if (column == null) {
            return null;
        }
        String last = column.names.getLast();
        return renamed.getOrDefault(last, last);
    }

    /// Returns the first of the two columns that USING joins: under a star they are one expression.
    private static @Nullable SqlIdentifier shared(SqlNode expression) {
        return expression instanceof SqlCall call
                        && call.getKind() == SqlKind.COALESCE
                        && SqlUtil.stripAs(call.operand(0)) instanceof SqlIdentifier id
                ? id
                : null;
    }
}
