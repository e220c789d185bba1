package io.plumbline.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.sql.target.Targets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// An aggregation that a plan holds twice is written once, where that changes nothing.
final class SharedPlansTest {
    private static final String TWICE =
            "WITH s AS (SELECT k, SUM(v) AS total FROM t GROUP BY k)"
                    + " SELECT k FROM s WHERE total = (SELECT MAX(total) FROM s)";

    private static final Schema COLUMNS =
            new Schema(List.of(Field.of("k", DataType.BIGINT), Field.of("v", DataType.BIGINT)));

    private static String text(String target, String sql) {
        Catalog catalog =
                new Catalog() {
                    @Override
                    public Optional<Relation> find(List<String> path) {
                        return Optional.of(new Relation(path, COLUMNS));
                    }

                    @Override
                    public Collection<List<String>> paths() {
                        return List.of(List.of("t"));
                    }
                };
        return Targets.of(target).unparse(new SqlCompiler(catalog).query(sql), List::getLast);
    }

    private static int groupings(String text) {
        return text.split("GROUP BY", -1).length - 1;
    }

    @Test
    void writesWhatIsUsedTwiceOnce() {
        String text = text("duckdb", TWICE);
        assertThat(text).startsWith("WITH \"shared 1\" AS (SELECT ");
        assertThat(groupings(text)).isEqualTo(1);
    }

    @Test
    void sharesOneWithinAnother() {
        String text =
                text(
                        "duckdb",
                        "WITH a AS (SELECT k, SUM(v) AS v FROM t GROUP BY k),"
                                + " b AS (SELECT v, COUNT(*) AS n FROM a GROUP BY v)"
                                + " SELECT x.v, y.n FROM b AS x JOIN b AS y ON x.v = y.n");
        assertThat(groupings(text)).isEqualTo(2);
    }

    @Test
    void writesTwiceWhatDependsOnTheRowOutside() {
        String sql =
                "SELECT k, (SELECT MAX(s) FROM (SELECT SUM(i.v) AS s FROM t AS i WHERE i.k = o.k"
                        + " GROUP BY i.v)) AS a, (SELECT MAX(s) FROM (SELECT SUM(i.v) AS s FROM t"
                        + " AS i WHERE i.k = o.k GROUP BY i.v)) AS b FROM t AS o";
        assertThat(text("duckdb", sql)).doesNotContain("shared");
    }

    @Test
    void leavesOtherTargetsAsTheyAre() {
        assertThat(groupings(text("postgres", TWICE))).isEqualTo(2);
    }
}
