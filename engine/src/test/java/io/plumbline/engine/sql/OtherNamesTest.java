package io.plumbline.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OtherNamesTest {
    private final SqlCompiler compiler =
            new SqlCompiler(
                    Catalog.named(
                            Map.of(
                                    List.of("t"),
                                    new Relation(
                                            List.of("dataset", "t"),
                                            Schema.of(
                                                    Field.of("a", DataType.BIGINT),
                                                    Field.of("b", DataType.BIGINT),
                                                    Field.of("text", DataType.VARCHAR),
                                                    Field.of("day", DataType.DATE),
                                                    Field.of("at", DataType.TIMESTAMP))))));

    static Stream<Map.Entry<String, String>> all() {
        return OtherNames.all().entrySet().stream().sorted(Map.Entry.comparingByKey());
    }

    @ParameterizedTest
    @MethodSource("all")
    void namesWhatThereIsForWhatThereIsNot(Map.Entry<String, String> other) {
        assertThat(FunctionTable.knows(other.getKey())).isFalse();
        assertThat(
                        compiler.query("SELECT " + other.getValue() + " AS x FROM t")
                                .getRowType()
                                .getFieldNames())
                .containsExactly("x");
    }

    @Test
    void tellsItInTheRefusal() {
        assertThatThrownBy(() -> compiler.query("SELECT len(text) AS x FROM t"))
                .isInstanceOfSatisfying(
                        PlumblineException.class,
                        e ->
                                assertThat(e.problem().remedy())
                                        .isEqualTo("Write it as in CHAR_LENGTH(text)"))
                .hasMessage("Invalid function: 'len' (must be one of the product's functions)");
        assertThat(OtherNames.remedy("frobnicate"))
                .isEqualTo("Use a function of the list in the guide");
        assertThat(OtherNames.remedy("uper")).isEqualTo("Did you mean UPPER?");
    }
}
