package io.plumbline.engine.spi;

import java.sql.Connection;
import java.sql.SQLException;

/// A system that runs SQL: one connection file's worth.
public interface SqlSystem {

    /// Returns the connection's name in the workspace.
    String connectionName();

    /// Returns the name of its dialect, such as `postgres`, as [io.plumbline.engine.sql] knows it.
    String dialect();

    /// Opens a read-only JDBC connection with a repeatable snapshot where the system offers one;
    /// the caller closes it.
    Connection connect() throws SQLException;
}
