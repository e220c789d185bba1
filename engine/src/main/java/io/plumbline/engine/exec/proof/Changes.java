package io.plumbline.engine.exec.proof;

import io.plumbline.engine.model.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Draws changes of one column.
final class Changes {
    private static final List<Change.Kind> IN_TURN =
            List.of(
                    Change.Kind.SHUFFLED,
                    Change.Kind.REPLACED,
                    Change.Kind.NULLED,
                    Change.Kind.MATCHED,
                    Change.Kind.NUDGED,
                    Change.Kind.REPLACED,
                    Change.Kind.MATCHED,
                    Change.Kind.LEVELLED,
                    Change.Kind.EDGE);

    private final Field field;
    private final List<@Nullable String> values;
    private final List<String> matching;
    private final Random random;

    /// Takes the column as it is.
    ///
    /// @param matching values of its type that occur elsewhere
    Changes(Field field, List<@Nullable String> values, List<String> matching, Random random) {
        this.field = field;
        this.values = values;
        this.matching = matching;
        this.random = random;
    }

    /// Returns the change for a trial; every kind has its turn, for one row, half of the rows and
    /// all rows.
    Change draw(int trial) {
        Change.Kind kind = IN_TURN.get(trial % IN_TURN.size());
        if (kind == Change.Kind.NULLED && !field.nullable()
                || kind == Change.Kind.MATCHED && matching.isEmpty()) {
            kind = Change.Kind.REPLACED;
        }
        boolean[] kept = new boolean[values.size()];
        java.util.Arrays.fill(kept, true);
        return new Change(kind, changed(kind, share(trial)), kept);
    }

    /// Returns how many in a thousand rows are changed.
    private static int share(int trial) {
        return switch ((trial + trial / IN_TURN.size()) % 3) {
            case 0 -> 1000;
            case 1 -> 0;
            default -> 500;
        };
    }

    private List<@Nullable String> changed(Change.Kind kind, int share) {
        List<@Nullable String> out = new ArrayList<>(values);
        if (values.isEmpty()) {
            return out;
        }
        if (kind == Change.Kind.SHUFFLED) {
            Collections.shuffle(out, random);
            return out;
        }
        if (kind == Change.Kind.LEVELLED) {
            Collections.fill(out, values.get(random.nextInt(values.size())));
            return out;
        }
        int only = share == 0 ? random.nextInt(values.size()) : -1;
        for (int i = 0; i < out.size(); i++) {
            if (only < 0 ? random.nextInt(1000) < share : i == only) {
                out.set(i, value(kind, out.get(i)));
            }
        }
        return out;
    }

    private @Nullable String value(Change.Kind kind, @Nullable String before) {
        return switch (kind) {
            case NULLED -> null;
            case MATCHED -> matching.get(random.nextInt(matching.size()));
            case NUDGED ->
                    before == null
                            ? MadeUp.any(field.type(), random)
                            : MadeUp.near(before, field.type());
            case EDGE -> {
                List<String> edges = MadeUp.edges(field.type());
                yield edges.get(random.nextInt(edges.size()));
            }
            default ->
                    random.nextBoolean()
                            ? MadeUp.any(field.type(), random)
                            : MadeUp.small(field.type(), random);
        };
    }

    /// Returns the positions in which the values differ.
    static List<Integer> positions(List<@Nullable String> one, List<@Nullable String> other) {
        List<Integer> out = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            if (!Objects.equals(one.get(i), other.get(i))) {
                out.add(i);
            }
        }
        return out;
    }
}
