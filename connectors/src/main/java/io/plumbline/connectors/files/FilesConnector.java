package io.plumbline.connectors.files;

import io.plumbline.connectors.support.ConnectionSettings;
import io.plumbline.engine.model.Connection;
import io.plumbline.engine.spi.Capability;
import io.plumbline.engine.spi.Connector;
import io.plumbline.engine.spi.Secrets;
import io.plumbline.engine.spi.Setting;
import io.plumbline.engine.spi.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// A folder of files. A table is a file's path below it, or a pattern such as `2024/*.csv`.
public final class FilesConnector implements Connector {
    @Override
    public String kind() {
        return "files";
    }

    @Override
    public String summary() {
        return "A folder of CSV, JSON and Parquet files, also packed by gzip or zstd";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("path", "the folder, from the workspace's folder on", true, false),
                new Setting(
                        "delimiter",
                        "between the fields of a CSV file; , or for .tsv a tab",
                        false,
                        false),
                new Setting(
                        "quote",
                        "around fields of a CSV file that hold the delimiter",
                        false,
                        false),
                new Setting(
                        "header",
                        "whether a CSV file begins with the names: true or false",
                        false,
                        false),
                new Setting(
                        "null",
                        "a text in CSV files that means null, beside the empty field",
                        false,
                        false),
                new Setting(
                        "spreadsheet_safe",
                        "whether CSV files are written so that no text is a formula: true or false",
                        false,
                        false));
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.DISCOVER, Capability.READ, Capability.WRITE);
    }

    @Override
    public Source open(Connection connection, Secrets secrets, Path root) {
        ConnectionSettings settings = new ConnectionSettings(connection, settings());
        Path folder = root.resolve(settings.text("path").orElse(".")).normalize();
        return new FilesSource(folder, CsvOptions.of(connection.settings()));
    }
}
