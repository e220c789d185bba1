package io.plumbline.workbench.benchmark;

/// The text of a large pipeline over one dataset of orders: chains of ten different steps, each fed
/// by the one before it.
final class BigPipeline {
    private static final int CHAIN = 10;

    private BigPipeline() {}

    /// Returns the text.
    ///
    /// @param condition of a filter in the middle
    /// @param column a column made in the first chain, which all later steps see
    static String text(int steps, String condition, String column) {
        StringBuilder yaml = new StringBuilder("version: 1\nsteps:\n");
        for (int i = 0; i < steps; i++) {
            boolean middle = i / CHAIN == steps / CHAIN / 2;
            String step = step(i, middle ? condition : "qty > 0", i < CHAIN ? column : "a");
            yaml.append("  - {id: s").append(i).append(", ").append(step).append("}\n");
        }
        return yaml.toString();
    }

    private static String step(int i, String condition, String column) {
        String previous = "input: s" + (i - 1);
        int chain = i / CHAIN;
        return switch (i % CHAIN) {
            case 0 -> "type: read, dataset: orders";
            case 1 ->
                    "type: filter, "
                            + previous
                            + ", condition: \""
                            + condition
                            + " AND state <> 'void'\"";
            case 2 ->
                    "type: derive, "
                            + previous
                            + ", columns: {net: amount * (1 - discount), "
                            + column
                            + ": \"CASE WHEN qty > 10 THEN 'big' ELSE UPPER(state) END\"}";
            case 3 ->
                    "type: filter, "
                            + previous
                            + ", condition: \"day >= DATE '2024-01-01' AND net > 5\"";
            case 4 ->
                    chain == 0
                            ? "type: sort, " + previous + ", by: [day]"
                            : "type: join, inputs: {left: s"
                                    + (i - 1)
                                    + ", right: s"
                                    + (i - 6)
                                    + "}, 'on': [customer], suffix: _before";
            case 5 ->
                    "type: sql, inputs: [s"
                            + (i - 1)
                            + "], query: \"SELECT customer, day, net, qty, COALESCE(state, '-') AS state FROM s"
                            + (i - 1)
                            + " WHERE net BETWEEN 1 AND 900\"";
            case 6 ->
                    "type: aggregate, "
                            + previous
                            + ", group_by: [customer], aggregates: {net: SUM(net), n: COUNT(*), latest: MAX(day)}";
            case 7 -> "type: derive, " + previous + ", columns: {mean: net / n}";
            case 8 -> "type: sort, " + previous + ", by: [net desc]";
            default -> "type: select, " + previous + ", columns: [customer, net, n, mean]";
        };
    }
}
