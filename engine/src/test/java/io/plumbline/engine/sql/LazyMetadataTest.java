package io.plumbline.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.junit.jupiter.api.Test;

class LazyMetadataTest {
    /// What Calcite answers by its own other methods.
    private static final Set<String> DERIVED =
            Set.of(
                    "isEmpty",
                    "getColumnOrigin",
                    "getTableOrigin",
                    "areRowsUnique",
                    "getAverageColumnSizesNotNull");

    @Test
    void passesOnEveryQuestionOfCalcite() {
        Set<String> missing = new TreeSet<>();
        for (Method method : RelMetadataQuery.class.getDeclaredMethods()) {
            boolean asked =
                    Modifier.isPublic(method.getModifiers())
                            && !Modifier.isStatic(method.getModifiers())
                            && !method.isSynthetic();
            if (asked && !DERIVED.contains(method.getName()) && !isOverridden(method)) {
                boolean shorthand =
                        Set.of("getUniqueKeys", "areColumnsUnique").contains(method.getName())
                                && method.getParameterTypes()[method.getParameterCount() - 1]
                                        != boolean.class;
                if (!shorthand) {
                    missing.add(method.toString());
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static boolean isOverridden(Method method) {
        try {
            LazyMetadata.class.getDeclaredMethod(method.getName(), method.getParameterTypes());
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    @Test
    void answersAsCalciteDoes() {
        RelNode plan =
                new SqlCompiler(Catalog.named(java.util.Map.of()))
                        .query("SELECT * FROM (VALUES (1), (2)) AS t (a) LIMIT 1");
        LazyMetadata metadata = new LazyMetadata();
        assertThat(metadata.getMaxRowCount(plan)).isEqualTo(1.0);
        assertThat(metadata.getMinRowCount(plan)).isEqualTo(1.0);
        assertThat(new LazyMetadata().clearCache(plan)).isFalse();
    }
}
