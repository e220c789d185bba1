package io.plumbline.testdata.foodmart;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import net.hydromatic.foodmart.data.hsqldb.FoodmartHsqldb;

/// The foodmart database of `net.hydromatic:foodmart-data-hsqldb`, opened in memory; takes some
/// seconds and about 500 MB.
public final class Foodmart implements AutoCloseable {
    private final Connection connection;

    private Foodmart(Connection connection) {
        this.connection = connection;
    }

    /// Opens the database.
    public static Foodmart open() throws SQLException {
        return new Foodmart(
                DriverManager.getConnection(
                        FoodmartHsqldb.URI, FoodmartHsqldb.USER, FoodmartHsqldb.PASSWORD));
    }

    /// Runs a query, whose names of tables and columns need double quotes, and hands over its rows.
    public void rows(String query, Rows receiver) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            receiver.accept(rows);
        }
    }

    /// Takes the rows of a query.
    @FunctionalInterface
    public interface Rows {
        /// Reads the rows to their end.
        void accept(ResultSet rows) throws SQLException;
    }

    @Override
    public void close() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        }
        connection.close();
    }
}
