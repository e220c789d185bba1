package io.plumbline.workbench.rules;

import java.util.List;

/// A module's packages in their order: what stands left may be used by what stands right of it.
record Room(String name, List<String> packages, List<String> unknownTo) {

    /// All rooms; `unknownTo` of a room names the rooms that its classes must not use.
    static final List<Room> ALL =
            List.of(
                    new Room(
                            "engine",
                            List.of(
                                    "error",
                                    "model",
                                    "document",
                                    "spi",
                                    "sql",
                                    "quality",
                                    "step",
                                    "plan",
                                    "flow",
                                    "exec",
                                    "version",
                                    "metadata"),
                            List.of("connectors", "compliance", "workbench", "testdata")),
                    new Room(
                            "connectors",
                            List.of(),
                            List.of("compliance", "workbench", "testdata")),
                    new Room(
                            "compliance",
                            List.of(
                                    "taxonomy",
                                    "detect",
                                    "label",
                                    "access",
                                    "control",
                                    "pack",
                                    "audit",
                                    "approval",
                                    "evidence"),
                            List.of("connectors", "workbench", "testdata")),
                    new Room(
                            "workbench",
                            List.of(
                                    "service",
                                    "cli",
                                    "desktop.theme",
                                    "desktop.canvas",
                                    "desktop.view",
                                    "app"),
                            List.of("connectors")),
                    new Room(
                            "testdata",
                            List.of(),
                            List.of("engine", "connectors", "compliance", "workbench")));
}
