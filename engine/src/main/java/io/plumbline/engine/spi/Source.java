package io.plumbline.engine.spi;

import io.plumbline.engine.model.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An opened outside system. Not safe for use by several threads at once.
public interface Source extends AutoCloseable {

    /// Reaches the system and tells who it is, such as `PostgreSQL 18.6 as user app`.
    ///
    /// @throws io.plumbline.engine.error.PlumblineException with CONNECTION_FAILED, cause and
    ///   remedy
    String test();

    /// Returns the tables, sorted; the names are those that [#describe] and [#scan] take.
    List<String> tables();

    /// Returns the columns of a table and what was found out about it.
    ///
    /// @throws io.plumbline.engine.error.PlumblineException with TABLE_UNKNOWN naming the nearest
    ///   table
    TableDescription describe(String table);

    /// Returns how the engine gets at the rows.
    ///
    /// @param schema the columns the design counts on, in order; null takes what [#describe] finds
    Scan scan(String table, @Nullable Schema schema);

    /// Returns a place to write a table to; nothing is visible until its commit.
    Output output(String table, Schema schema, WriteMode mode);

    @Override
    void close();

    /// What was found out about a table.
    ///
    /// @param rows estimated rows, -1 when unknown
    /// @param keys columns of the primary key, in order
    /// @param reasons why each column got its type, one sentence a column; empty where the source
    ///   declares types
    record TableDescription(
            String name, Schema schema, long rows, List<String> keys, List<String> reasons) {}
}
