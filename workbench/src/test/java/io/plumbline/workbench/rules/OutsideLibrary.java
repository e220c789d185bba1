package io.plumbline.workbench.rules;

import java.util.List;

/// A library of others, the product's packages that may use it, and why no other may.
record OutsideLibrary(String name, List<String> packages, List<String> users, String because) {

    static final List<OutsideLibrary> ALL =
            List.of(
                    library(
                            "Calcite",
                            List.of("org.apache.calcite"),
                            List.of(
                                    "engine.sql",
                                    "engine.quality",
                                    "engine.step",
                                    "engine.plan",
                                    "engine.flow",
                                    "engine.exec",
                                    "connectors",
                                    "workbench.service"),
                            "the model and the connector interfaces are read by people who know"
                                    + " no planner"),
                    library(
                            "JGraphT",
                            List.of("org.jgrapht"),
                            List.of("engine.model", "engine.plan", "engine.flow"),
                            "a graph is a matter of the model and of what walks it"),
                    library(
                            "DuckDB",
                            List.of("org.duckdb"),
                            List.of("engine.exec", "testdata"),
                            "the local engine is locked down in one place"),
                    library(
                            "Arrow",
                            List.of("org.apache.arrow"),
                            List.of("engine.exec"),
                            "off-heap memory is owned in one place"),
                    library(
                            "H2",
                            List.of("org.h2"),
                            List.of("engine.metadata", "connectors.h2", "testdata"),
                            "user data is never computed by H2"),
                    library(
                            "Flyway",
                            List.of("org.flywaydb"),
                            List.of("engine.metadata"),
                            "only the metadata store has a schema of ours"),
                    library(
                            "JDBI",
                            List.of("org.jdbi"),
                            List.of("engine.metadata"),
                            "only the metadata store is queried by mapped records"),
                    library(
                            "Jackson and YAML",
                            List.of("com.fasterxml", "org.snakeyaml", "com.networknt"),
                            List.of("engine.document"),
                            "untrusted text is parsed where its limits are"),
                    library(
                            "Iceberg",
                            List.of("org.apache.iceberg"),
                            List.of("engine.version"),
                            "the table format can change without the engine noticing"),
                    library(
                            "picocli",
                            List.of("picocli"),
                            List.of("workbench.cli"),
                            "services serve the desktop too"),
                    library(
                            "PostgreSQL's driver",
                            List.of("org.postgresql"),
                            List.of("connectors.postgres", "testdata"),
                            "all that belongs to one outside system is in its package"),
                    library(
                            "MariaDB's driver",
                            List.of("org.mariadb"),
                            List.of("connectors.mariadb"),
                            "all that belongs to one outside system is in its package"),
                    library(
                            "D-Bus",
                            List.of("org.freedesktop.dbus"),
                            List.of("connectors.keychain"),
                            "it is loaded when a keychain is asked and by nothing else"),
                    library(
                            "zstd",
                            List.of("com.github.luben"),
                            List.of("connectors.files"),
                            "compressed files are read by the files connector"),
                    library(
                            "libphonenumber",
                            List.of("com.google.i18n"),
                            List.of("engine.exec", "compliance.detect"),
                            "numbering plans are a matter of what computes with them and of what"
                                    + " recognises them"),
                    library(
                            "commons-validator and RE2",
                            List.of("org.apache.commons.validator", "com.google.re2j"),
                            List.of("compliance.detect"),
                            "values are recognised in one place"),
                    library(
                            "JavaFX",
                            List.of("javafx"),
                            List.of("workbench.desktop", "workbench.app"),
                            "services and commands work where there is no screen"),
                    library(
                            "ControlsFX",
                            List.of("org.controlsfx"),
                            List.of("workbench.desktop.view"),
                            "controls are a matter of views"),
                    library(
                            "AtlantaFX",
                            List.of("atlantafx"),
                            List.of("workbench.desktop.theme"),
                            "the look is decided in one place"),
                    library(
                            "Ikonli",
                            List.of("org.kordamp"),
                            List.of("workbench.desktop"),
                            "icons are a matter of the desktop"),
                    library(
                            "RichTextFX",
                            List.of("org.fxmisc", "org.reactfx"),
                            List.of("workbench.desktop.view"),
                            "controls are a matter of views"),
                    library(
                            "ELK",
                            List.of("org.eclipse.elk"),
                            List.of("workbench.desktop.view"),
                            "layout is asked for by a person who looks at the picture"),
                    library(
                            "test servers and rows",
                            List.of("io.zonky", "org.hsqldb", "io.trino"),
                            List.of("testdata"),
                            "the product does not need its sample"));

    private static OutsideLibrary library(
            String name, List<String> packages, List<String> users, String because) {
        return new OutsideLibrary(name, packages, users, because);
    }
}
