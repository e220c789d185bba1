package io.plumbline.workbench.service.design;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.PipelineParameter;
import io.plumbline.engine.model.Schema;
import io.plumbline.workbench.service.Surroundings;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpressionTrialTest {
    private static final ExpressionTrial TRIAL = new ExpressionTrial(Surroundings.ofThisMachine());
    private static final ExpressionTrial.Sample SAMPLE =
            new ExpressionTrial.Sample(
                    Schema.of(
                            Field.of("amount", DataType.decimal(10, 2)),
                            Field.of("code", DataType.VARCHAR),
                            Field.of("day", DataType.DATE)),
                    List.of(
                            Arrays.asList(new BigDecimal("10.50"), "7", LocalDate.of(2024, 1, 31)),
                            Arrays.asList(null, "it's", null)));

    @Test
    void tellsTheValueOfEachRowAndItsType() {
        ExpressionTrial.Shown shown = TRIAL.of(SAMPLE, "amount * 2", List.of());
        assertThat(shown.results())
                .extracting(ExpressionTrial.Result::text)
                .containsExactly("21.00", "null");
        assertThat(shown.type()).asString().startsWith("DECIMAL");
        assertThat(TRIAL.of(SAMPLE, "UPPER(code)", List.of()).results().get(1).text())
                .isEqualTo("IT'S");
    }

    @Test
    void aRowOnWhichItFailsSaysWhyAndTheOthersHaveTheirValues() {
        ExpressionTrial.Shown shown = TRIAL.of(SAMPLE, "CAST(code AS INTEGER)", List.of());
        assertThat(shown.type()).isEqualTo(DataType.INTEGER);
        assertThat(shown.results().getFirst()).isEqualTo(new ExpressionTrial.Result("7", false));
        assertThat(shown.results().get(1).failed()).isTrue();
        assertThat(shown.results().get(1).text()).isNotBlank();
    }

    @Test
    void aWrongExpressionSaysSoOnce() {
        ExpressionTrial.Shown shown = TRIAL.of(SAMPLE, "amuont + 1", List.of());
        assertThat(shown.type()).isNull();
        assertThat(shown.results()).singleElement().matches(ExpressionTrial.Result::failed);
        assertThat(shown.results().getFirst().text()).contains("amuont");
    }

    @Test
    void parametersHaveTheirDefaults() {
        ExpressionTrial.Shown shown =
                TRIAL.of(
                        SAMPLE,
                        "day < :until AND code <> ':until'",
                        List.of(new PipelineParameter("until", DataType.DATE, "2024-02-01")));
        assertThat(shown.results().getFirst().text()).isEqualTo("true");
    }
}
