package io.plumbline.workbench.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final String PRODUCT = "io.plumbline";
    private static final String VIOLATIONS = "io.plumbline.violation";

    private static final JavaClasses PRODUCT_CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages(PRODUCT);
    private static final JavaClasses VIOLATING_CLASSES =
            new ClassFileImporter().importPackages(VIOLATIONS);

    static List<ArchRule> rulesOfTheProduct() {
        return new ArchitectureRules(PRODUCT).all();
    }

    static List<ArchRule> rulesOfTheViolations() {
        return new ArchitectureRules(VIOLATIONS).all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rulesOfTheProduct")
    void everyClassKeepsTheRule(ArchRule rule) {
        rule.check(PRODUCT_CLASSES);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rulesOfTheViolations")
    void everyRuleFailsOnItsDeliberateViolation(ArchRule rule) {
        assertThatThrownBy(() -> rule.check(VIOLATING_CLASSES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Architecture Violation")
                .hasMessageContaining(VIOLATIONS);
    }

    @Test
    void everyPackageHasItsPlaceInTheOrder() {
        List<String> known = new ArchitectureRules(PRODUCT).knownPackages();
        List<String> homeless =
                PRODUCT_CLASSES.stream()
                        .map(JavaClass::getPackageName)
                        .distinct()
                        .filter(name -> known.stream().noneMatch(k -> isInside(name, k)))
                        .sorted()
                        .toList();
        assertThat(homeless).isEmpty();
    }

    @Test
    void theClassesOfEveryRoomAreSeen() {
        assertThat(PRODUCT_CLASSES.stream().map(JavaClass::getPackageName).distinct())
                .anyMatch(name -> isInside(name, "io.plumbline.engine.sql"))
                .anyMatch(name -> isInside(name, "io.plumbline.connectors.files"))
                .anyMatch(name -> isInside(name, "io.plumbline.compliance.audit"))
                .anyMatch(name -> isInside(name, "io.plumbline.testdata.sample"));
        assertThat(PRODUCT_CLASSES.contain("io.plumbline.violation.engine.error.Breach")).isFalse();
    }

    private static boolean isInside(String name, String parent) {
        return name.equals(parent) || name.startsWith(parent + ".");
    }
}
