package io.plumbline.engine.sql;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Looks at a statement's words before it is parsed: one statement, a query, neither too long nor
/// too deep, parameters by name. Text in quotes and comments is skipped.
final class SqlText {
    /// Characters of the longest statement.
    static final int LENGTH = 4_000_000;

    /// Parentheses and CASE within each other.
    static final int DEPTH = 200;

    /// AND, OR, `||`, `+` and the like between the same two parentheses or commas.
    static final int CHAIN = 1_000;

    private static final Set<String> QUERY_STARTS =
            Set.of("SELECT", "WITH", "VALUES", "TABLE", "(");
    private static final Set<String> JOINERS =
            Set.of("AND", "OR", "NOT", "UNION", "EXCEPT", "INTERSECT");

    private final String sql;
    private final boolean query;
    private final StringBuilder out;
    private final Set<String> parameters = new HashSet<>();
    private final List<Integer> chains = new ArrayList<>(List.of(0));
    private int at;
    private int line = 1;
    private int lineStart;
    private int end = -1;
    private boolean first = true;

    private SqlText(String sql, boolean query) {
        this.sql = sql;
        this.query = query;
        this.out = new StringBuilder(sql);
    }

    /// What the look found.
    ///
    /// @param text the statement without final semicolon, parameters as `$name`
    /// @param parameters the names of its parameters, without the colon
    record Looked(String text, Set<String> parameters) {}

    /// Looks at a query.
    static Looked query(String sql) {
        return new SqlText(sql, true).look();
    }

    /// Looks at an expression.
    static Looked expression(String sql) {
        return new SqlText(sql, false).look();
    }

    private Looked look() {
        String thing = query ? "statement" : "expression";
        if (sql.length() > LENGTH) {
            throw PlumblineException.of(
                    ErrorCode.SQL_TOO_COMPLEX,
                    "Cannot read a " + thing + " of " + sql.length() + " characters",
                    "At most " + LENGTH + " are read; keep long lists in a table and join it");
        }
        if (sql.indexOf('\0') >= 0) {
            refuseNul();
        }
        while (at < sql.length()) {
            step();
        }
        if (first) {
            throw problem(
                    ErrorCode.SQL_SYNTAX,
                    "Missing required " + thing + ": the text is empty",
                    query ? "Write a query, such as SELECT 1" : "Write an expression");
        }
        return new Looked(end < 0 ? out.toString() : out.substring(0, end), parameters);
    }

    /// An engine may take it for the end of the statement.
    private void refuseNul() {
        String before = sql.substring(0, sql.indexOf('\0'));
        at = before.length();
        line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        lineStart = before.lastIndexOf('\n') + 1;
        throw problem(
                ErrorCode.SQL_SYNTAX,
                "Invalid SQL: the character NUL (U+0000) cannot stand in it",
                "Remove it");
    }

    private void step() {
        char c = sql.charAt(at);
        if (c == '\n') {
            line++;
            lineStart = at + 1;
            at++;
        } else if (Character.isWhitespace(c)) {
            at++;
        } else if (sql.startsWith("--", at)) {
            int eol = sql.indexOf('\n', at);
            at = eol < 0 ? sql.length() : eol;
        } else if (sql.startsWith("/*", at)) {
            skipTo("*/", 2, "comment");
        } else {
            token(c);
        }
    }

    private void token(char c) {
        if (c == ';') {
            if (first) {
                throw problem(
                        ErrorCode.SQL_SYNTAX,
                        "Missing required statement: there is nothing before the semicolon",
                        null);
            }
            if (!query) {
                throw problem(
                        ErrorCode.SQL_SYNTAX,
                        "Invalid expression: a semicolon ';' cannot stand in it",
                        "Write one expression, not a statement");
            }
            end = end < 0 ? at : end;
            at++;
            return;
        }
        if (end >= 0) {
            throw problem(
                    ErrorCode.SQL_SYNTAX,
                    "Invalid SQL: more than one statement, the second begins with '"
                            + wordAt()
                            + "' (must be one statement)",
                    "Remove what follows the semicolon");
        }
        if (Character.isLetter(c) || c == '_') {
            word();
        } else {
            first(String.valueOf(c));
            symbol(c);
        }
    }

