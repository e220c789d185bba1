package io.plumbline.engine.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.Dataset;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The published examples of the Open Data Contract Standard, in the folder `odcs-examples`.
class OdcsExamplesTest {

    static List<Path> examples() throws IOException, URISyntaxException {
        Path folder = Path.of(OdcsExamplesTest.class.getResource("odcs-examples").toURI());
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(f -> f.toString().endsWith(".odcs.yaml")).sorted().toList();
        }
    }

    @Test
    void areEighteenOfThreeVersions() throws IOException, URISyntaxException {
        TreeMap<String, Integer> versions = new TreeMap<>();
        for (Path file : examples()) {
            versions.merge(contract(file).text("apiVersion"), 1, Integer::sum);
        }
        assertThat(versions).isEqualTo(Map.of("v3.0.0", 1, "v3.0.2", 12, "v3.1.0", 5));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void areAcceptedAndNameATable(Path file) throws IOException {
        FileProblems problems = new FileProblems(file.getFileName().toString());
        Element.Mapping root = contract(file);
        Dataset dataset =
                DatasetDocument.read(
                        "example", root, Format.DATASET.check(root, problems), problems);

        assertThat(problems.sorted().stream().filter(Problem::isError)).isEmpty();
        assertThat(dataset.table()).isNotBlank();
    }

    private static Element.Mapping contract(Path file) throws IOException {
        return (Element.Mapping) YamlReader.read(Files.readString(file), file.toString());
    }
}
