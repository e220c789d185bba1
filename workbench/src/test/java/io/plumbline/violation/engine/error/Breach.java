package io.plumbline.violation.engine.error;

/// Breaks rules on purpose: the rules must find it.
public final class Breach {
    final Class<?> right = io.plumbline.violation.engine.model.Breach.class;
    final Class<?> relNode = org.apache.calcite.rel.RelNode.class;
    final Class<?> graph = org.jgrapht.Graph.class;
    final Class<?> duckDBConnection = org.duckdb.DuckDBConnection.class;
    final Class<?> fieldVector = org.apache.arrow.vector.FieldVector.class;
    final Class<?> h2Driver = org.h2.Driver.class;
    final Class<?> flyway = org.flywaydb.core.Flyway.class;
    final Class<?> jdbi = org.jdbi.v3.core.Jdbi.class;
    final Class<?> jsonNode = com.fasterxml.jackson.databind.JsonNode.class;
    final Class<?> table = org.apache.iceberg.Table.class;
    final Class<?> commandLine = picocli.CommandLine.class;
    final Class<?> driver = org.postgresql.Driver.class;
    final Class<?> otherDriver = org.mariadb.jdbc.Driver.class;
    final Class<?> zstd = com.github.luben.zstd.Zstd.class;
    final Class<?> bus = org.freedesktop.dbus.DBusPath.class;
    final Class<?> window = javafx.stage.Stage.class;
    final Class<?> controls = org.controlsfx.control.StatusBar.class;
    final Class<?> look = atlantafx.base.theme.PrimerLight.class;
    final Class<?> icons = org.kordamp.ikonli.feather.Feather.class;
    final Class<?> text = org.fxmisc.richtext.CodeArea.class;
    final Class<?> layout = org.eclipse.elk.graph.ElkNode.class;
    final Class<?> digits = org.apache.commons.validator.routines.checkdigit.LuhnCheckDigit.class;
    final Class<?> phones = com.google.i18n.phonenumbers.PhoneNumberUtil.class;
    final Class<?> jDBCDriver = org.hsqldb.jdbc.JDBCDriver.class;
}
