package io.plumbline.engine.exec.proof;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.exec.Cancellation;
import io.plumbline.engine.exec.CellText;
import io.plumbline.engine.exec.LocalEngine;
import io.plumbline.engine.exec.QueryResult;
import io.plumbline.engine.flow.SourceColumn;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.sql.Catalog;
import io.plumbline.engine.sql.Relation;
import io.plumbline.engine.sql.SqlCompiler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Draws the rows that are changed: some of those that sources have, and made-up ones where a
/// source has none. Most of the rows that plans join get each other's keys, since few of a sample
/// would meet.
public final class Samples {
    private static final int READ_FOR_ONE = 10;
    private static final List<String> TABLE = List.of("sampled");

    private final ProofSubject subject;
    private final Map<List<String>, List<List<@Nullable String>>> found;
    private final List<String> literals;
    private final boolean asTheyAre;

    private Samples(
            ProofSubject subject,
            Map<List<String>, List<List<@Nullable String>>> found,
            boolean asTheyAre) {
        this.subject = subject;
        this.found = found;
        this.literals = Literals.of(subject.units());
        this.asTheyAre = asTheyAre;
    }

    /// Makes up all rows.
    public static Samples madeUp(ProofSubject subject) {
        return new Samples(subject, Map.of(), false);
    }

    /// Takes exactly these rows.
    public static Samples of(
            ProofSubject subject, Map<List<String>, List<List<@Nullable String>>> rows) {
        return new Samples(subject, rows, true);
    }

    /// Reads the first rows of each dataset, ten times as many as are to be drawn.
    ///
    /// @param engine makes an engine for one dataset
    public static Samples read(
            ProofSubject subject,
            Function<String, Scan> reading,
            Supplier<LocalEngine> engine,
            int rows,
            Cancellation cancellation) {
        Map<List<String>, List<List<@Nullable String>>> found = new LinkedHashMap<>();
        for (List<String> path : subject.relations().keySet()) {
            Schema schema = subject.schema(path);
            try (LocalEngine own = engine.get()) {
                own.register(TABLE, reading.apply(path.getLast()));
                found.put(path, first(own, schema, rows * READ_FOR_ONE, cancellation));
            } catch (PlumblineException e) {
                if (e.problem().code() != ErrorCode.DATASET_UNKNOWN) {
                    throw e;
                }
                // a table that no run has made yet is as good as empty
                found.put(path, List.of());
            }
        }
        return new Samples(subject, found, false);
    }

    private static List<List<@Nullable String>> first(
            LocalEngine engine, Schema schema, int rows, Cancellation cancellation) {
        Relation table = new Relation(TABLE, schema);
        SqlCompiler compiler = new SqlCompiler(Catalog.named(Map.of(TABLE, table)));
        List<List<@Nullable String>> out = new ArrayList<>();
        String sql = "SELECT * FROM sampled LIMIT " + rows;
        try (QueryResult result = engine.query(compiler.query(sql), cancellation)) {
            while (result.next()) {
                cancellation.check();
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 0; i < schema.fields().size(); i++) {
                    Object value = result.value(i);
                    row.add(value == null ? null : CellText.of(value));
                }
                out.add(row);
            }
        }
        return out;
    }

    /// Returns the constants of the plans.
    List<String> literals() {
        return literals;
    }

    /// Returns whether a relation's rows are made up.
    boolean isMadeUp(List<String> relation) {
        return found.getOrDefault(relation, List.of()).isEmpty() && !asTheyAre;
    }

    /// Draws rows of every relation.
    ///
    /// @param draw the how-manieth draw it is, from 0: with it goes what made-up rows are like
    Map<List<String>, List<List<@Nullable String>>> draw(int rows, int draw, Random random) {
        List<String> known = draw % 2 == 0 ? literals : List.of();
        MadeUp.Form[] forms = MadeUp.Form.values();
        MadeUp.@Nullable Form form = draw / 2 < forms.length ? forms[draw / 2] : null;
        Map<List<String>, List<List<@Nullable String>>> out = new LinkedHashMap<>();
        for (List<String> path : subject.relations().keySet()) {
            List<Field> fields = subject.schema(path).fields();
            List<List<@Nullable String>> drawn =
                    isMadeUp(path)
                            ? MadeUp.rows(fields, known, form, rows, random)
                            : some(found.getOrDefault(path, List.of()), rows, random);
            out.put(path, drawn);
        }
        if (!asTheyAre) {
            subject.keys().forEach(k -> acquaint(k, out, random));
        }
        return out;
    }

    private static List<List<@Nullable String>> some(
            List<List<@Nullable String>> all, int rows, Random random) {
        List<List<@Nullable String>> out = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            positions.add(i);
        }
        if (all.size() > rows) {
            Collections.shuffle(positions, random);
            positions = new ArrayList<>(positions.subList(0, rows));
            positions.sort(null);
        }
        positions.forEach(i -> out.add(new ArrayList<>(all.get(i))));
        return out;
    }

    /// Gives most rows of the side whose values repeat values of the other side.
    private void acquaint(
            JoinKeys.Pair pair,
            Map<List<String>, List<List<@Nullable String>>> rows,
            Random random) {
        List<@Nullable String> left = column(pair.left(), rows);
        List<@Nullable String> right = column(pair.right(), rows);
        boolean keysAreLeft = new HashSet<>(left).size() > new HashSet<>(right).size();
        SourceColumn taking = keysAreLeft ? pair.right() : pair.left();
        int at = position(taking);
        if (at < 0 || left.isEmpty() || right.isEmpty()) {
            return;
        }
        Field field = subject.schema(path(taking)).fields().get(at);
        List<String> values = new ArrayList<>();
        for (String value : keysAreLeft ? left : right) {
            if (value != null) {
                MadeUp.fit(value, field.type()).ifPresent(values::add);
            }
        }
        Set<String> known = new HashSet<>(values);
        for (List<@Nullable String> row : rows.getOrDefault(path(taking), List.of())) {
            String value = row.get(at);
            boolean meets = value != null && known.contains(value);
            if (!values.isEmpty() && !meets && random.nextInt(4) > 0) {
                row.set(at, values.get(random.nextInt(values.size())));
            }
        }
    }

    private List<@Nullable String> column(
            SourceColumn column, Map<List<String>, List<List<@Nullable String>>> rows) {
        int at = position(column);
        List<@Nullable String> out = new ArrayList<>();
        if (at >= 0) {
            rows.getOrDefault(path(column), List.of()).forEach(r -> out.add(r.get(at)));
        }
        return out;
    }

    private int position(SourceColumn column) {
        List<String> path = path(column);
        if (!subject.relations().containsKey(path)) {
            return -1;
        }
        List<String> names = subject.schema(path).names();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(column.column())) {
                return i;
            }
        }
        return -1;
    }

    private List<String> path(SourceColumn column) {
        return subject.relations().keySet().stream()
                .filter(p -> Paths.same(p, column.relation()))
                .findFirst()
                .orElse(column.relation());
    }
}
