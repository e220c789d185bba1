package io.plumbline.connectors.differential;

import io.plumbline.engine.sql.Types;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Properties;
import org.apache.calcite.DataContext;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.ScannableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.jspecify.annotations.Nullable;

/// Calcite's own engine over [QueryRows]: its parser, its rules, its generated Java.
final class CalciteReference {
    private CalciteReference() {}

    static Connection open(QueryRows rows) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("caseSensitive", "false");
        properties.setProperty("unquotedCasing", "UNCHANGED");
        properties.setProperty("quotedCasing", "UNCHANGED");
        properties.setProperty("quoting", "DOUBLE_QUOTE");
        properties.setProperty("conformance", "LENIENT");
        properties.setProperty(
                "parserFactory", "org.apache.calcite.sql.parser.babel.SqlBabelParserImpl#FACTORY");
        CalciteConnection connection =
                DriverManager.getConnection("jdbc:calcite:", properties)
                        .unwrap(CalciteConnection.class);
        rows.tables().forEach((name, all) -> connection.getRootSchema().add(name, new Rows(all)));
        return connection;
    }

    private static final class Rows extends AbstractTable implements ScannableTable {
        private final List<List<@Nullable Object>> rows;

        Rows(List<List<@Nullable Object>> rows) {
            this.rows = rows;
        }

        @Override
        public RelDataType getRowType(RelDataTypeFactory types) {
            return Types.toRelType(QueryRows.SCHEMA, types);
        }

        @Override
        public Enumerable<@Nullable Object[]> scan(DataContext root) {
            return Linq4j.asEnumerable(
                    rows.stream().map(row -> row.stream().map(Rows::internal).toArray()).toList());
        }

        private static @Nullable Object internal(@Nullable Object value) {
            return value instanceof LocalDate date ? (int) date.toEpochDay() : value;
        }
    }
}
