package io.plumbline.connectors.differential;

import java.util.ArrayList;
import java.util.List;

/// An expression as a tree, so that it can be shrunk.
///
/// @param text its SQL; `#0` stands for the first part
record Expression(Kind kind, String text, List<Expression> parts) {

    /// What an expression is a value of.
    enum Kind {
        INTEGER,
        BIGINT,
        DECIMAL,
        DOUBLE,
        TEXT,
        TRUTH,
        DATE,
        TIMESTAMP
    }

    static Expression leaf(Kind kind, String text) {
        return new Expression(kind, text, List.of());
    }

    String sql() {
        String sql = text;
        for (int i = 0; i < parts.size(); i++) {
            sql = sql.replace("#" + i, parts.get(i).sql());
        }
        return sql;
    }

    int size() {
        return 1 + parts.stream().mapToInt(Expression::size).sum();
    }

    /// Returns smaller expressions of the same kind: parts in place of the whole, and the whole
    /// with one smaller part.
    List<Expression> smaller() {
        List<Expression> smaller = new ArrayList<>();
        parts.stream().filter(p -> p.kind() == kind).forEach(smaller::add);
        if (!parts.isEmpty()) {
            smaller.addAll(ExpressionGenerator.simple(kind));
        }
        for (int i = 0; i < parts.size(); i++) {
            for (Expression part : parts.get(i).smaller()) {
                List<Expression> other = new ArrayList<>(parts);
                other.set(i, part);
                smaller.add(new Expression(kind, text, other));
            }
        }
        return smaller;
    }
}
