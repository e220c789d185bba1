package io.plumbline.engine.sql;

import java.util.List;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.util.ListSqlOperatorTable;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/// A list of operators in which a function that may be called with a star, such as COUNT, is found
/// when it is looked for as a function.
final class StarTable extends ListSqlOperatorTable {
    @SuppressWarnings("deprecation") // the factory method makes a class that cannot be extended
    StarTable(List<SqlOperator> operators) {
        super(operators);
    }

    @Override
    public void lookupOperatorOverloads(
            SqlIdentifier name,
            @Nullable SqlFunctionCategory category,
            SqlSyntax syntax,
            List<SqlOperator> found,
            SqlNameMatcher names) {
        super.lookupOperatorOverloads(name, category, syntax, found, names);
        if (found.isEmpty() && syntax == SqlSyntax.FUNCTION) {
            super.lookupOperatorOverloads(name, category, SqlSyntax.FUNCTION_STAR, found, names);
        }
    }
}
