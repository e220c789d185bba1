package io.plumbline.connectors.postgres;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;

/// Writes rows in the text form of PostgreSQL's COPY: fields parted by tabs, null as `\N`.
final class CopyText {
    private final Schema schema;
    private final StringBuilder text = new StringBuilder();

    CopyText(Schema schema) {
        this.schema = schema;
    }

    /// Adds the row that the result stands on; its columns are those of the schema, in order.
    void row(ResultSet rows, long number) throws SQLException {
        for (int i = 0; i < schema.fields().size(); i++) {
            if (i > 0) {
                text.append('\t');
            }
            Field field = schema.fields().get(i);
            if (field.type().kind() == DataType.Kind.VARBINARY) {
                byte[] bytes = rows.getBytes(i + 1);
                text.append(bytes == null ? "\\N" : "\\\\x" + HexFormat.of().formatHex(bytes));
            } else {
                String value = rows.getString(i + 1);
                if (value == null) {
                    text.append("\\N");
                } else {
                    escape(value, field, number);
                }
            }
        }
        text.append('\n');
    }

    private void escape(String value, Field field, long number) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\0' ->
                        throw new PlumblineException(
                                Problem.error(
                                        ErrorCode.VALUE_INVALID,
                                        "Cannot write row "
                                                + number
                                                + ": the text of column '"
                                                + field.name()
                                                + "' holds a NUL character, which PostgreSQL"
                                                + " cannot keep",
                                        Place.NOWHERE.of(field.name()),
                                        "Remove it in a step before"));
                default -> text.append(c);
            }
        }
    }

    /// Returns how many characters wait to be sent.
    int waiting() {
        return text.length();
    }

    /// Returns what waits, and forgets it.
    byte[] take() {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        text.setLength(0);
        return bytes;
    }
}