    private void symbol(char c) {
        switch (c) {
            case '\'' -> skipTo("'", 1, "text");
            case '"' -> skipTo("\"", 1, "quoted name");
            case '(', '[' -> open();
            case ')', ']' -> close();
            case ',' -> {
                chains.set(chains.size() - 1, 0);
                at++;
            }
            case ':' -> colon();
            case '|', '+', '-', '*', '/', '%' -> {
                chain();
                at += c == '|' && sql.startsWith("||", at) ? 2 : 1;
            }
            default -> at++;
        }
    }

    private void colon() {
        int next = at + 1;
        boolean cast = sql.startsWith("::", at);
        if (!cast && next < sql.length() && Character.isLetter(sql.charAt(next))) {
            out.setCharAt(at, '$');
            int from = next;
            at = wordEnd(next);
            parameters.add(sql.substring(from, at));
        } else {
            at += cast ? 2 : 1;
        }
    }

    private void word() {
        String word = wordAt();
        String upper = word.toUpperCase(Locale.ROOT);
        first(word);
        at += word.length();
        if (upper.equals("CASE")) {
            deeper();
        } else if (upper.equals("END") && chains.size() > 1) {
            chains.removeLast();
        } else if (JOINERS.contains(upper)) {
            chain();
        }
    }

    private void first(String word) {
        if (!first) {
            return;
        }
        first = false;
        if (query && !QUERY_STARTS.contains(word.toUpperCase(Locale.ROOT))) {
            if (!Character.isLetter(word.charAt(0))) {
                throw problem(
                        ErrorCode.SQL_SYNTAX,
                        "Invalid SQL: '" + word + "' (must begin with SELECT, WITH or VALUES)",
                        null);
            }
            throw problem(
                    ErrorCode.SQL_NOT_A_QUERY,
                    "Cannot run " + word.toUpperCase(Locale.ROOT) + ": only queries are allowed",
                    "Begin with SELECT, WITH or VALUES");
        }
    }

    private void open() {
        at++;
        deeper();
    }

    private void deeper() {
        chains.add(0);
        if (chains.size() - 1 > DEPTH) {
            throw problem(
                    ErrorCode.SQL_TOO_COMPLEX,
                    "Cannot read SQL nested deeper than " + DEPTH + " parentheses or CASE",
                    "Split it into steps, or into tables of a WITH clause");
        }
    }

    private void close() {
        at++;
        if (chains.size() > 1) {
            chains.removeLast();
        }
    }

    private void chain() {
        int n = chains.getLast() + 1;
        chains.set(chains.size() - 1, n);
        if (n > CHAIN) {
            throw problem(
                    ErrorCode.SQL_TOO_COMPLEX,
                    "Cannot read more than "
                            + CHAIN
                            + " operators such as OR, AND or + in one expression",
                    "Use IN with a list, or join a table that holds the values");
        }
    }

    private void skipTo(String close, int openLength, String thing) {
        int from = sql.indexOf(close, at + openLength);
        if (from < 0) {
            throw problem(
                    ErrorCode.SQL_SYNTAX,
                    "Invalid SQL: the "
                            + thing
                            + " that begins here has no closing "
                            + (close.equals("'") ? "quote '" : close),
                    null);
        }
        for (int i = at; i < from; i++) {
            if (sql.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        at = from + close.length();
    }

    private String wordAt() {
        int stop = wordEnd(at);
        return sql.substring(at, stop == at ? at + 1 : stop);
    }

    private int wordEnd(int from) {
        int i = from;
        while (i < sql.length()
                && (Character.isLetterOrDigit(sql.charAt(i)) || sql.charAt(i) == '_')) {
            i++;
        }
        return i;
    }

    private PlumblineException problem(
            ErrorCode code, String message, @org.jspecify.annotations.Nullable String remedy) {
        int column = Math.max(1, Math.min(at, sql.length()) - lineStart + 1);
        return new PlumblineException(
                Problem.error(code, message, Place.inText(line, column), remedy));
    }
}
