package io.plumbline.engine.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/// What Calcite's validator may look up: functions of the function table alone, and the operators
/// that statements are built of.
final class Operators implements SqlOperatorTable {
    private final Map<String, List<SqlOperator>> functions = new HashMap<>();

    Operators(List<Function> all) {
        for (Function f : all) {
            SqlOperator operator = f.operator();
            List<SqlOperator> same =
                    functions.computeIfAbsent(
                            operator.getName().toUpperCase(Locale.ROOT), n -> new ArrayList<>());
            if (!same.contains(operator)) {
                same.add(operator);
            }
        }
    }

    @Override
    public void lookupOperatorOverloads(
            SqlIdentifier name,
            @Nullable SqlFunctionCategory category,
            SqlSyntax syntax,
            List<SqlOperator> found,
            SqlNameMatcher matcher) {
        if (!name.isSimple()) {
            return;
        }
        List<SqlOperator> known = functions.get(name.getSimple().toUpperCase(Locale.ROOT));
        if (known != null) {
            known.stream().filter(o -> family(o.getSyntax()) == family(syntax)).forEach(found::add);
        }
        if (found.isEmpty() && family(syntax) != SqlSyntax.FUNCTION) {
            SqlStdOperatorTable.instance()
                    .lookupOperatorOverloads(name, category, syntax, found, matcher);
        }
    }

    private static SqlSyntax family(SqlSyntax syntax) {
        return syntax == SqlSyntax.FUNCTION_STAR ? SqlSyntax.FUNCTION : syntax.family;
    }

    @Override
    public List<SqlOperator> getOperatorList() {
        return functions.values().stream().flatMap(List::stream).toList();
    }
}
