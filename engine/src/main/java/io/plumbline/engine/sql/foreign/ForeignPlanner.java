package io.plumbline.engine.sql.foreign;

import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.sql.Conversion;
import io.plumbline.engine.sql.SqlErrors;
import io.plumbline.engine.sql.WrittenNames;
import io.plumbline.engine.sql.foreign.ForeignSchema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;

/// Plans the queries of one statement.
final class ForeignPlanner {
    private final SqlDialect dialect;
    private final ForeignSchema schema;
    private final boolean lenient;
    private final RelOptCluster cluster = Conversion.newCluster();
    private final Map<List<String>, String> datasets = new HashMap<>();
    private final List<Unseen> unseen = new ArrayList<>();

    /// @param lenient whether columns and functions may be of any type
    ForeignPlanner(SqlDialect dialect, ForeignSchema schema, boolean lenient) {
        this.dialect = dialect;
        this.schema = schema;
        this.lenient = lenient;
    }

    /// A plan and the names of its columns as written.
    record Planned(List<String> names, RelNode plan) {}

    Map<List<String>, String> datasets() {
        return datasets;
    }

    List<Unseen> unseen() {
        return unseen;
    }

    Planned plan(SqlNode query) {
        Adaption adaption = new Adaption(lenient, dialect == SqlDialect.BIGQUERY);
        query.accept(adaption);
        UsedColumns used = schema.isDeclared() ? UsedColumns.NONE : UsedColumns.of(query, dialect);
        CalciteSchema root = CalciteSchema.createRootSchema(false, false, "");
        Set<String> columns = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (SqlIdentifier id : adaption.tables()) {
            Optional<Table> found = find(id, used);
            if (found.isPresent()) {
                add(root, id.names, found.orElseThrow());
                columns.addAll(found.orElseThrow().columns().keySet());
            } else if (schema.isDeclared() && !adaption.isCommon(id)) {
                throw unknown(id);
            }
        }
        adaption.unseen().stream().filter(u -> !unseen.contains(u)).forEach(unseen::add);
        used.unseen().stream().filter(u -> !unseen.contains(u)).forEach(unseen::add);
        try {
            return convert(
                    query,
                    adaption,
                    new CalciteCatalogReader(root, List.of(), cluster.getTypeFactory(), config()));
        } catch (RuntimeException | AssertionError e) {
            RuntimeException r = e instanceof RuntimeException x ? x : new RuntimeException(e);
            throw new SqlErrors(new ArrayList<>(columns), schema.paths()).invalid(r);
        }
    }

    private PlumblineException unknown(SqlIdentifier table) {
        SqlParserPos pos = table.getParserPosition();
        return new PlumblineException(
                new SqlErrors(List.of(), schema.paths())
                        .table(
                                String.join(".", table.names),
                                Place.inText(pos.getLineNum(), pos.getColumnNum())));
    }

    private Optional<Table> find(SqlIdentifier id, UsedColumns used) {
        Optional<Table> known = schema.find(id.names, dialect);
        if (known.isPresent() || schema.isDeclared()) {
            return known;
        }
        return used.table(id);
    }

    private CalciteConnectionConfigImpl config() {
        Properties p = new Properties();
        p.setProperty(
                CalciteConnectionProperty.CASE_SENSITIVE.camelName(),
                String.valueOf(!dialect.ignoresCase()));
        return new CalciteConnectionConfigImpl(p);
    }

    private void add(CalciteSchema root, List<String> path, Table table) {
        CalciteSchema at = root;
        for (String part : path.subList(0, path.size() - 1)) {
            CalciteSchema next = at.getSubSchema(part, true);
            at = next == null ? at.add(part, new AbstractSchema()) : next;
        }
        at.add(path.getLast(), new Columns(table));
        datasets.put(List.copyOf(path), table.name());
    }

    private Planned convert(SqlNode query, Adaption adaption, CalciteCatalogReader reader) {
        WrittenNames names = new WrittenNames(query);
        SqlValidator validator =
                SqlValidatorUtil.newValidator(
                        SqlOperatorTables.chain(
                                SqlStdOperatorTable.instance(), adaption.functions()),
                        reader,
                        cluster.getTypeFactory(),
                        SqlValidator.Config.DEFAULT
                                .withConformance(SqlConformanceEnum.LENIENT)
                                .withIdentifierExpansion(true)
                                .withCallRewrite(true));
        SqlNode validated = validator.validate(query);
        RelNode plan = Conversion.plan(validated, validator, reader, cluster);
        List<String> fields = plan.getRowType().getFieldNames();
        List<String> written = new ArrayList<>();
        for (WrittenNames.Column column : names.columns(validated, fields)) {
            boolean unnamed = column.name().startsWith("EXPR$");
            written.add(unnamed ? "column" + (written.size() + 1) : column.name());
        }
        return new Planned(written, plan);
    }

    /// The columns of a table, as Calcite asks for them.
    private final class Columns extends AbstractTable {
        private final Table table;

        Columns(Table table) {
            this.table = table;
        }

        @Override
        public RelDataType getRowType(RelDataTypeFactory types) {
            RelDataTypeFactory.Builder row = types.builder();
            table.columns()
                    .forEach((name, type) ->
                            row.add(
                                    name,
                                    lenient
                                            ? ForeignTypes.any(types)
                                            : ForeignTypes.of(type, types)));
            return row.build();
        }
    }
}
