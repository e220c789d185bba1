package io.plumbline.engine.step;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Pipelines that use each step type as its users do; the step to look at has the id `s`.
public final class StepSamples {
    private static final String READ =
            """
            steps:
              - {id: o, type: read, dataset: orders}
              - {id: c, type: read, dataset: customers}
              - {id: r, type: read, dataset: returns}
            """;

    private StepSamples() {}

    /// Returns the samples by step type, sorted.
    public static Map<String, List<String>> all() {
        Map<String, List<String>> samples = new TreeMap<>();
        samples.put(
                "aggregate",
                List.of(
                        step(
                                "type: aggregate, input: o, group_by: [customer_id, status],"
                                        + " aggregates: {n: COUNT(*), total: SUM(amount + tax),"
                                        + " paid: SUM(amount) FILTER (WHERE status = 'paid')}"),
                        step(
                                "type: aggregate, input: o,"
                                        + " aggregates: {mean: SUM(amount) / COUNT(id)}"),
                        step("type: aggregate, input: o, group_by: [status]")));
        samples.put(
                "as_of_join",
                List.of(
                        READ
                                + """
                                  - {id: p, type: select, input: o, columns: [customer_id, placed_at, tax]}
                                  - id: s
                                    type: as_of_join
                                    inputs: {left: o, right: p}
                                    on: [customer_id]
                                    left_time: placed_at
                                    right_time: placed_at
                                    strict: true
                                    tolerance: 7d
                                    tie_breaker: [tax desc]
                                    suffix: _before
                                """,
                        step(
                                "type: as_of_join, inputs: [o, o2], left_time: placed_at,"
                                        + " right_time: at, direction: forward, kind: inner",
                                "{id: o2, type: sql, inputs: [o], query: 'SELECT placed_at AS at,"
                                        + " status AS next_status FROM o'}"),
                        step(
                                "type: as_of_join, inputs: [o, o2], on: {id: number},"
                                        + " left_time: placed_at, right_time: at, kind: inner,"
                                        + " tolerance: 1d 12h",
                                "{id: o2, type: sql, inputs: [o], query: 'SELECT id AS number,"
                                        + " CAST(placed_at AS DATE) AS at FROM o'}")));
        samples.put(
                "check",
                List.of(
                        READ
                                + """
                                  - id: s
                                    type: check
                                    input: o
                                    keys: [id]
                                    checks:
                                      - {type: not_null, columns: [customer_id, status]}
                                      - {type: unique, columns: [id], severity: high}
                                      - {type: range, columns: [amount], min: 0, on_failure: quarantine}
                                      - type: accepted_values
                                        columns: [status]
                                        values: [open, paid]
                                        on_failure: warn
                                      - {type: expression, expression: tax <= amount, on_failure: quarantine, name: tax_below_amount}
                                """));
        samples.put(
                "dedupe",
                List.of(
                        step(
                                "type: dedupe, input: c, 'on': [email, name],"
                                        + " order_by: [id desc], match: text"),
                        step(
                                "type: dedupe, input: c, 'on': email, order_by: id,"
                                        + " survivor: values, null_keys: equal")));
        samples.put(
                "derive",
                List.of(
                        step(
                                "type: derive, input: o, columns: {gross: amount + tax,"
                                        + " status: UPPER(status), one: 1,"
                                        + " kind: \"CASE WHEN amount > 100 THEN 'big' ELSE status END\"}"),
                        step(
                                "type: derive, input: o, columns: {nth: ROW_NUMBER() OVER"
                                        + " (PARTITION BY customer_id ORDER BY placed_at)}")));
        samples.put(
                "distinct",
                List.of(
                        step("type: distinct, input: c"),
                        step(
                                "type: distinct, input: o, 'on': [customer_id],"
                                        + " order_by: [placed_at desc, id]")));
        samples.put("drop", List.of(step("type: drop, input: c, columns: [email, NAME]")));
        samples.put("except", List.of(twoAlike("except, kind: all")));
        samples.put(
                "external",
                List.of(
                        step(
                                "type: external, input: o, command: [python3, score.py, 0.5],"
                                        + " files: [score.py], rows: one_to_one, timeout: 1m 30s,"
                                        + " columns: {id: BIGINT, score: 'DECIMAL(5,2)', model:"
                                        + " VARCHAR(20)}, flow: {id: [id], SCORE: [amount, Tax],"
                                        + " model: []}"),
                        step(
                                "type: external, input: c, command: [/usr/bin/sort],"
                                        + " columns: {name: VARCHAR}, flow: {name: [name]}")));
        samples.put(
                "fill",
                List.of(
                        step(
                                "type: fill, input: o, columns: [amount, tax], limit: 3,"
                                        + " partition_by: customer_id, order_by: placed_at"),
                        step(
                                "type: fill, input: o, columns: tax, method: next,"
                                        + " order_by: [placed_at desc]"),
                        step("type: fill, input: o, columns: status, method: value, value: open"),
                        step(
                                "type: fill, input: o, columns: amount, method: average,"
                                        + " partition_by: [status]")));
        samples.put(
                "filter",
                List.of(
                        step(
                                "type: filter, input: o, condition: amount > 100 AND status <> 'test'"),
                        parameters(
                                "type: filter, input: o, condition: 'placed_at >= :since'",
                                "since: {type: DATE, default: '2024-01-31'}")));
        samples.put(
                "input",
                List.of(
                        """
                        steps:
                          - {id: s, type: input, columns: {id: BIGINT, name: VARCHAR(20)}}
                        """));
        samples.put("intersect", List.of(twoAlike("intersect")));
        samples.put(
                "join",
                List.of(
                        step(
                                "type: join, inputs: {left: o, right: c},"
                                        + " 'on': left.customer_id = right.id, suffix: _customer"),
                        step("type: join, inputs: [o, r], kind: full, 'on': [id], suffix: _back"),
                        step(
                                "type: join, inputs: [o, r], kind: right, 'on': [id, customer_id],"
                                        + " suffix: _back"),
                        step(
                                "type: join, inputs: [o, c], kind: left, suffix: _customer,"
                                        + " 'on': left.customer_id = right.id AND right.country = 'CH'"),
                        step("type: join, inputs: [o, c], kind: cross, suffix: _customer"),
                        step(
                                "type: join, inputs: [c, o], kind: semi,"
                                        + " 'on': left.id = right.customer_id AND right.tax > 0"),
                        step("type: join, inputs: [o, r], kind: anti, 'on': [id]")));
        samples.put("limit", List.of(step("type: limit, input: o, limit: 10, offset: 5")));
        samples.put(
                "lookup",
                List.of(
                        step(
                                "type: lookup, inputs: {in: o, reference: c},"
                                        + " 'on': {customer_id: id}, columns: {name: customer,"
                                        + " country: country}"),
                        step(
                                "type: lookup, inputs: [r, o], 'on': [customer_id, id],"
                                        + " columns: [status], on_missing: reject"),
                        step(
                                "type: lookup, inputs: [r, o], 'on': [customer_id],"
                                        + " columns: [status, tax], on_many: first,"
                                        + " order_by: [placed_at desc]")));
        samples.put("output", List.of(step("type: output, input: c")));
        samples.put(
                "pipeline",
                List.of(
                        step("type: pipeline, pipeline: large, input: o, params: {least: 100}"),
                        step("type: pipeline, pipeline: parts, inputs: {left: o, right: r}")));
        samples.put(
                "pivot",
                List.of(
                        step(
                                "type: pivot, input: o, group_by: [customer_id], column: status,"
                                        + " values: [open, paid], aggregates: {n: COUNT(*), total:"
                                        + " SUM(amount + tax)}"),
                        step(
                                "type: pivot, input: o, column: customer_id, values: {one: 1, two:"
                                        + " 2}, aggregates: {share: SUM(amount) FILTER (WHERE tax >"
                                        + " 1) / COUNT(id)}, unlisted: other"),
                        step(
                                "type: pivot, input: o, group_by: [customer_id, id],"
                                        + " column: STATUS, values: [open],"
                                        + " aggregates: {middle: MEDIAN(amount)}, unlisted:"
                                        + " reject")));
        samples.put(
                "read",
                List.of(
                        step("type: read, dataset: orders"),
                        step("type: read, dataset: orders, columns: [amount, ID]")));
        samples.put(
                "rename",
                List.of(step("type: rename, input: c, columns: {id: customer_id, name: NAME}")));
        samples.put(
                "sample",
                List.of(
                        step("type: sample, input: o, fraction: 0.25, keys: customer_id, seed: 7"),
                        step("type: sample, input: o, rows: 2, by: [status]")));
        samples.put(
                "scd2",
                List.of(
                        step(
                                "type: scd2, inputs: {changes: o}, keys: [id], effective: placed_at,"
                                        + " tracked: [status]"),
                        READ
                                + """
                                  - id: h
                                    type: sql
                                    inputs: {o: o}
                                    query: SELECT id, status, placed_at AS since, placed_at AS until FROM o
                                  - {id: n, type: select, input: o, columns: [id, status, placed_at]}
                                  - id: s
                                    type: scd2
                                    inputs: {current: h, changes: n}
                                    keys: [id]
                                    effective: placed_at
                                    missing: close
                                    valid_from: since
                                    valid_to: until
                                """));
        samples.put("select", List.of(step("type: select, input: c, columns: [name, id]")));
        samples.put(
                "sort",
                List.of(
                        step("type: sort, input: o, by: [amount desc nulls first, id]"),
                        step("type: sort, input: o, by: placed_at, limit: 3")));
        samples.put(
                "sql",
                List.of(
                        READ
                                + """
                                  - id: s
                                    type: sql
                                    inputs: {orders: o, customers: c}
                                    query: |
                                      SELECT c.name, SUM(o.amount) AS total
                                      FROM orders o JOIN customers c ON c.id = o.customer_id
                                      WHERE EXISTS (SELECT 1 FROM orders x WHERE x.tax > o.tax)
                                      GROUP BY c.name
                                """,
                        step(
                                "type: sql, inputs: [o, r],"
                                        + " query: SELECT o.id FROM o WHERE o.id NOT IN (SELECT r.id FROM r)")));
        samples.put(
                "standardise",
                List.of(
                        step(
                                "type: standardise, input: c, columns: {email: email},"
                                        + " on_invalid: reject"),
                        step(
                                "type: standardise, input: o, columns: {amount: {standard: unit,"
                                        + " unit: status, to: KG}, placed_at: {standard: timezone,"
                                        + " zone: Europe/Zurich}}"),
                        step(
                                "type: standardise, input: c, columns: {name: {standard: phone,"
                                        + " region_column: country}}"),
                        step(
                                "type: standardise, input: o, columns: {amount: {standard: unit,"
                                        + " from: c, to: f}}, on_invalid: keep")));
        samples.put(
                "union",
                List.of(
                        READ
                                + """
                                  - {id: a, type: select, input: o, columns: [id, amount]}
                                  - {id: b, type: select, input: r, columns: [id, amount]}
                                  - {id: s, type: union, inputs: [a, b]}
                                """,
                        READ
                                + """
                                  - {id: a, type: derive, input: c, columns: {n: 1}}
                                  - {id: b, type: derive, input: c, columns: {n: 1.5}}
                                  - {id: s, type: union, inputs: [a, b], kind: distinct}
                                """));
        samples.put(
                "unnest",
                List.of(
                        step(
                                "type: unnest, input: c, column: name, separator: '; ', position:"
                                        + " nth"),
                        step(
                                "type: unnest, input: c, column: email, format: json, into: address,"
                                        + " empty: keep")));
        samples.put(
                "unpivot",
                List.of(
                        step(
                                "type: unpivot, input: o, columns: [amount, tax], name_to: kind,"
                                        + " value_to: money"),
                        step(
                                "type: unpivot, input: c, columns: [email, country, NAME],"
                                        + " nulls: drop"),
                        step("type: unpivot, input: r, columns: [id, amount, customer_id]")));
        samples.put(
                "window",
                List.of(
                        step(
                                "type: window, input: o, partition_by: customer_id, order_by:"
                                        + " [placed_at, id], columns: {nth: ROW_NUMBER(), change:"
                                        + " amount - LAG(amount), all: SUM(amount) OVER ()}"),
                        step(
                                "type: window, input: o, order_by: id, frame: ROWS BETWEEN 2"
                                        + " PRECEDING AND CURRENT ROW, columns: {amount: AVG(amount)"
                                        + " FILTER (WHERE status = 'paid')}")));
        samples.put(
                "write",
                List.of(
                        step("type: write, input: o, dataset: fresh, mode: append"),
                        READ
                                + """
                                  - {id: j, type: join, inputs: [o, c], suffix: _customer, on: left.customer_id = right.id}
                                  - {id: a, type: aggregate, input: j, group_by: [country], aggregates: {Total: SUM(amount)}}
                                  - {id: s, type: write, input: a, dataset: report}
                                """));
        return samples;
    }

    private static String twoAlike(String type) {
        return READ
                + """
                  - {id: a, type: select, input: o, columns: [id, amount]}
                  - {id: b, type: select, input: r, columns: [id, amount]}
                  - {id: s, type: %s, inputs: [a, b]}
                """
                        .formatted(type);
    }

    private static String step(String fields) {
        return READ + "  - {id: s, " + fields + "}\n";
    }

    /// As above, with a step before it.
    private static String step(String fields, String before) {
        return READ + "  - " + before + "\n  - {id: s, " + fields + "}\n";
    }

    private static String parameters(String fields, String parameters) {
        return "parameters: {" + parameters + "}\n" + step(fields);
    }
}
