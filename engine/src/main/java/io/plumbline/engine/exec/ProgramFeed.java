package io.plumbline.engine.exec;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// Writes rows to a program, a JSON object in each line, in a thread of its own: a program may
/// write before it has read all.
final class ProgramFeed implements AutoCloseable {
    private static final int BUFFER = 64 << 10;
    private static final DateTimeFormatter WHOLE = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter PARTS = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS");

    private final LockedDatabase database;
    private final String sql;
    private final Schema schema;
    private final OutputStream out;
    private final Thread writing;
    private volatile @Nullable SQLException failure;
    private volatile boolean stopped;

    /// Begins to write.
    ///
    /// @param sql reads a table
    ProgramFeed(LockedDatabase database, String sql, Schema schema, OutputStream out) {
        this.database = database;
        this.sql = sql;
        this.schema = schema;
        this.out = out;
        this.writing =
                Thread.ofPlatform().daemon().name("plumbline-program-rows").start(this::write);
    }

    private void write() {
        try (BufferedOutputStream to = new BufferedOutputStream(out, BUFFER);
                DuckDBConnection connection = database.another();
                Statement statement = connection.createStatement();
                ResultSet rows = database.stream(statement, sql)) {
            while (!stopped && rows.next()) {
                to.write(line(rows).getBytes(StandardCharsets.UTF_8));
                to.write('\n');
            }
        } catch (IOException e) {
            // the program does not want more
        } catch (SQLException e) {
            failure = e;
        }
    }

    private String line(ResultSet rows) throws SQLException {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        for (Field field : schema.fields()) {
            Object value = RowValues.read(rows, line.size() + 1, field.type());
            line.put(field.name(), shown(value));
        }
        return Json.write(line);
    }

    /// Decimals are texts, as most programs would read numbers as floats.
    private static @Nullable Object shown(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal number -> number.toPlainString();
            case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
            case LocalTime time -> time(time);
            case LocalDateTime moment -> moment.toLocalDate() + "T" + time(moment.toLocalTime());
            case OffsetDateTime instant ->
                    instant.toLocalDate() + "T" + time(instant.toLocalTime()) + "Z";
            case Number _, Boolean _ -> value;
            default -> value.toString();
        };
    }

    private static String time(LocalTime time) {
        return (time.getNano() == 0 ? WHOLE : PARTS).format(time);
    }

    /// Returns what went wrong in reading the rows; null when nothing did.
    @Nullable SQLException failure() {
        return failure;
    }

    /// Stops writing, and waits for the thread: it holds a connection of the engine. The program
    /// must have ended, so that nothing waits for it to read.
    @Override
    public void close() {
        stopped = true;
        try {
            writing.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
