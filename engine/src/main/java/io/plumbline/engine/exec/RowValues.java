package io.plumbline.engine.exec;

import io.plumbline.engine.model.DataType;
import java.math.BigDecimal;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Reads a value of the embedded engine as the Java type of its column.
final class RowValues {
    private RowValues() {}

    /// Returns the value in a column counted from 1, null for NULL.
    static @Nullable Object read(ResultSet rows, int column, DataType type) throws SQLException {
        Object raw =
                switch (type.kind()) {
                    case BOOLEAN -> rows.getBoolean(column);
                    case SMALLINT, INTEGER, BIGINT -> rows.getLong(column);
                    case DECIMAL -> decimal(rows.getBigDecimal(column), type);
                    case REAL -> rows.getFloat(column);
                    case DOUBLE -> rows.getDouble(column);
                    case VARCHAR, INTERVAL_YEAR_MONTH, INTERVAL_DAY_SECOND ->
                            rows.getString(column);
                    case VARBINARY -> bytes(rows.getBlob(column));
                    case DATE -> rows.getObject(column, LocalDate.class);
                    case TIME -> rows.getObject(column, LocalTime.class);
                    case TIMESTAMP -> rows.getObject(column, LocalDateTime.class);
                    case TIMESTAMP_TZ -> instant(rows.getObject(column, OffsetDateTime.class));
                };
        return rows.wasNull() ? null : raw;
    }

    private static @Nullable BigDecimal decimal(@Nullable BigDecimal raw, DataType type)
            throws SQLException {
        if (raw == null || type.scale() < 0 || raw.scale() == type.scale()) {
            return raw;
        }
        return raw.scale() < type.scale() ? raw.setScale(type.scale()) : raw;
    }

    private static byte @Nullable [] bytes(@Nullable Blob blob) throws SQLException {
        return blob == null ? null : blob.getBytes(1, (int) blob.length());
    }

    private static @Nullable OffsetDateTime instant(@Nullable OffsetDateTime raw) {
        return raw == null ? null : raw.withOffsetSameInstant(ZoneOffset.UTC);
    }
}
