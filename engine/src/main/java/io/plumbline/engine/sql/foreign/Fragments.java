package io.plumbline.engine.sql.foreign;

import io.plumbline.engine.sql.SqlErrors;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.jspecify.annotations.Nullable;

/// Parses parts of a script where they stand, so that every place is one of the script.
final class Fragments {
    /// PostgreSQL's way to write an interval of one unit.
    private static final Pattern INTERVAL =
            Pattern.compile(
                    "'\\s*(-?\\d+)\\s*(year|month|day|hour|minute|second)s?\\s*'",
                    Pattern.CASE_INSENSITIVE);

    private final String script;
    private final List<Token> tokens;
    private final SqlDialect dialect;

    /// Takes the tokens of one statement.
    Fragments(String script, List<Token> tokens, SqlDialect dialect) {
        this.script = script;
        this.tokens = tokens;
        this.dialect = dialect;
    }

    /// Parses the query between two tokens, the second not included.
    SqlNode query(int from, int to) {
        String text = text(from, to, "");
        try {
            return SqlParser.create(text, dialect.parser()).parseQuery();
        } catch (SqlParseException e) {
            throw SqlErrors.syntax(e, text);
        }
    }

    /// Parses what stands between two tokens as the end of a SELECT.
    ///
    /// @param head such as `SELECT * FROM`, which must find room in front
    SqlSelect rest(String head, int from, int to) {
        String text = text(from, to, head);
        try {
            return (SqlSelect) SqlParser.create(text, dialect.parser()).parseQuery();
        } catch (SqlParseException e) {
            throw SqlErrors.syntax(e, text);
        }
    }

    /// Parses the expression between two tokens, the second not included.
    SqlNode expression(int from, int to) {
        if (to <= from) {
            Cursor cursor = new Cursor(tokens, dialect);
            cursor.to(from);
            throw cursor.unexpected("an expression");
        }
        String text = text(from, to, "");
        try {
            return SqlParser.create(text, dialect.parser()).parseExpression();
        } catch (SqlParseException e) {
            throw SqlErrors.syntax(e, text);
        }
    }

    private String text(int from, int to, String head) {
        int start = from < tokens.size() ? tokens.get(from).start() : script.length();
        int end = to > from ? tokens.get(to - 1).end() : start;
        StringBuilder before = new StringBuilder(script.substring(0, start));
        for (int i = 0; i < before.length(); i++) {
            if (before.charAt(i) != '\n') {
                before.setCharAt(i, ' ');
            }
        }
        put(head, before, tokens.getFirst().start());
        return before + edited(from, to, start, end);
    }

    /// Writes the head over what stands in front, from the start of the statement; without room for
    /// it there, in front.
    private static void put(String head, StringBuilder before, int begin) {
        if (head.isEmpty()) {
            return;
        }
        int eol = before.indexOf("\n", begin);
        int room = (eol < 0 ? before.length() : eol) - begin;
        if (room > head.length()) {
            before.replace(begin, begin + head.length(), head);
        } else {
            before.insert(begin, head + " ");
        }
    }

    /// Writes what the parser knows no other form of in the form that it knows.
    private String edited(int from, int to, int start, int end) {
        TreeMap<Integer, Edit> edits = new TreeMap<>();
        for (int i = from; i < to; i++) {
            Token token = tokens.get(i);
            if (token.kind() == Token.Kind.TEXT && !token.text().startsWith("'")) {
                String inner =
                        token.text().startsWith("$")
                                ? token.text()
                                : token.text().substring(1, token.text().length() - 1);
                String text = "'" + inner.replace("'", "''") + "'";
                edits.put(token.start(), new Edit(token.end(), text));
            } else if (token.kind() == Token.Kind.TEXT
                    && i > from
                    && tokens.get(i - 1).is("INTERVAL")) {
                Matcher interval = INTERVAL.matcher(token.text());
                if (interval.matches()) {
                    String text = "'" + interval.group(1) + "' " + interval.group(2);
                    edits.put(token.start(), new Edit(token.end(), text));
                }
            } else if (token.is("TOP") && i > from && tokens.get(i - 1).is("SELECT", "DISTINCT")) {
                top(i, to, edits);
            }
        }
        StringBuilder out = new StringBuilder();
        int at = start;
        for (var e : edits.entrySet()) {
            out.append(script, at, e.getKey()).append(e.getValue().text());
            at = Math.max(at, e.getValue().end());
        }
        return out.append(script, at, Math.max(at, end)).toString();
    }

    private record Edit(int end, String text) {}

    /// `SELECT TOP n …` is a query with `FETCH FIRST n ROWS ONLY` at its end.
    private void top(int at, int to, TreeMap<Integer, Edit> edits) {
        int next = at + 1;
        @Nullable String number = null;
        if (next < to && tokens.get(next).kind() == Token.Kind.NUMBER) {
            number = tokens.get(next++).text();
        } else if (next + 2 < to && tokens.get(next).is("(")) {
            number = tokens.get(next + 1).text();
            next += 3;
        }
        if (number == null) {
            return;
        }
        if (next < to && tokens.get(next).is("PERCENT")) {
            next++;
        }
        if (next + 1 < to && tokens.get(next).is("WITH") && tokens.get(next + 1).is("TIES")) {
            next += 2;
        }
        int from = tokens.get(at).start();
        int end = tokens.get(next - 1).end();
        edits.put(from, new Edit(end, " ".repeat(end - from)));
        int depth = 0;
        int last = next;
        while (last < to && !(depth == 0 && tokens.get(last).is(")"))) {
            depth += tokens.get(last).is("(") ? 1 : tokens.get(last).is(")") ? -1 : 0;
            last++;
        }
        int behind = tokens.get(last - 1).end();
        edits.put(behind, new Edit(behind, " FETCH FIRST " + number + " ROWS ONLY"));
    }
}
