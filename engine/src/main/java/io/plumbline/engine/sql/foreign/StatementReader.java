package io.plumbline.engine.sql.foreign;

import io.plumbline.engine.sql.foreign.ForeignStatement.Branch;
import io.plumbline.engine.sql.foreign.ForeignStatement.Declared;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads one statement: what it writes, and from which queries. Its queries are parsed anew each
/// time, because their validation changes them.
final class StatementReader {
    private static final String[] QUERY = {"SELECT", "WITH", "VALUES", "TABLE", "("};
    private static final String[] MODIFIERS = {
        "OR",
        "REPLACE",
        "TEMP",
        "TEMPORARY",
        "GLOBAL",
        "LOCAL",
        "TRANSIENT",
        "UNLOGGED",
        "MATERIALIZED",
        "RECURSIVE",
        "VOLATILE",
        "EXTERNAL",
        "SECURE",
        "FORCE"
    };

    private final String script;
    private final List<Token> tokens;
    private final SqlDialect dialect;

    /// Takes the tokens of one statement, at least one.
    StatementReader(String script, List<Token> tokens, SqlDialect dialect) {
        this.script = script;
        this.tokens = tokens;
        this.dialect = dialect;
    }

    Token first() {
        return tokens.getFirst();
    }

    ForeignStatement read() {
        Cursor cursor = new Cursor(tokens, dialect);
        Fragments fragments = new Fragments(script, tokens, dialect);
        if (cursor.sees(QUERY)) {
            return query(cursor, fragments);
        }
        if (cursor.takes("CREATE")) {
            return create(cursor, fragments);
        }
        if (cursor.takes("INSERT")) {
            return insert(cursor, fragments);
        }
        if (cursor.takes("UPDATE")) {
            return new UpdateReader(cursor, fragments).read();
        }
        if (cursor.takes("MERGE")) {
            return new MergeReader(cursor, fragments).read();
        }
        return unread();
    }

    private ForeignStatement unread() {
        String word = first().text().toUpperCase(Locale.ROOT);
        return ForeignStatement.unread(first().place(), "statement " + word);
    }

    private ForeignStatement query(Cursor cursor, Fragments fragments) {
        cursor.until("INSERT", "UPDATE", "MERGE", "DELETE");
        if (!cursor.atEnd() && first().is("WITH")) {
            Token verb = cursor.token(cursor.position());
            return ForeignStatement.unread(
                    verb.place(), "WITH before " + verb.text().toUpperCase(Locale.ROOT));
        }
        return ForeignStatement.query(fragments.query(0, tokens.size()));
    }

    private ForeignStatement create(Cursor cursor, Fragments fragments) {
        while (cursor.sees(MODIFIERS)) {
            cursor.to(cursor.position() + 1);
        }
        boolean view = cursor.takes("VIEW");
        if (!view && !cursor.takes("TABLE")) {
            return unread();
        }
        cursor.takes("IF", "NOT", "EXISTS");
        List<String> target = cursor.path();
        List<Declared> declared = new ArrayList<>();
        if (cursor.sees("(")) {
            declared.addAll(declared(cursor));
        }
        @Nullable Integer query = queryBehindAs(cursor);
        if (query == null) {
            return new ForeignStatement(target, true, List.of(), declared, List.of());
        }
        int end = tokens.size();
        if (end > query + 2 && tokens.get(end - 1).is("DATA")) {
            end -= tokens.get(end - 2).is("NO") ? 3 : 2;
        } else if (end > query + 4 && tokens.get(end - 1).is("BINDING")) {
            end -= 4;
        }
        List<String> names = declared.stream().map(Declared::name).toList();
        return new ForeignStatement(
                target,
                true,
                List.of(new Branch(names, fragments.query(query, end))),
                List.of(),
                List.of());
    }

    /// Reads `(name type …, …)`; what is no column, such as PRIMARY KEY (…), is left out.
    private static List<Declared> declared(Cursor cursor) {
        List<Declared> declared = new ArrayList<>();
        cursor.expect("(");
        do {
            boolean constraint =
                    cursor.sees("PRIMARY", "FOREIGN", "UNIQUE", "CONSTRAINT", "CHECK", "INDEX");
            String name = cursor.name();
            int from = cursor.position();
            int to = cursor.until(",", ")");
            StringBuilder type = new StringBuilder();
            for (int i = from; i < to && !cursor.token(i).is("NOT", "NULL", "DEFAULT"); i++) {
                Token t = cursor.token(i);
                type.append(type.isEmpty() || t.is("(", ")", ",") ? "" : " ").append(t.text());
            }
            if (!constraint) {
                declared.add(new Declared(name, type.toString()));
            }
        } while (cursor.takes(","));
        cursor.expect(")");
        return declared;
    }

    private static @Nullable Integer queryBehindAs(Cursor cursor) {
        while (!cursor.atEnd()) {
            cursor.until("AS");
            cursor.takes("AS");
            if (cursor.sees(QUERY)) {
                return cursor.position();
            }
        }
        return null;
    }

    private ForeignStatement insert(Cursor cursor, Fragments fragments) {
        while (cursor.sees("INTO", "OVERWRITE", "IGNORE", "TABLE")) {
            cursor.to(cursor.position() + 1);
        }
        List<String> target = cursor.path();
        if (cursor.takes("AS")) {
            cursor.name();
        }
        if (cursor.takes("PARTITION")) {
            cursor.names();
        }
        int parenthesis = cursor.position();
        List<String> columns = List.of();
        if (cursor.takes("(") && !cursor.sees(QUERY)) {
            cursor.to(parenthesis);
            columns = cursor.names();
        } else {
            cursor.to(parenthesis);
        }
        if (!cursor.sees(QUERY)) {
            throw cursor.unexpected("SELECT or VALUES");
        }
        int from = cursor.position();
        List<Unseen> unread = new ArrayList<>();
        int end = cursor.until("ON", "RETURNING");
        while (end < tokens.size()
                && cursor.sees("ON")
                && !(end + 1 < tokens.size() && tokens.get(end + 1).is("CONFLICT", "DUPLICATE"))) {
            cursor.to(end + 1);
            end = cursor.until("ON", "RETURNING");
        }
        if (end < tokens.size() && tokens.get(end).is("ON")) {
            String word = tokens.get(end + 1).text().toUpperCase(Locale.ROOT);
            unread.add(new Unseen("ON " + word, tokens.get(end).place()));
        }
        Branch branch = new Branch(columns, fragments.query(from, end));
        return ForeignStatement.writes(target, List.of(branch), unread);
    }
}
