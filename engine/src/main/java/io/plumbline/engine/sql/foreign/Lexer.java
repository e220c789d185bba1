package io.plumbline.engine.sql.foreign;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.util.ArrayList;
import java.util.List;

/// Splits a script into tokens; comments are skipped.
final class Lexer {
    private final String text;
    private final SqlDialect dialect;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;

    private Lexer(String text, SqlDialect dialect) {
        this.text = text;
        this.dialect = dialect;
    }

    static List<Token> tokens(String text, SqlDialect dialect) {
        Lexer lexer = new Lexer(text, dialect);
        while (lexer.at < text.length()) {
            lexer.step();
        }
        return lexer.tokens;
    }

    private void step() {
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            to(at + 1);
        } else if (text.startsWith("--", at)) {
            int eol = text.indexOf('\n', at);
            to(eol < 0 ? text.length() : eol);
        } else if (text.startsWith("/*", at)) {
            to(closing("*/", at + 2, "comment"));
        } else if (c == '\'') {
            add(Token.Kind.TEXT, quoted('\''));
        } else if (c == '"' || c == dialect.quote()) {
            boolean value = c == '"' && dialect.hasDoubleQuotedText();
            add(value ? Token.Kind.TEXT : Token.Kind.QUOTED, quoted(c == '[' ? ']' : c));
        } else if (c == '$' && dollarEnd() > 0) {
            add(Token.Kind.TEXT, dollarEnd());
        } else if (Character.isLetter(c) || c == '_') {
            add(Token.Kind.WORD, wordEnd());
        } else if (Character.isDigit(c)) {
            add(Token.Kind.NUMBER, numberEnd());
        } else {
            add(Token.Kind.SIGN, at + 1);
        }
    }

    private void add(Token.Kind kind, int end) {
        tokens.add(new Token(kind, text.substring(at, end), at, end, line, at - lineStart + 1));
        to(end);
    }

    private void to(int end) {
        for (int i = at; i < end; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        at = end;
    }

    /// Returns where a text in quotes ends; two closing quotes stand for one.
    private int quoted(char close) {
        int i = at + 1;
        while (i < text.length()) {
            if (text.charAt(i) == close) {
                if (i + 1 < text.length() && text.charAt(i + 1) == close) {
                    i++;
                } else {
                    return i + 1;
                }
            }
            i++;
        }
        throw open("quote " + text.charAt(at));
    }

    /// Returns where a text between `$tag$` and `$tag$` ends; -1 when none begins here.
    private int dollarEnd() {
        int i = at + 1;
        while (i < text.length() && Character.isLetter(text.charAt(i))) {
            i++;
        }
        if (i >= text.length() || text.charAt(i) != '$') {
            return -1;
        }
        return closing(text.substring(at, i + 1), i + 1, "text");
    }

    private int closing(String close, int from, String thing) {
        int end = text.indexOf(close, from);
        if (end < 0) {
            throw open(thing);
        }
        return end + close.length();
    }

    private PlumblineException open(String thing) {
        return new PlumblineException(
                Problem.error(
                        ErrorCode.SQL_SYNTAX,
                        "Invalid SQL: the " + thing + " that begins here is not closed",
                        Place.inText(line, at - lineStart + 1),
                        null));
    }

    private int wordEnd() {
        int i = at;
        while (i < text.length()
                && (Character.isLetterOrDigit(text.charAt(i))
                        || text.charAt(i) == '_'
                        || text.charAt(i) == '$')) {
            i++;
        }
        return i;
    }

    private int numberEnd() {
        int i = at;
        while (i < text.length()
                && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '.')) {
            i++;
        }
        return i;
    }
}
