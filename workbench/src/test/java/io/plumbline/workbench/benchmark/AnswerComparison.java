package io.plumbline.workbench.benchmark;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Compares two answers to a query: numbers to a millionth, as quotients of decimals keep six
/// fraction digits here and a sum of doubles depends on its order; all else to the letter.
final class AnswerComparison {
    private AnswerComparison() {}

    /// Returns whether two answers have the same rows in the same order.
    static boolean sameOrder(List<List<String>> here, List<List<String>> there) {
        if (here.size() != there.size()) {
            return false;
        }
        for (int r = 0; r < here.size(); r++) {
            if (!near(here.get(r), there.get(r))) {
                return false;
            }
        }
        return true;
    }

    /// Returns whether two answers have the same rows, in whatever order.
    static boolean sameRows(List<List<String>> here, List<List<String>> there) {
        if (here.size() != there.size()) {
            return false;
        }
        Map<List<String>, List<List<String>>> left = new HashMap<>();
        there.forEach(row -> left.computeIfAbsent(texts(row), _ -> new ArrayList<>()).add(row));
        for (List<String> row : here) {
            if (!take(row, left.getOrDefault(texts(row), List.of()))) {
                return false;
            }
        }
        return true;
    }

    /// Returns the columns at some places of an answer.
    static List<List<String>> columns(List<List<String>> rows, List<Integer> places) {
        return rows.stream().map(row -> places.stream().map(row::get).toList()).toList();
    }

    private static boolean take(List<String> row, List<List<String>> candidates) {
        for (Iterator<List<String>> i = candidates.iterator(); i.hasNext(); ) {
            if (near(row, i.next())) {
                i.remove();
                return true;
            }
        }
        return false;
    }

    /// What must be equal to the letter in a row that is near another.
    private static List<String> texts(List<String> row) {
        return row.stream().map(cell -> isNumber(cell) ? "#" : cell).toList();
    }

    private static boolean near(List<String> here, List<String> there) {
        if (here.size() != there.size()) {
            return false;
        }
        for (int c = 0; c < here.size(); c++) {
            if (!near(here.get(c), there.get(c))) {
                return false;
            }
        }
        return true;
    }

    private static boolean near(String here, String there) {
        if (here.equals(there)) {
            return true;
        }
        if (!isNumber(here) || !isNumber(there)) {
            return false;
        }
        double a = new BigDecimal(here).doubleValue();
        double b = new BigDecimal(there).doubleValue();
        return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b));
    }

    private static boolean isNumber(String cell) {
        if (cell.isEmpty() || Character.isLetter(cell.charAt(0))) {
            return false;
        }
        try {
            new BigDecimal(cell);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
