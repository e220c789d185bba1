package io.plumbline.engine.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Reads the examples of the Open Data Contract Standard, which are not part of this project: name
/// their folder with `-Dodcs.examples=DIR`; without it the test is skipped.
@Tag("conformance")
class OdcsExamplesConformanceTest {

    @Test
    void acceptsEveryExampleOfVersion3() throws IOException {
        String folder = System.getProperty("odcs.examples");
        assumeTrue(folder != null, "-Dodcs.examples names no folder");
        List<Path> files;
        try (Stream<Path> walk = Files.walk(Path.of(folder))) {
            files = walk.filter(f -> f.toString().endsWith(".odcs.yaml")).sorted().toList();
        }
        List<String> refused = new ArrayList<>();
        int accepted = 0;
        for (Path file : files) {
            String text = Files.readString(file);
            if (text.contains("apiVersion: v2")) {
                continue;
            }
            FileProblems problems = new FileProblems(file.getFileName().toString());
            var root = (Element.Mapping) YamlReader.read(text, problems.file());
            var texts = Format.DATASET.check(root, problems);
            Dataset dataset = DatasetDocument.read("example", root, texts, problems);
            assertThat(dataset.table()).isNotBlank();
            problems.sorted().stream()
                    .filter(Problem::isError)
                    .forEach(p -> refused.add(p.place() + " " + p.message()));
            accepted++;
        }
        assertThat(refused).isEmpty();
        assertThat(accepted).isGreaterThan(10);
    }
}
