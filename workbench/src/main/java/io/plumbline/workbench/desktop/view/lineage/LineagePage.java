package io.plumbline.workbench.desktop.view.lineage;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.workbench.desktop.view.lineage.LineageDrawing.Line;
import io.plumbline.workbench.desktop.view.shell.Notice;
import io.plumbline.workbench.desktop.view.shell.Page;
import io.plumbline.workbench.desktop.view.shell.Shell;
import io.plumbline.workbench.desktop.view.shell.Tasks.Running;
import io.plumbline.workbench.service.WorkspaceSession;
import io.plumbline.workbench.service.lineage.LineageFocus;
import io.plumbline.workbench.service.lineage.LineageItem;
import io.plumbline.workbench.service.lineage.LineageMap;
import io.plumbline.workbench.service.lineage.LineagePart;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// The page of lineage: where data comes from and what depends on it, across all pipelines.
public final class LineagePage implements Page, LineageCanvas.Chosen, LineageBar.Asked {
    private final Shell shell;
    private final BorderPane content = new BorderPane();
    private final LineageCanvas canvas;
    private final LineageBar bar;
    private final LineageSide side = new LineageSide(this::item);
    private final LineageExport export;
    private final Label message = new Label();
    private final Button again = new Button("Try again");
    private final VBox messageBox = new VBox(12, message, again);
    private final Label note = new Label();
    private final Map<String, Boolean> open = new HashMap<>();
    private LineageMap map = LineageMap.EMPTY;
    private @Nullable LineageItem focus;
    private @Nullable Running surveying;
    private long asked;

    /// Makes the page of a window.
    public LineagePage(Shell shell) {
        this.shell = shell;
        this.canvas = new LineageCanvas(shell.theme().tokens(), this);
        this.export = new LineageExport(shell, note::setText);
        this.bar = new LineageBar(new LineageSearch(() -> map, this::item), this);
        messageBox.setAlignment(Pos.CENTER);
        messageBox.setPickOnBounds(false);
        message.getStyleClass().add("empty-hint");
        message.setId("lineage-message");
        message.setWrapText(true);
        message.setMaxWidth(460);
        again.setOnAction(_ -> load());
        note.getStyleClass().addAll("small-label", "lineage-note");
        note.setId("lineage-note");
        StackPane.setAlignment(note, Pos.BOTTOM_LEFT);
        note.setMouseTransparent(true);
        StackPane drawn = new StackPane(canvas, messageBox, note);
        drawn.setMinWidth(0);
        SplitPane split = new SplitPane(drawn, side);
        SplitPane.setResizableWithParent(side, false);
        side.setPrefWidth(330);
        side.setMinWidth(220);
        Platform.runLater(() -> split.setDividerPositions(0.76));
        content.setTop(bar);
        content.setCenter(split);
        content.setId("lineage");
        content.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        canvas.addEventFilter(KeyEvent.KEY_PRESSED, this::canvasKey);
        say("", false);
    }

    @Override
    public String title() {
        return "Lineage";
    }

    @Override
    public Ikon icon() {
        return Feather.SHARE_2;
    }

    @Override
    public Node content() {
        return content;
    }

    @Override
    public void shown() {
        load();
        canvas.requestFocus();
    }

    @Override
    public void themed() {
        canvas.use(shell.theme().tokens());
    }

    /// Surveys the workspace again.
    private void load() {
        if (surveying != null) {
            surveying.cancellation().cancel();
        }
        if (map.isEmpty()) {
            say("Following the columns of all pipelines …", false);
        }
        Running[] mine = new Running[1];
        mine[0] =
                shell.tasks()
                        .start(
                                "Surveying lineage",
                                cancellation -> {
                                    try (WorkspaceSession session =
                                            shell.workspace().newSession()) {
                                        MetadataStore store =
                                                shell.workspace().records().orElse(null);
                                        return LineageSurveyed.of(session, store, cancellation);
                                    }
                                },
                                surveyed -> {
                                    if (mine[0] == surveying) {
                                        surveyed(surveyed);
                                    }
                                },
                                problems -> {
                                    if (mine[0] == surveying) {
                                        failed(problems);
                                    }
                                });
        surveying = mine[0];
    }

    private void surveyed(LineageSurveyed surveyed) {
        map = surveyed.map();
        surveying = null;
        note.setText(
                surveyed.recordsRead()
                        ? ""
                        : "Another program holds the records: only what is designed is shown");
        LineageItem at = focus;
        boolean gone =
                at != null
                        && map.dataset(at.dataset())
                                .filter(d ->
                                        at.column() == null || d.columns().contains(at.column()))
                                .isEmpty();
        if (gone) {
            focus = null;
        }
        if (map.isEmpty()) {
            canvas.show(LineageDrawing.EMPTY, null);
            side.showAll(map);
            say(
                    "No lineage yet. Draw a pipeline that reads one dataset and writes another, or"
                            + " run one: it then shows here where every column comes from.",
                    true);
            return;
        }
        say("", false);
        draw();
    }

