package io.plumbline.compliance.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.compliance.taxonomy.Protection.Aggregated;
import io.plumbline.compliance.taxonomy.Protection.DifferentiallyPrivate;
import io.plumbline.compliance.taxonomy.Protection.Generalised;
import io.plumbline.compliance.taxonomy.Protection.Level;
import io.plumbline.compliance.taxonomy.Protection.Part;
import io.plumbline.compliance.taxonomy.Protection.Partial;
import io.plumbline.compliance.taxonomy.Protection.Plain;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProtectionTest {
    private static final int TRIALS = 20_000;

    private static Protection any(Random r) {
        Level level = Level.values()[r.nextInt(Level.values().length)];
        return switch (level) {
            case PARTIAL -> {
                Set<Part> kept = EnumSet.noneOf(Part.class);
                for (Part part : Part.values()) {
                    if (r.nextBoolean()) {
                        kept.add(part);
                    }
                }
                yield new Partial(kept);
            }
            case GENERALISED -> new Generalised(1 + r.nextInt(4));
            case AGGREGATED -> new Aggregated(1 + r.nextInt(20));
            case DIFFERENTIALLY_PRIVATE ->
                    new DifferentiallyPrivate(0.5 * (1 + r.nextInt(4)), 0.1 * r.nextInt(4));
            default -> new Plain(level);
        };
    }

    @Test
    void isALattice() {
        Random r = new Random(20261123);
        for (int i = 0; i < TRIALS; i++) {
            Protection a = any(r);
            Protection b = any(r);
            Protection c = any(r);
            String shown = i + ": " + a + ", " + b + ", " + c;
            assertThat(a.meet(a)).as(shown).isEqualTo(a);
            assertThat(a.join(a)).as(shown).isEqualTo(a);
            assertThat(a.meet(b)).as(shown).isEqualTo(b.meet(a));
            assertThat(a.join(b)).as(shown).isEqualTo(b.join(a));
            assertThat(a.meet(b.meet(c))).as(shown).isEqualTo(a.meet(b).meet(c));
            assertThat(a.join(b.join(c))).as(shown).isEqualTo(a.join(b).join(c));
            assertThat(a.meet(a.join(b))).as(shown).isEqualTo(a);
            assertThat(a.join(a.meet(b))).as(shown).isEqualTo(a);
        }
    }

    @Test
    void ordersAsMeetAndJoinDo() {
        Random r = new Random(7);
        for (int i = 0; i < TRIALS; i++) {
            Protection a = any(r);
            Protection b = any(r);
            assertThat(a.isAtLeast(a.meet(b))).isTrue();
            assertThat(a.join(b).isAtLeast(a)).isTrue();
            assertThat(a.isAtLeast(b)).isEqualTo(a.join(b).equals(a));
            assertThat(a.isAtLeast(b) && b.isAtLeast(a)).isEqualTo(a.equals(b));
        }
    }

    @Test
    void theUnknownIsTheWeakestAndAConstantTheStrongest() {
        Random r = new Random(3);
        for (int i = 0; i < 1000; i++) {
            Protection a = any(r);
            assertThat(a.meet(Protection.UNKNOWN)).isEqualTo(Protection.UNKNOWN);
            assertThat(a.join(Protection.CONSTANT)).isEqualTo(Protection.CONSTANT);
            assertThat(a.isAtLeast(Protection.UNKNOWN)).isTrue();
        }
        assertThat(Protection.UNKNOWN.isAtLeast(Protection.IDENTITY)).isFalse();
    }

    @Test
    void aHashWithoutAKeyMasksNothing() {
        assertThat(new Plain(Level.UNKEYED_HASH).isMasking()).isFalse();
        assertThat(new Partial(Set.of(Part.END)).isMasking()).isFalse();
        assertThat(new Plain(Level.PSEUDONYM_KEYED).isMasking()).isTrue();
        assertThat(Protection.UNKNOWN.isMasking()).isFalse();
    }

    @Test
    void keepsMoreOrHidesLessMeansWeaker() {
        Protection lastFour = new Partial(Set.of(Part.END));
        Protection bothEnds = new Partial(Set.of(Part.BEGINNING, Part.END));
        assertThat(lastFour.isAtLeast(bothEnds)).isTrue();
        assertThat(bothEnds.isAtLeast(lastFour)).isFalse();
        assertThat(lastFour.meet(new Partial(Set.of(Part.BEGINNING)))).isEqualTo(bothEnds);
        assertThat(new Aggregated(11).isAtLeast(new Aggregated(5))).isTrue();
        assertThat(new Generalised(1).isAtLeast(new Generalised(2))).isFalse();
    }

    @Test
    void refusesWhatIsNoProtection() {
        assertThatThrownBy(() -> new Aggregated(0)).hasMessage("k must be at least 1");
        assertThatThrownBy(() -> new DifferentiallyPrivate(0, 0))
                .hasMessageContaining("epsilon must be above 0");
        assertThatThrownBy(() -> new Plain(Level.AGGREGATED)).hasMessageContaining("says more");
    }
}
