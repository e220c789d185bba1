package io.plumbline.engine.sql;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.DataType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.ViewExpanders;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.tools.RelBuilder;

/// Turns statements and expressions into plans over the relations of a catalog. Plans of one
/// compiler can be combined. Not for use by several threads at once.
public final class SqlCompiler {
    private final Catalog catalog;
    private final RelOptCluster cluster;

    /// Makes a compiler over a catalog.
    public SqlCompiler(Catalog catalog) {
        this(catalog, Conversion.newCluster());
    }

    private SqlCompiler(Catalog catalog, RelOptCluster cluster) {
        this.catalog = catalog;
        this.cluster = cluster;
    }

    /// Returns a compiler over another catalog whose plans can be combined with this one's.
    public SqlCompiler over(Catalog other) {
        return new SqlCompiler(other, cluster);
    }

    /// Returns the factory of the plans' types.
    public RelDataTypeFactory types() {
        return cluster.getTypeFactory();
    }

    /// Returns the cluster that all plans of this are made in.
    public RelOptCluster cluster() {
        return cluster;
    }

    /// Compiles a query.
    ///
    /// @throws PlumblineException with the line and column in the text
    public RelNode query(String sql) {
        return query(sql, Map.of());
    }

    /// Compiles a query whose `:name` parameters have values.
    ///
    /// @throws PlumblineException with the line and column in the text
    public RelNode query(String sql, Map<String, ParameterValue> parameters) {
        return named(sql, parameters).plan();
    }

    /// Compiles a query as [#query(String, Map)] does, and tells its columns' names as written.
    ///
    /// @throws PlumblineException with the line and column in the text
    public Query named(String sql, Map<String, ParameterValue> parameters) {
        return DeepStack.call(() -> {
            SqlText.Looked looked = SqlText.query(sql);
            SqlNode parsed = Planning.parseQuery(looked.text());
            SqlNode set = Parameters.set(parsed, looked.parameters(), parameters);
            return new Planning(catalog, cluster).query(set);
        });
    }

    /// Compiles a grouping: its keys, then its expressions by name.
    ///
    /// @throws PlumblineException with the line and column in an expression's text
    public RelNode group(Grouping grouping, Map<String, ParameterValue> parameters) {
        return DeepStack.call(() -> {
            SqlNode statement = grouping.statement(parameters);
            return new SqlCompiler(grouping.catalog(), cluster).plan(statement);
        });
    }

    /// Returns the scan of a relation of the catalog.
    ///
    /// @throws PlumblineException with code TABLE_UNKNOWN
    public RelNode scan(List<String> path) {
        Relation relation =
                catalog.find(path)
                        .orElseThrow(() ->
                                new PlumblineException(
                                        new SqlErrors(List.of(), catalog.paths())
                                                .table(String.join(".", path), Place.NOWHERE)));
        return scan(relation);
    }

    /// Returns the scan of a relation, known to the catalog or not.
    public RelNode scan(Relation relation) {
        return new RelationReader(types())
                .table(relation)
                .preparing()
                .toRel(ViewExpanders.simpleContext(cluster));
    }

    /// Returns a builder of plans.
    public RelBuilder builder() {
        return RelFactories.LOGICAL_BUILDER.create(cluster, null);
    }

    /// Compiles an expression over one input, columns by name.
    ///
    /// @throws PlumblineException with the line and column in the text
    public RexNode expression(String sql, RelNode input) {
        return expression(sql, input, Map.of());
    }

    /// Compiles an expression over one input, columns by name, parameters as `:name`.
    ///
    /// @throws PlumblineException with the line and column in the text
    public RexNode expression(String sql, RelNode input, Map<String, ParameterValue> parameters) {
        Map<String, RelNode> inputs = new LinkedHashMap<>();
        inputs.put("input", input);
        return over(sql, inputs, parameters);
    }

    /// Compiles an expression over one input whose aggregate and window functions all look through
    /// one window, unless they have one of their own.
    ///
    /// @param window what stands in the parentheses behind OVER, such as `PARTITION BY a ORDER BY
    ///   b`
    /// @throws PlumblineException with the line and column in the text
    public RexNode windowed(
            String sql, String window, RelNode input, Map<String, ParameterValue> parameters) {
        return over(
                sql,
                Map.of("input", input),
                parameters,
                parsed -> WindowClause.over(parsed, window, sql));
    }

