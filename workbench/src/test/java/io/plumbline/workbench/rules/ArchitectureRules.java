package io.plumbline.workbench.rules;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The table of who may use whom, as rules over any root package: the product's own, or the one of
/// the deliberate violations.
final class ArchitectureRules {
    private final String root;

    ArchitectureRules(String root) {
        this.root = root;
    }

    List<ArchRule> all() {
        List<ArchRule> rules = new ArrayList<>();
        for (Room room : Room.ALL) {
            rules.add(knowsNoRoomAbove(room));
            for (int i = 0; i + 1 < room.packages().size(); i++) {
                rules.add(knowsNothingRightOf(room, i));
            }
        }
        for (OutsideLibrary library : OutsideLibrary.ALL) {
            rules.add(usedOnlyWhereAllowed(library));
        }
        rules.add(connectorsKnowNoSibling());
        rules.add(onlyTheSampleServiceKnowsTheSample());
        return rules;
    }

    /// The package patterns that hold every class of the product.
    List<String> knownPackages() {
        return Room.ALL.stream()
                .flatMap(room ->
                        room.packages().isEmpty()
                                ? Stream.of(root + "." + room.name())
                                : room.packages().stream()
                                        .map(p -> root + "." + room.name() + "." + p))
                .toList();
    }

    private ArchRule knowsNoRoomAbove(Room room) {
        String[] forbidden =
                room.unknownTo().stream().map(r -> root + "." + r + "..").toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(root + "." + room.name() + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .because(room.name() + " is built and understood without them")
                .allowEmptyShould(true);
    }

    private ArchRule knowsNothingRightOf(Room room, int index) {
        String prefix = root + "." + room.name() + ".";
        String[] right =
                room.packages().stream()
                        .skip(index + 1L)
                        .map(p -> prefix + p + "..")
                        .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(prefix + room.packages().get(index) + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(right)
                .because("the packages of a room are read from left to right")
                .allowEmptyShould(true);
    }

    private ArchRule usedOnlyWhereAllowed(OutsideLibrary library) {
        String[] users =
                library.users().stream().map(u -> root + "." + u + "..").toArray(String[]::new);
        String[] packages = library.packages().stream().map(p -> p + "..").toArray(String[]::new);
        return noClasses()
                .that()
                .resideOutsideOfPackages(users)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .because(library.because());
    }

    private ArchRule connectorsKnowNoSibling() {
        return slices().matching(root + ".connectors.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAPackage(root + ".connectors.support.."))
                .because("a system's package can be read, replaced and removed alone");
    }

    private ArchRule onlyTheSampleServiceKnowsTheSample() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".workbench..")
                .and()
                .resideOutsideOfPackage(root + ".workbench.service.sample..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".testdata..")
                .because("the product runs without its sample")
                .allowEmptyShould(true);
    }
}
