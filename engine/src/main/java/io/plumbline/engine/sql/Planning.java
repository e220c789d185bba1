package io.plumbline.engine.sql;

import io.plumbline.engine.error.PlumblineException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;

/// Parsing, validating and converting of one statement.
final class Planning {
    private static final SqlConformance CONFORMANCE = new Conformance();
    private static final SqlParser.Config PARSER =
            SqlParser.config()
                    .withParserFactory(SqlBabelParserImpl.FACTORY)
                    .withConformance(CONFORMANCE)
                    .withQuoting(Quoting.DOUBLE_QUOTE)
                    .withUnquotedCasing(Casing.UNCHANGED)
                    .withQuotedCasing(Casing.UNCHANGED)
                    .withCaseSensitive(false)
                    .withIdentifierMaxLength(1_000);
    private final Catalog catalog;
    private final RelOptCluster cluster;

    Planning(Catalog catalog, RelOptCluster cluster) {
        this.catalog = catalog;
        this.cluster = cluster;
    }

    static SqlNode parseQuery(String sql) {
        try {
            return SqlParser.create(sql, PARSER).parseQuery();
        } catch (SqlParseException e) {
            throw SqlErrors.syntax(e, sql);
        }
    }

    static SqlNode parseExpression(String sql) {
        try {
            return SqlParser.create(sql, PARSER).parseExpression();
        } catch (SqlParseException e) {
            throw SqlErrors.syntax(e, sql);
        }
    }

    /// Returns `SELECT expression, 0 FROM …`, the inputs joined without condition.
    static SqlNode select(SqlNode expression, Set<String> inputs) {
        SqlParserPos pos = SqlParserPos.ZERO;
        Iterator<String> names = inputs.iterator();
        SqlNode from = new SqlIdentifier(names.next(), pos);
        while (names.hasNext()) {
            from =
                    new SqlJoin(
                            pos,
                            from,
                            SqlLiteral.createBoolean(false, pos),
                            JoinType.CROSS.symbol(pos),
                            new SqlIdentifier(names.next(), pos),
                            JoinConditionType.NONE.symbol(pos),
                            null);
        }
        SqlNodeList list = SqlNodeList.of(expression, SqlLiteral.createExactNumeric("0", pos));
        return new SqlSelect(
                pos, null, list, from, null, null, null, null, null, null, null, null, null);
    }

    /// Returns the catalog of a plan's inputs by name, and beneath it another one for sub-queries.
    static Catalog catalogOf(Map<String, RelNode> inputs, Catalog other) {
        return new Catalog() {
            @Override
            public Optional<Relation> find(List<String> path) {
                for (Map.Entry<String, RelNode> e : inputs.entrySet()) {
                    if (path.size() == 1 && e.getKey().equalsIgnoreCase(path.getFirst())) {
                        return Optional.of(
                                new Relation(
                                        pathOf(e.getValue()).orElse(List.of("input", e.getKey())),
                                        Types.schemaOf(e.getValue().getRowType())));
                    }
                }
                return other.find(path);
            }

            @Override
            public Collection<List<String>> paths() {
                return other.paths();
            }
        };
    }

    /// Returns the relation that a plan is the scan of.
    static Optional<List<String>> pathOf(RelNode plan) {
        return plan instanceof TableScan scan
                ? Optional.of(scan.getTable().getQualifiedName())
                : Optional.empty();
    }

    RelNode plan(SqlNode statement) {
        return query(statement).plan();
    }

    Query query(SqlNode statement) {
        List<SqlIdentifier> named = StatementCheck.check(statement);
        WindowFilters.replace(statement);
        Aliases.add(statement);
        RelationReader reader = new RelationReader(cluster.getTypeFactory());
        Set<String> columns = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (SqlIdentifier table : named) {
            catalog.find(table.names)
                    .ifPresent(r -> {
                        reader.add(table.names, r);
                        columns.addAll(r.schema().names());
                    });
        }
        try {
            return convert(statement, reader);
        } catch (PlumblineException e) {
            throw e;
        } catch (RuntimeException | AssertionError e) {
            RuntimeException r = e instanceof RuntimeException x ? x : new RuntimeException(e);
            throw new SqlErrors(new ArrayList<>(columns), catalog.paths()).invalid(r);
        }
    }

    private Query convert(SqlNode statement, RelationReader reader) {
        WrittenNames names = new WrittenNames(statement);
        SqlValidator validator =
                SqlValidatorUtil.newValidator(
                        FunctionTable.operators(),
                        reader,
                        cluster.getTypeFactory(),
                        SqlValidator.Config.DEFAULT
                                .withConformance(CONFORMANCE)
                                .withIdentifierExpansion(true)
                                .withCallRewrite(true));
        SqlNode validated = validator.validate(statement);
        Recursions.check(validated, validator);
        RelNode plan = Conversion.plan(validated, validator, reader, cluster);
        return Query.of(plan, names.columns(validated, plan.getRowType().getFieldNames()));
    }
}
