package io.plumbline.workbench.desktop.view.lineage;

import io.plumbline.engine.document.AtomicFile;
import io.plumbline.workbench.desktop.view.shell.Shell;
import io.plumbline.workbench.service.WorkspaceSession;
import io.plumbline.workbench.service.lineage.LineageEvents;
import io.plumbline.workbench.service.lineage.LineageMap;
import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.FileChooser;

/// Writes what is drawn to a file that the person chooses: whole, or not at all.
final class LineageExport {
    private final Shell shell;
    private final Consumer<String> told;

    /// What can be written.
    enum Kind {
        /// A picture.
        PNG("Picture (PNG) …", "lineage.png"),
        /// A drawing.
        SVG("Drawing (SVG) …", "lineage.svg"),
        /// Events for catalogs, of the pipelines that are drawn.
        OPENLINEAGE("OpenLineage events (JSON lines) …", "lineage.jsonl");

        private final String words;
        private final String file;

        Kind(String words, String file) {
            this.words = words;
            this.file = file;
        }

        String words() {
            return words;
        }
    }

    LineageExport(Shell shell, Consumer<String> told) {
        this.shell = shell;
        this.told = told;
    }

    void choose(Kind kind, LineageCanvas canvas, LineageMap map) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Export lineage");
        chooser.setInitialFileName(kind.file);
        File chosen = chooser.showSaveDialog(canvas.getScene().getWindow());
        if (chosen != null) {
            write(kind, chosen.toPath(), canvas, map);
        }
    }

    void write(Kind kind, Path file, LineageCanvas canvas, LineageMap map) {
        LineageDrawing drawing = canvas.drawing();
        WritableImage picture = kind == Kind.PNG ? canvas.picture() : null;
        shell.tasks()
                .start(
                        "Writing " + file.getFileName(),
                        cancellation -> {
                            if (picture != null) {
                                AtomicFile.write(file, png(picture));
                            } else if (kind == Kind.SVG) {
                                AtomicFile.write(file, LineageSvg.of(drawing));
                            } else {
                                AtomicFile.write(file, events(drawing, map, cancellation));
                            }
                            return file;
                        },
                        written -> told.accept("Lineage is written to " + written),
                        shell::tell);
    }

    private static byte[] png(WritableImage picture) {
        int width = (int) picture.getWidth();
        int height = (int) picture.getHeight();
        int[] pixels = new int[width * height];
        picture.getPixelReader()
                .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        return PngFile.of(pixels, width, height);
    }

    private String events(
            LineageDrawing drawing,
            LineageMap map,
            io.plumbline.engine.exec.Cancellation cancellation) {
        String version = LineageExport.class.getPackage().getImplementationVersion();
        try (WorkspaceSession session = shell.workspace().newSession()) {
            List<String> drawn =
                    drawing.lines().stream()
                            .flatMap(l -> l.pipelines().stream())
                            .distinct()
                            .sorted()
                            .filter(session.workspace().pipelines()::containsKey)
                            .filter(p -> !map.leftOut().contains(p))
                            .toList();
            return LineageEvents.openLineage(
                    session,
                    version == null ? "development" : version,
                    Instant.now().truncatedTo(ChronoUnit.MILLIS),
                    drawn,
                    cancellation);
        }
    }
}