    /// Returns the frame of a window, such as `ROWS 5 PRECEDING`, when it is one and nothing else.
    ///
    /// @throws PlumblineException with SQL_SYNTAX or SQL_INVALID
    public static String frame(String text) {
        return WindowClause.frame(text);
    }

    /// Compiles a truth value over one input.
    ///
    /// @throws PlumblineException with code TYPE_MISMATCH when it is none
    public RexNode condition(String sql, RelNode input, Map<String, ParameterValue> parameters) {
        return truth(sql, expression(sql, input, parameters));
    }

    /// Compiles a truth value over two named inputs, for a join: the right input's columns count on
    /// from the left's. Columns are named `name.column`, or alone where only one input has them.
    ///
    /// @throws PlumblineException with the line and column in the text
    public RexNode condition(
            String sql,
            RelNode left,
            String leftName,
            RelNode right,
            String rightName,
            Map<String, ParameterValue> parameters) {
        if (leftName.equalsIgnoreCase(rightName)) {
            throw PlumblineException.of(
                    ErrorCode.ARGUMENT_INVALID,
                    "Invalid input name: '" + rightName + "' (must differ from the other input's)",
                    null);
        }
        Map<String, RelNode> inputs = new LinkedHashMap<>();
        inputs.put(leftName, left);
        inputs.put(rightName, right);
        return truth(sql, over(sql, inputs, parameters));
    }

    /// As above, without parameters.
    public RexNode condition(
            String sql, RelNode left, String leftName, RelNode right, String rightName) {
        return condition(sql, left, leftName, right, rightName, Map.of());
    }

    private static RexNode truth(String sql, RexNode condition) {
        if (condition.getType().getSqlTypeName() != SqlTypeName.BOOLEAN) {
            DataType type = Types.typeOf("condition", condition.getType());
            throw new PlumblineException(
                    Problem.error(
                            ErrorCode.TYPE_MISMATCH,
                            "Invalid condition: '"
                                    + sql.strip()
                                    + "' is "
                                    + type
                                    + " (must be BOOLEAN)",
                            Place.NOWHERE,
                            "Compare it with something"));
        }
        return condition;
    }

    private RexNode over(
            String sql, Map<String, RelNode> inputs, Map<String, ParameterValue> parameters) {
        return over(sql, inputs, parameters, UnaryOperator.identity());
    }

    private RexNode over(
            String sql,
            Map<String, RelNode> inputs,
            Map<String, ParameterValue> parameters,
            UnaryOperator<SqlNode> change) {
        return DeepStack.call(() -> {
            SqlText.Looked looked = SqlText.expression(sql);
            SqlNode parsed = change.apply(Planning.parseExpression(looked.text()));
            Optional<RexNode> equal = EqualColumns.condition(parsed, inputs);
            if (equal.isPresent()) {
                return equal.orElseThrow();
            }
            SqlNode set = Parameters.set(parsed, looked.parameters(), parameters);
            SqlNode named = OuterNames.replace(set, otherNames(inputs));
            RelNode rel =
                    new SqlCompiler(Planning.catalogOf(inputs, catalog), cluster)
                            .plan(Planning.select(named, inputs.keySet()));
            return expressionOf(sql, rel);
        });
    }

    /// Returns the names in the catalog of relations that are an input, in lower case, each with
    /// the input's name; none for one that is both inputs.
    private Map<List<String>, String> otherNames(Map<String, RelNode> inputs) {
        Map<List<String>, String> names = new HashMap<>();
        for (List<String> path : catalog.paths()) {
            List<String> matching =
                    inputs.entrySet().stream()
                            .filter(e ->
                                    Planning.pathOf(e.getValue())
                                            .equals(catalog.find(path).map(Relation::path)))
                            .map(Map.Entry::getKey)
                            .toList();
            if (matching.size() == 1) {
                List<String> lower = path.stream().map(p -> p.toLowerCase(Locale.ROOT)).toList();
                names.put(lower, matching.getFirst());
            }
        }
        return names;
    }

    private static RexNode expressionOf(String sql, RelNode rel) {
        if (rel instanceof Project p && !(p.getInput() instanceof LogicalAggregate)) {
            return p.getProjects().getFirst();
        }
        throw PlumblineException.of(
                ErrorCode.SQL_INVALID,
                "Invalid expression: '" + sql.strip() + "' (must not aggregate)",
                "Use an aggregate step, or a window: SUM(x) OVER ()");
    }

    private RelNode plan(SqlNode statement) {
        return new Planning(catalog, cluster).plan(statement);
    }
}
