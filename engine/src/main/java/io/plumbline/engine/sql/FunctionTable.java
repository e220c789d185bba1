package io.plumbline.engine.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;

/// The one table of functions and operators: what is not in it cannot be used.
public final class FunctionTable {
    private static final List<Function> ALL = gathered();
    private static final Set<String> NAMES = names();
    private static final SqlOperatorTable OPERATORS = new Operators(ALL);
    private static final Set<SqlOperator> ALLOWED =
            new HashSet<>(ALL.stream().map(Function::operator).toList());

    private FunctionTable() {}

    private static List<Function> gathered() {
        List<Function> all = new ArrayList<>();
        all.addAll(LogicFunctions.all());
        all.addAll(NumberFunctions.all());
        all.addAll(TextFunctions.all());
        all.addAll(TimeFunctions.all());
        all.addAll(AggregateFunctions.all());
        return List.copyOf(all);
    }

    private static Set<String> names() {
        Set<String> names = new HashSet<>();
        ALL.forEach(f -> names.add(f.name()));
        return Set.copyOf(names);
    }

    /// Returns every function, in groups.
    public static List<Function> all() {
        return ALL;
    }

    /// Returns whether there is a function of that name, case ignored.
    public static boolean knows(String name) {
        return NAMES.contains(name.toUpperCase(Locale.ROOT));
    }

    /// Returns the names of all functions.
    static Collection<String> known() {
        return NAMES;
    }

    static boolean allows(SqlOperator operator) {
        return ALLOWED.contains(operator) || knows(operator.getName());
    }

    static SqlOperatorTable operators() {
        return OPERATORS;
    }
}
