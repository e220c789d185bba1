package io.plumbline.engine.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;

/// The one table of functions and operators: what is not in it cannot be used.
public final class FunctionTable {
    private static final List<Group> GROUPS =
            List.of(
                    new Group("Comparison, logic and conversion", LogicFunctions.all()),
                    new Group("Choice", ChoiceFunctions.all()),
                    new Group("Arithmetic", NumberFunctions.all()),
                    new Group("Mathematics and bits", MathFunctions.all()),
                    new Group("Text", TextFunctions.all()),
                    new Group("Search in text", PatternFunctions.all()),
                    new Group("Hashes and codings", CodingFunctions.all()),
                    new Group("JSON", JsonFunctions.all()),
                    new Group("Dates and times", TimeFunctions.all()),
                    new Group("Differences, names and formats of times", CalendarFunctions.all()),
                    new Group("Lists, within UNNEST", ListFunctions.all()),
                    new Group("Aggregates and windows", AggregateFunctions.all()),
                    new Group("Statistics", StatisticsFunctions.all()));
    private static final List<Function> ALL = gathered();
    private static final Set<String> NAMES = names();
    private static final SqlOperatorTable OPERATORS = new Operators(ALL);
    private static final Set<SqlOperator> ALLOWED =
            new HashSet<>(ALL.stream().map(Function::operator).toList());

    private static final Map<SqlOperator, Map<String, String>> TEXTS = texts();

    /// Functions that belong together.
    public record Group(String title, List<Function> functions) {}

    private FunctionTable() {}

    private static Map<SqlOperator, Map<String, String>> texts() {
        Map<SqlOperator, Map<String, String>> texts = new IdentityHashMap<>();
        ALL.stream()
                .filter(f -> !f.texts().isEmpty())
                .forEach(f -> texts.put(f.operator(), f.texts()));
        return texts;
    }

    private static List<Function> gathered() {
        List<Function> all = new ArrayList<>();
        GROUPS.forEach(g -> all.addAll(g.functions()));
        return List.copyOf(all);
    }

    private static Set<String> names() {
        Set<String> names = new HashSet<>();
        ALL.forEach(f -> names.add(f.name()));
        return Set.copyOf(names);
    }

    /// Returns every function, group by group.
    public static List<Function> all() {
        return ALL;
    }

    /// Returns the groups of functions, each function once.
    public static List<Group> groups() {
        return GROUPS;
    }

    /// Returns whether there is a function of that name, case ignored.
    public static boolean knows(String name) {
        return NAMES.contains(name.toUpperCase(Locale.ROOT));
    }

    /// Returns the text of an operator in a target; empty when a writer writes or refuses it.
    public static Optional<String> text(SqlOperator operator, String target) {
        return Optional.ofNullable(TEXTS.get(operator)).map(t -> t.get(target));
    }

    /// Returns the text of a function in a target, by the function's name.
    public static Optional<String> text(String name, String target) {
        return ALL.stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .map(f -> f.texts().get(target));
    }

    /// Returns the operator of a function that is another way to write others.
    static Optional<SqlOperator> rewrite(String name) {
        return ALL.stream()
                .filter(f -> f.operator() instanceof Rewrite && f.name().equalsIgnoreCase(name))
                .map(Function::operator)
                .findFirst();
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
