package io.plumbline.engine.exec;

import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;

/// Writes texts so that a spreadsheet program takes none of them for a formula.
final class SpreadsheetText {
    /// What a spreadsheet program may take for the begin of a formula, also after blanks; the
    /// full-width forms are taken for the plain ones by some.
    private static final String FORMULA = "^[\\x00\\t\\r\\n]|^[\\s\\x{3000}]*[=+\\-@＝＋－＠]";

    private static final String NUMBER = "^[+-]?([0-9]+[.,]?[0-9]*|[.,][0-9]+)([eE][+-]?[0-9]+)?$";

    private SpreadsheetText() {}

    /// Returns an expression for a column: an apostrophe stands before what could be a formula.
    /// Numbers stay as they are, also those in columns of text.
    static String safe(Field field, String expression) {
        if (field.type().kind() != DataType.Kind.VARCHAR) {
            return expression;
        }
        return "CASE WHEN regexp_matches("
                + expression
                + ", "
                + DuckText.text(FORMULA)
                + ") AND NOT regexp_matches("
                + expression
                + ", "
                + DuckText.text(NUMBER)
                + ") THEN '''' || "
                + expression
                + " ELSE "
                + expression
                + " END";
    }
}
