package io.plumbline.engine.sql.target;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/// Conversions, as the function table means CAST.
final class DuckDbCasts {
    private final DuckDb language;

    DuckDbCasts(DuckDb language) {
        this.language = language;
    }

    String cast(String text, RelDataType from, RelDataType to) {
        return cast(text, from, to, false);
    }

    /// Writes a conversion that is null where it fails.
    String attempt(String text, RelDataType from, RelDataType to) {
        return cast(text, from, to, true);
    }

    private String cast(String text, RelDataType from, RelDataType to, boolean attempt) {
        SqlTypeName source = from.getSqlTypeName();
        SqlTypeName target = to.getSqlTypeName();
        if (SqlTypeName.INTERVAL_TYPES.contains(source)
                || SqlTypeName.INTERVAL_TYPES.contains(target)) {
            return interval(text, from, to);
        }
        if (target == SqlTypeName.CHAR) {
            return "rpad(" + words(text, from) + ", " + to.getPrecision() + ", ' ')";
        }
        if (target == SqlTypeName.VARCHAR) {
            return varchar(text, from, to);
        }
        if (source == target && same(from, to)) {
            return text;
        }
        boolean approximate =
                source == SqlTypeName.DOUBLE
                        || source == SqlTypeName.REAL
                        || source == SqlTypeName.FLOAT;
        boolean whole =
                SqlTypeName.INT_TYPES.contains(target)
                        || target == SqlTypeName.DECIMAL && to.getScale() == 0;
        String of = text;
        if (approximate && whole) {
            of = "round(" + text + ")"; // a plain cast rounds half to even
        } else if (Expressions.isText(from)) {
            of = "trim(" + text + ", ' ')";
        }
        String cast = (attempt ? "TRY_CAST(" : "CAST(") + of + " AS " + language.type(to) + ")";
        boolean narrower = approximate && target == SqlTypeName.REAL;
        if (!Expressions.isText(from) && !narrower) {
            return cast;
        }
        return switch (target) {
            case REAL, FLOAT, DOUBLE -> Bounds.finite(cast, attempt);
            case DATE, TIMESTAMP -> Bounds.dated(cast, to, attempt);
            default -> cast;
        };
    }

    private static boolean same(RelDataType from, RelDataType to) {
        return from.getSqlTypeName() != SqlTypeName.DECIMAL
                || from.getPrecision() == to.getPrecision() && from.getScale() == to.getScale();
    }

    private String varchar(String text, RelDataType from, RelDataType to) {
        String words = words(text, from);
        int room = to.getPrecision();
        boolean fits =
                room < 0
                        || Expressions.isText(from)
                                && from.getPrecision() >= 0
                                && from.getPrecision() <= room;
        return fits ? words : "left(" + words + ", " + room + ")";
    }

    private String words(String text, RelDataType from) {
        return switch (from.getSqlTypeName()) {
            case CHAR, VARCHAR -> text;
            case BOOLEAN -> "upper(CAST(" + text + " AS VARCHAR))";
            case BINARY, VARBINARY -> "decode(" + text + ")";
            default -> "CAST(" + text + " AS VARCHAR)";
        };
    }

    private String interval(String text, RelDataType from, RelDataType to) {
        boolean both =
                SqlTypeName.INTERVAL_TYPES.contains(from.getSqlTypeName())
                        && SqlTypeName.INTERVAL_TYPES.contains(to.getSqlTypeName());
        if (both || from.getSqlTypeName() == SqlTypeName.NULL) {
            return text;
        }
        if (Expressions.isText(to)) {
            return "CAST(" + text + " AS VARCHAR)";
        }
        throw language.refuse("a cast between an interval and " + to.getSqlTypeName());
    }
}
