package io.plumbline.engine.sql.target;

/// Names and texts as SQL writes them.
final class Quotes {
    private Quotes() {}

    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String text(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
