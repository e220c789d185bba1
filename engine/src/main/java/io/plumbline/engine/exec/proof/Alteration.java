package io.plumbline.engine.exec.proof;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A change of one column, or of the presence of rows, of one relation.
///
/// @param at the column's position; -1 for the presence of rows
record Alteration(List<String> relation, String column, int at, Change change) {

    /// Returns the rows as the change leaves them.
    List<List<@Nullable String>> rows(List<List<@Nullable String>> before) {
        List<List<@Nullable String>> out = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            if (change.kept()[i]) {
                List<@Nullable String> row = new ArrayList<>(before.get(i));
                if (at >= 0) {
                    row.set(at, change.values().get(i));
                }
                out.add(row);
            }
        }
        return out;
    }

    /// Returns the positions of the rows that it changes.
    List<Integer> positions(List<List<@Nullable String>> before) {
        List<@Nullable String> values = new ArrayList<>();
        if (at >= 0) {
            before.forEach(r -> values.add(r.get(at)));
            return Changes.positions(values, change.values());
        }
        List<Integer> out = new ArrayList<>();
        for (int i = 0; i < change.kept().length; i++) {
            if (!change.kept()[i]) {
                out.add(i);
            }
        }
        return out;
    }

    /// Returns the part of the change that concerns one row.
    Alteration only(int row, List<List<@Nullable String>> before) {
        boolean[] kept = change.kept().clone();
        java.util.Arrays.fill(kept, true);
        kept[row] = change.kept()[row];
        List<@Nullable String> values = new ArrayList<>();
        if (at >= 0) {
            before.forEach(r -> values.add(r.get(at)));
            values.set(row, change.values().get(row));
        }
        return new Alteration(relation, column, at, new Change(change.kind(), values, kept));
    }
}
