package io.plumbline.compliance.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.compliance.detect.OwnDetectors;
import io.plumbline.engine.document.ReadWorkspace;
import io.plumbline.engine.document.WorkspaceFiles;
import io.plumbline.engine.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaxonomyTest {
    @TempDir Path folder;

    private ReadWorkspace read(String classification) throws IOException {
        Files.writeString(folder.resolve("workspace.yaml"), "name: x\n");
        Files.writeString(folder.resolve("classification.yaml"), classification);
        return WorkspaceFiles.read(folder);
    }

    private List<String> problems(String classification) throws IOException {
        ReadWorkspace read = read(classification);
        List<Problem> all = new ArrayList<>(read.problems());
        TaxonomyReading.Read taxonomy = TaxonomyReading.of(read.classification());
        all.addAll(taxonomy.problems());
        all.addAll(OwnDetectors.of(read.classification(), taxonomy.taxonomy()).problems());
        return all.stream().map(p -> p.place() + " " + p.message()).toList();
    }

    @Test
    void knowsTheWordsOfFideslang() {
        Taxonomy taxonomy = Taxonomy.builtIn();
        assertThat(taxonomy.categories().all()).hasSize(85).containsKey("user.contact.email");
        assertThat(taxonomy.uses().all()).hasSize(54).containsKey("train_ai_system");
        assertThat(taxonomy.subjects().all()).hasSize(15).containsKey("customer");
        assertThat(taxonomy.categories().all().keySet())
                .allSatisfy(key ->
                        assertThat(Terms.parent(key).map(taxonomy.categories()::has).orElse(true))
                                .isTrue());
        assertThat(taxonomy.categories().has(Taxonomy.NOT_PERSONAL)).isTrue();
    }

    @Test
    void knowsWhatBelongsToWhat() {
        assertThat(Terms.isWithin("user.contact.email", "user.contact")).isTrue();
        assertThat(Terms.isWithin("user.contacts", "user.contact")).isFalse();
        assertThat(Taxonomy.isPersonal("system.operations")).isFalse();
        Taxonomy taxonomy = Taxonomy.builtIn();
        assertThat(taxonomy.countries("eu")).hasSize(27).contains("DE").doesNotContain("GB", "CH");
        assertThat(taxonomy.countries("eea")).hasSize(30).contains("NO", "DE");
        assertThat(taxonomy.isWithin("eu", "eea")).isTrue();
        assertThat(taxonomy.isWithin("eea", "eu")).isFalse();
    }

    @Test
    void takesWhatAWorkspaceAdds() throws IOException {
        String text =
                """
                version: 1
                categories:
                  user.account.loyalty: {name: Loyalty programme}
                  user.account.loyalty.tier:
                uses:
                  essential.fraud_detection.cards: {description: Card fraud}
                  underwriting: {}
                subjects:
                  policy_holder: {name: Policy holder}
                regions:
                  dach: {countries: [DE, AT, CH]}
                  dach-hosted: {within: dach}
                entities:
                  acme-ag: {name: Acme AG, region: dach}
                """;
        assertThat(problems(text)).isEmpty();
        Taxonomy taxonomy = Taxonomy.of(read(text).classification());
        assertThat(taxonomy.categories().find("user.account.loyalty").orElseThrow().name())
                .isEqualTo("Loyalty programme");
        assertThat(taxonomy.categories().has("user.account.loyalty.tier")).isTrue();
        assertThat(taxonomy.uses().has("underwriting")).isTrue();
        assertThat(taxonomy.countries("dach")).containsExactly("AT", "CH", "DE");
        assertThat(taxonomy.isWithin("dach-hosted", "dach")).isTrue();
        assertThat(taxonomy.entities().get("acme-ag").region()).isEqualTo("dach");
    }

    @Test
    void tellsWhatDoesNotFitWithItsPlace() throws IOException {
        assertThat(
                        problems(
                                """
                                categories:
                                  user.contact.email: {name: again}
                                  user.contct.pager: {}
                                  mine: {}
                                regions:
                                  a: {within: b}
                                  b: {within: a}
                                  c: {countries: [XX], within: nowhere}
                                entities:
                                  acme: {region: europe}
                                """))
                .containsExactlyInAnyOrder(
                        "classification.yaml:4:3 Invalid category: 'mine' (must belong to a known"
                                + " one)",
                        "classification.yaml:2:3 Invalid category: 'user.contact.email' is in the"
                                + " taxonomy already",
                        "classification.yaml:3:3 Unknown category: 'user.contct', which"
                                + " 'user.contct.pager' belongs to",
                        "classification.yaml:8:19 Unknown country: 'XX'",
                        "classification.yaml:6:15 Invalid region: 'a' is within itself",
                        "classification.yaml:7:15 Invalid region: 'b' is within itself",
                        "classification.yaml:8:32 Unknown region: 'nowhere'",
                        "classification.yaml:10:18 Unknown region: 'europe'");
    }

    @Test
    void tellsWhatIsNoClassificationAtAll() throws IOException {
        assertThat(problems("categories: [a]\nclasses: {}\n"))
                .containsExactly(
                        "classification.yaml:1:13 Invalid 'categories': a list (must be a map)",
                        "classification.yaml:2:1 Unknown key: 'classes'");
        assertThat(problems("categories:\n  User.Name: {}\n").getFirst())
                .contains("must be words of small letters");
        assertThat(problems("version: 2\n").getFirst()).contains("this program reads version 1");
    }

    @Test
    void refusesBadDetectorsAndSaysWhy() throws IOException {
        assertThat(
                        problems(
                                """
                                detectors:
                                  - {name: LOYALTY, class: user.account, pattern: "LC-[0-9]{8}"}
                                  - {name: LOOKS_BACK, class: user.account, pattern: "(a)\\\\1"}
                                  - {name: LOOKS_AHEAD, class: user.account, pattern: "(?=a)b"}
                                  - {name: OPEN, class: user.account, pattern: "(a"}
                                  - {name: NOTHING, class: user.account, pattern: "a*"}
                                  - {name: HUGE, class: user.account, pattern: "((a{100}){100}){100}"}
                                  - {name: LOST, class: user.acount, names: [x y]}
                                  - {name: IBAN_CODE, class: user.account, names: [iban]}
                                  - {name: LOYALTY, class: user.account, names: [again]}
                                """))
                .containsExactly(
                        "classification.yaml:10:6 Invalid detector: 'LOYALTY' is given twice",
                        "classification.yaml:3:54 Invalid pattern: invalid escape sequence",
                        "classification.yaml:4:55 Invalid pattern: invalid or unsupported Perl"
                                + " syntax",
                        "classification.yaml:5:48 Invalid pattern: missing closing )",
                        "classification.yaml:6:51 Invalid pattern: it matches an empty value",
                        "classification.yaml:7:48 Invalid pattern: it becomes too large",
                        "classification.yaml:8:25 Unknown class: 'user.acount'",
                        "classification.yaml:9:6 Invalid detector: 'IBAN_CODE' is one of the"
                                + " program");
        assertThat(problems("detectors:\n  - {name: EMPTY, class: user.account}\n")).hasSize(1);
    }
}
