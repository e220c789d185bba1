package io.plumbline.engine.sql.foreign;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.util.ArrayList;
import java.util.List;

/// Walks over the tokens of one statement.
final class Cursor {
    private final List<Token> tokens;
    private final SqlDialect dialect;
    private int at;

    Cursor(List<Token> tokens, SqlDialect dialect) {
        this.tokens = tokens;
        this.dialect = dialect;
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    int position() {
        return at;
    }

    void to(int position) {
        at = position;
    }

    Token token(int position) {
        return tokens.get(position);
    }

    int size() {
        return tokens.size();
    }

    boolean sees(String... words) {
        return !atEnd() && tokens.get(at).is(words);
    }

    /// Steps over the words when they all stand here, in order.
    boolean takes(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (at + i >= tokens.size() || !tokens.get(at + i).is(words[i])) {
                return false;
            }
        }
        at += words.length;
        return true;
    }

    void expect(String word) {
        if (!takes(word)) {
            throw unexpected(word);
        }
    }

    PlumblineException unexpected(String wanted) {
        Token last = tokens.get(Math.min(at, tokens.size() - 1));
        Place place = last.place();
        String found = atEnd() ? "end" : "'" + last.text() + "'";
        return new PlumblineException(
                Problem.error(
                        ErrorCode.SQL_SYNTAX,
                        "Invalid SQL: unexpected " + found + " (must be " + wanted + ")",
                        place,
                        null));
    }

    /// Reads a name of parts with dots between.
    List<String> path() {
        List<String> path = new ArrayList<>();
        do {
            if (atEnd() || !tokens.get(at).isName()) {
                throw unexpected("a name");
            }
            path.addAll(parts(tokens.get(at++)));
        } while (takes("."));
        return path;
    }

    private List<String> parts(Token token) {
        String name = name(token);
        boolean whole = dialect == SqlDialect.BIGQUERY && token.kind() == Token.Kind.QUOTED;
        return whole ? List.of(name.split("\\.")) : List.of(name);
    }

    String name() {
        if (atEnd() || !tokens.get(at).isName()) {
            throw unexpected("a name");
        }
        return name(tokens.get(at++));
    }

    /// Returns the name that a token stands for.
    private String name(Token token) {
        if (token.kind() != Token.Kind.QUOTED) {
            return dialect.folded(token.text());
        }
        char close = token.text().charAt(token.text().length() - 1);
        String inner = token.text().substring(1, token.text().length() - 1);
        return inner.replace("" + close + close, "" + close);
    }

    /// Reads `(a, b)`; without a parenthesis here, nothing.
    List<String> names() {
        List<String> names = new ArrayList<>();
        if (takes("(")) {
            do {
                names.add(name());
            } while (takes(","));
            expect(")");
        }
        return names;
    }

    /// Steps over tokens up to one of the words outside parentheses and CASE; returns where it is,
    /// or the end.
    int until(String... words) {
        int depth = 0;
        while (!atEnd()) {
            Token token = tokens.get(at);
            if (depth == 0 && token.is(words)) {
                return at;
            }
            if (token.is("(", "CASE")) {
                depth++;
            } else if (token.is(")", "END")) {
                depth--;
            }
            at++;
        }
        return at;
    }
}
