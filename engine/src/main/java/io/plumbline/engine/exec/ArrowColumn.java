package io.plumbline.engine.exec;

import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;

/// Copies one column of a JDBC result into Arrow vectors of the planned type.
///
/// @param index the column in the result, counted from 1
record ArrowColumn(Field field, int index) {

    /// Returns the column's description in Arrow's words.
    org.apache.arrow.vector.types.pojo.Field arrow() {
        return new org.apache.arrow.vector.types.pojo.Field(
                field.name(), FieldType.nullable(type(field.type())), null);
    }

    private static ArrowType type(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> new ArrowType.Bool();
            case SMALLINT, INTEGER -> new ArrowType.Int(32, true);
            case BIGINT -> new ArrowType.Int(64, true);
            case DECIMAL -> new ArrowType.Decimal(precision(type), scale(type), 128);
            case REAL -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
            case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case VARCHAR, INTERVAL_YEAR_MONTH, INTERVAL_DAY_SECOND -> new ArrowType.Utf8();
            case VARBINARY -> new ArrowType.Binary();
            case DATE -> new ArrowType.Date(DateUnit.DAY);
            case TIME -> new ArrowType.Time(TimeUnit.MICROSECOND, 64);
            case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
            case TIMESTAMP_TZ -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
        };
    }

    private static int precision(DataType type) {
        return type.precision() < 0 ? 38 : type.precision();
    }

    private static int scale(DataType type) {
        return type.precision() < 0 ? 9 : Math.max(0, type.scale());
    }

    /// Copies the value of the result's row into a row of the vector; returns its size in bytes,
    /// roughly.
    int copy(ResultSet rows, FieldVector vector, int row) throws SQLException {
        return switch (field.type().kind()) {
            case BOOLEAN -> {
                boolean value = rows.getBoolean(index);
                yield rows.wasNull() ? 0 : set((BitVector) vector, row, value);
            }
            case SMALLINT, INTEGER -> {
                int value = rows.getInt(index);
                yield rows.wasNull() ? 0 : set((IntVector) vector, row, value);
            }
            case BIGINT -> {
                long value = rows.getLong(index);
                yield rows.wasNull() ? 0 : set((BigIntVector) vector, row, value);
            }
            case DECIMAL -> decimal(rows, (DecimalVector) vector, row);
            case REAL -> {
                float value = rows.getFloat(index);
                yield rows.wasNull() ? 0 : set((Float4Vector) vector, row, value);
            }
            case DOUBLE -> {
                double value = rows.getDouble(index);
                yield rows.wasNull() ? 0 : set((Float8Vector) vector, row, value);
            }
            case VARCHAR, INTERVAL_YEAR_MONTH, INTERVAL_DAY_SECOND ->
                    text(rows, (VarCharVector) vector, row);
            case VARBINARY -> binary(rows, (VarBinaryVector) vector, row);
            case DATE -> date(rows, (DateDayVector) vector, row);
            case TIME -> time(rows, (TimeMicroVector) vector, row);
            case TIMESTAMP -> timestamp(rows, (TimeStampMicroVector) vector, row);
            case TIMESTAMP_TZ -> instant(rows, (TimeStampMicroTZVector) vector, row);
        };
    }

    private static int set(BitVector vector, int row, boolean value) {
        vector.setSafe(row, value ? 1 : 0);
        return 1;
    }

    private static int set(IntVector vector, int row, int value) {
        vector.setSafe(row, value);
        return 4;
    }

    private static int set(BigIntVector vector, int row, long value) {
        vector.setSafe(row, value);
        return 8;
    }

    private static int set(Float4Vector vector, int row, float value) {
        vector.setSafe(row, value);
        return 4;
    }

    private static int set(Float8Vector vector, int row, double value) {
        vector.setSafe(row, value);
        return 8;
    }

    private int decimal(ResultSet rows, DecimalVector vector, int row) throws SQLException {
        BigDecimal value = rows.getBigDecimal(index);
        if (value == null) {
            return 0;
        }
        BigDecimal scaled = value.setScale(vector.getScale(), RoundingMode.HALF_UP);
        if (scaled.precision() > vector.getPrecision()) {
            throw new ArithmeticException(field.name());
        }
        vector.setSafe(row, scaled);
        return 16;
    }

    private int text(ResultSet rows, VarCharVector vector, int row) throws SQLException {
        String value = rows.getString(index);
        if (value == null) {
            return 0;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        vector.setSafe(row, bytes);
        return bytes.length;
    }

    private int binary(ResultSet rows, VarBinaryVector vector, int row) throws SQLException {
        byte[] bytes = rows.getBytes(index);
        if (bytes == null) {
            return 0;
        }
        vector.setSafe(row, bytes);
        return bytes.length;
    }

    private int date(ResultSet rows, DateDayVector vector, int row) throws SQLException {
        LocalDate value = rows.getObject(index, LocalDate.class);
        if (value == null) {
            return 0;
        }
        vector.setSafe(row, Math.toIntExact(value.toEpochDay()));
        return 4;
    }

    private int time(ResultSet rows, TimeMicroVector vector, int row) throws SQLException {
        LocalTime value = rows.getObject(index, LocalTime.class);
        if (value == null) {
            return 0;
        }
        vector.setSafe(row, value.toNanoOfDay() / 1000);
        return 8;
    }

    private int timestamp(ResultSet rows, TimeStampMicroVector vector, int row)
            throws SQLException {
        LocalDateTime value = rows.getObject(index, LocalDateTime.class);
        if (value == null) {
            return 0;
        }
        vector.setSafe(row, micros(value.toInstant(ZoneOffset.UTC)));
        return 8;
    }

    private int instant(ResultSet rows, TimeStampMicroTZVector vector, int row)
            throws SQLException {
        OffsetDateTime value = rows.getObject(index, OffsetDateTime.class);
        if (value == null) {
            return 0;
        }
        vector.setSafe(row, micros(value.toInstant()));
        return 8;
    }

    private static long micros(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    }
}