    private void failed(List<Problem> problems) {
        surveying = null;
        boolean cancelled =
                !problems.isEmpty() && problems.getFirst().code() == ErrorCode.CANCELLED;
        say(
                cancelled
                        ? "Surveying was cancelled"
                        : "Lineage cannot be shown. " + Notice.text(problems),
                true);
    }

    private void say(String text, boolean retry) {
        message.setText(text);
        messageBox.setVisible(!text.isEmpty());
        again.setVisible(retry);
        again.setManaged(retry);
    }

    /// Draws what the focus shows; of several that are asked for in a row, the last one counts.
    private void draw() {
        LineageFocus wanted = bar.chosen().at(focus);
        LineageItem at = focus;
        LineageMap from = map;
        Map<String, Boolean> opened = Map.copyOf(open);
        long number = ++asked;
        bar.focused(at != null);
        shell.tasks()
                .start(
                        "Arranging lineage",
                        _ ->
                                LineageLayout.arranged(
                                        LineageDrawing.of(LineagePart.of(from, wanted), opened)),
                        drawing -> {
                            if (number == asked) {
                                canvas.show(drawing, at);
                                describe();
                            }
                        },
                        this::failed);
        if (at == null) {
            side.showAll(from);
        } else {
            side.show(from, at);
        }
    }

    private void describe() {
        LineageItem at = focus;
        int shown = canvas.drawing().boxes().size();
        String what =
                at == null ? "all lineage" : at.text() + ", " + LineagePart.impact(map, at).text();
        canvas.setAccessibleText("Lineage, " + what + "; " + shown + " datasets shown");
    }

    /// Returns what is looked at; null for the whole map.
    public @Nullable LineageItem focus() {
        return focus;
    }

    /// Returns the names of the datasets and columns that are drawn.
    public List<String> drawn() {
        return canvas.drawing().boxes().stream()
                .flatMap(b ->
                        java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(b.name()),
                                b.rows().stream().map(r -> b.name() + "." + r)))
                .toList();
    }

    /// Writes the drawing to a file as SVG, PNG or events, by the file's name.
    public void write(Path file) {
        String name = String.valueOf(file.getFileName());
        LineageExport.Kind kind =
                name.endsWith(".svg")
                        ? LineageExport.Kind.SVG
                        : name.endsWith(".png")
                                ? LineageExport.Kind.PNG
                                : LineageExport.Kind.OPENLINEAGE;
        export.write(kind, file, canvas, map);
    }

    @Override
    public void item(LineageItem item) {
        focus = item;
        bar.search().show(item.text());
        draw();
        canvas.requestFocus();
    }

    @Override
    public void line(Line line) {
        canvas.select(line);
        side.show(line);
        canvas.setAccessibleText(
                "From "
                        + line.from().text()
                        + " to "
                        + line.to().text()
                        + ", by "
                        + String.join(", ", line.pipelines()));
    }

    @Override
    public void toggle(String dataset) {
        boolean isAll =
                canvas.drawing()
                        .box(dataset)
                        .filter(b -> b.isOpen() && b.hidden() == 0)
                        .isPresent();
        open.put(dataset, !isAll);
        draw();
    }

    @Override
    public void changed() {
        draw();
    }

    @Override
    public void all() {
        focus = null;
        open.clear();
        bar.search().show("");
        draw();
        canvas.fit();
    }

    @Override
    public void open(boolean opened) {
        canvas.drawing().boxes().forEach(b -> open.put(b.name(), opened));
        draw();
    }

    @Override
    public void zoom(double factor) {
        if (factor == 0) {
            canvas.fit();
        } else {
            canvas.zoom(factor);
        }
    }

    @Override
    public void export(LineageExport.Kind kind) {
        export.choose(kind, canvas, map);
    }

    private void key(KeyEvent e) {
        boolean typing = bar.search().field().isFocused();
        switch (e.getCode()) {
            case SLASH, DIVIDE -> {
                if (!typing) {
                    bar.search().field().requestFocus();
                    e.consume();
                }
            }
            case ESCAPE -> {
                all();
                canvas.requestFocus();
                e.consume();
            }
            default -> {}
        }
    }

    private void canvasKey(KeyEvent e) {
        if (e.isShortcutDown() || e.isAltDown()) {
            return;
        }
        LineageItem at = focus;
        switch (e.getCode()) {
            case LEFT, RIGHT, UP, DOWN -> {
                LineageKeys.next(canvas.drawing(), at, e.getCode()).ifPresent(this::item);
                e.consume();
            }
            case ENTER -> {
                if (at != null) {
                    toggle(at.dataset());
                }
                e.consume();
            }
            case F -> canvas.fit();
            default -> {}
        }
    }
}
