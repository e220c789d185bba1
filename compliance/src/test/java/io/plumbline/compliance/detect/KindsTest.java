package io.plumbline.compliance.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.compliance.taxonomy.Taxonomy;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KindsTest {
    @Test
    void everyKindHasACategoryThatIsKnown() {
        Set<String> notPersonal = Set.of("UUID", "EAN", "ISBN", "ISIN", "LEI", "CUSIP");
        for (Kind kind : Kinds.builtIn()) {
            if (notPersonal.contains(kind.name())) {
                assertThat(kind.dataClass()).isNull();
            } else {
                String key = Objects.requireNonNull(kind.dataClass());
                assertThat(Taxonomy.builtIn().categories().has(key)).as(key).isTrue();
                assertThat(Taxonomy.isPersonal(key)).as(kind.name()).isTrue();
            }
        }
        assertThat(Kinds.builtIn()).extracting(Kind::name).doesNotHaveDuplicates();
        assertThat(Kinds.builtIn()).hasSizeGreaterThan(80);
    }

    @Test
    void everyTestBelongsToAKind() {
        List<String> names = Kinds.builtIn().stream().map(Kind::name).toList();
        assertThat(names).containsAll(ValueTests.byKind().keySet());
    }

    @Test
    void theEighteenIdentifiersOfSafeHarborAreAllReached() {
        assertThat(reached("hipaa:"))
                .containsExactly(
                        "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O",
                        "P", "Q", "R");
    }

    @Test
    void everyClassOfCardDataAndTheSpecialCategoriesAreReached() {
        assertThat(reached("pci:")).containsExactly("CHD", "PAN", "SAD");
        assertThat(reached("gdpr:")).containsExactly("art10", "art9");
    }

    private static Set<String> reached(String regime) {
        Set<String> reached = new TreeSet<>();
        Kinds.builtIn().stream()
                .flatMap(k -> k.regimes().stream())
                .filter(r -> r.startsWith(regime))
                .forEach(r -> reached.add(r.substring(regime.length())));
        return reached;
    }
}
