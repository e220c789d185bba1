package io.plumbline.connectors.files;

import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.DataType.Kind;

/// An element of a Parquet file's schema (`SchemaElement` of `parquet.thrift`), with what decides
/// its type.
///
/// @param type the physical type, -1 for a group
/// @param converted the older annotation, -1 when absent
/// @param logical the field of the union `LogicalType`, 0 when absent
/// @param utc whether a point in time is an instant
/// @param bits width of an annotated integer, 0 when absent
record ParquetColumn(
        String name,
        int type,
        int children,
        boolean nullable,
        int converted,
        int scale,
        int precision,
        int logical,
        boolean utc,
        int bits,
        boolean signed) {

    static ParquetColumn read(ThriftCompact in) throws ThriftCompact.Malformed {
        Building b = new Building();
        int id = 0;
        for (ThriftCompact.FieldHeader f = in.field(id); f != null; f = in.field(id)) {
            id = f.id();
            if (id == 4 && f.isBinary()) {
                b.name = in.text();
            } else if (id == 10 && f.isStruct()) {
                b.logical(in);
            } else if (f.isInteger()) {
                b.number(id, (int) in.zigzag());
            } else {
                in.skip(f.type());
            }
        }
        return b.built();
    }

    /// Returns our type; groups and what has no type of ours are VARCHAR.
    DataType dataType() {
        return switch (type) {
            case 0 -> DataType.BOOLEAN;
            case 1 -> ofInt32();
            case 2 -> ofInt64();
            case 3 -> DataType.TIMESTAMP;
            case 4 -> DataType.of(Kind.REAL);
            case 5 -> DataType.DOUBLE;
            case 6, 7 -> ofBytes();
            default -> DataType.VARCHAR;
        };
    }

    private boolean isDecimal() {
        return (converted == 5 || logical == 5) && precision > 0 && precision <= 38;
    }

    private DataType ofInt32() {
        if (isDecimal()) {
            return DataType.decimal(precision, scale);
        }
        if (converted == 6 || logical == 6) {
            return DataType.DATE;
        }
        if (converted == 7 || logical == 7) {
            return DataType.TIME;
        }
        boolean small = converted == 15 || converted == 16 || (bits > 0 && bits <= 16 && signed);
        boolean unsigned = converted == 13 || (bits == 32 && !signed);
        return unsigned ? DataType.BIGINT : small ? DataType.of(Kind.SMALLINT) : DataType.INTEGER;
    }

    private DataType ofInt64() {
        if (isDecimal()) {
            return DataType.decimal(precision, scale);
        }
        if (converted == 8 || logical == 7) {
            return DataType.TIME;
        }
        if (logical == 8) {
            return utc ? DataType.of(Kind.TIMESTAMP_TZ) : DataType.TIMESTAMP;
        }
        if (converted == 9 || converted == 10) {
            return DataType.of(Kind.TIMESTAMP_TZ);
        }
        return converted == 14 || (bits == 64 && !signed)
                ? DataType.decimal(20, 0)
                : DataType.BIGINT;
    }

    private DataType ofBytes() {
        if (isDecimal()) {
            return DataType.decimal(precision, scale);
        }
        boolean text =
                converted == 0
                        || converted == 4
                        || converted == 19
                        || logical == 1
                        || logical == 4
                        || logical == 12
                        || logical == 14;
        return text ? DataType.VARCHAR : DataType.of(Kind.VARBINARY);
    }

    private static final class Building {
        private String name = "";
        private int type = -1;
        private int children;
        private boolean nullable;
        private int converted = -1;
        private int scale;
        private int precision;
        private int logical;
        private boolean utc;
        private int bits;
        private boolean signed = true;

        void number(int id, int value) {
            switch (id) {
                case 1 -> type = value;
                case 3 -> nullable = value == 1;
                case 5 -> children = Math.max(0, value);
                case 6 -> converted = value;
                case 7 -> scale = value;
                case 8 -> precision = value;
                default -> {}
            }
        }

        void logical(ThriftCompact in) throws ThriftCompact.Malformed {
            ThriftCompact.FieldHeader union = in.field(0);
            if (union == null) {
                return;
            }
            logical = union.id();
            if (!union.isStruct()) {
                in.skip(union.type());
            } else {
                inside(in);
            }
            while (union != null) {
                union = in.field(logical);
                if (union != null) {
                    in.skip(union.type());
                }
            }
        }

        private void inside(ThriftCompact in) throws ThriftCompact.Malformed {
            int id = 0;
            for (ThriftCompact.FieldHeader f = in.field(id); f != null; f = in.field(id)) {
                id = f.id();
                if (f.isBoolean()) {
                    utc |= id == 1 && f.isTrue();
                    signed = logical != 10 || f.isTrue();
                } else if (logical == 10 && f.isByte()) {
                    bits = in.octet();
                } else if (logical == 5 && f.isInteger()) {
                    int value = (int) in.zigzag();
                    scale = id == 1 ? value : scale;
                    precision = id == 2 ? value : precision;
                } else {
                    in.skip(f.type());
                }
            }
        }

        ParquetColumn built() {
            return new ParquetColumn(
                    name,
                    children > 0 ? -1 : type,
                    children,
                    nullable,
                    converted,
                    scale,
                    precision,
                    logical,
                    utc,
                    bits,
                    signed);
        }
    }
}
