package io.plumbline.connectors.files;

import io.plumbline.engine.spi.Connector;
import io.plumbline.engine.spi.ConnectorContractTest;
import io.plumbline.engine.spi.Source;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(strings = {"csv", "jsonl", "parquet"})
class FilesContractTest extends ConnectorContractTest {
    @Parameter private String ending;

    @BeforeEach
    void fill() throws Exception {
        try (Source source = open()) {
            put(source, people(), selectPeople());
        }
    }

    @Override
    protected Connector connector() {
        return new FilesConnector();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("path", ".");
    }

    @Override
    protected String people() {
        return "people." + ending;
    }

    @Override
    protected String fresh(String name) {
        return name + "." + ending;
    }
}
