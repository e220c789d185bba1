package io.plumbline.workbench.desktop.view.lineage;

import io.plumbline.workbench.service.lineage.LineageFocus;
import io.plumbline.workbench.service.lineage.LineageFocus.Direction;
import io.plumbline.workbench.service.lineage.LineageItem;
import io.plumbline.workbench.service.lineage.LineageMap;
import io.plumbline.workbench.service.lineage.LineageMap.Dataset;
import io.plumbline.workbench.service.lineage.LineageMap.Edge;
import io.plumbline.workbench.service.lineage.LineageMap.Link;
import io.plumbline.workbench.service.lineage.LineagePart;
import io.plumbline.workbench.service.lineage.LineagePart.Impact;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/// The panel beside the lineage: why something is as it is, and what would feel a change of it.
final class LineageSide extends ScrollPane {
    private static final int MOST = 100;

    private final VBox box = new VBox();
    private final Consumer<LineageItem> go;

    LineageSide(Consumer<LineageItem> go) {
        this.go = go;
        setId("lineage-side");
        getStyleClass().add("inspector-scroll");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        box.getStyleClass().addAll("inspector", "lineage-side");
        setContent(box);
    }

    /// Says what the whole map holds.
    void showAll(LineageMap map) {
        box.getChildren().clear();
        title("All lineage");
        long pipelines = map.links().stream().map(Link::pipeline).distinct().count();
        text(
                map.datasets().size()
                        + " datasets, "
                        + map.edges().size()
                        + " ways from column to column, "
                        + pipelines
                        + " pipelines",
                "muted");
        text(
                "Click a dataset or a column, or search for one, to see where it comes from and"
                        + " what depends on it.",
                "muted");
        section("Legend");
        text("━━  values pass on", "muted");
        text("┄┄  decides about rows or values, passes none on", "muted");
        text("Grey: a run recorded it. Amber: designed, has not run so", "muted");
        if (!map.leftOut().isEmpty()) {
            section("Incomplete");
            text(
                    "These pipelines have errors, so part of their design is missing: "
                            + String.join(", ", map.leftOut()),
                    "warn-text");
        }
    }

    /// Explains a dataset or a column.
    void show(LineageMap map, LineageItem item) {
        box.getChildren().clear();
        title(item.text());
        map.dataset(item.dataset()).ifPresent(d -> text(about(d, item), "muted"));
        Impact impact = LineagePart.impact(map, item);
        LineageFocus back = new LineageFocus(item, Direction.UPSTREAM, LineageFocus.ALL, true);
        LineagePart before = LineagePart.of(map, back);
        section("Why it is as it is");
        if (item.column() == null) {
            before.links().stream().limit(MOST).forEach(this::link);
            nothing(before.links().isEmpty(), "Nothing behind it is known: it is a source");
        } else {
            before.edges().stream().limit(MOST).forEach(this::edge);
            rest(before.edges().size());
            nothing(
                    before.edges().isEmpty(),
                    "Nothing behind it is known: it is of a source, or made of constants");
        }
        section("Impact");
        text(impact.text(), "impact");
        names("Datasets", impact.datasets().stream().map(LineageItem::of).toList());
        names("Columns", impact.columns());
        if (!impact.pipelines().isEmpty()) {
            section("Pipelines (" + impact.pipelines().size() + ")");
            impact.pipelines().stream().limit(MOST).forEach(p -> text(p, "lineage-pipeline"));
            rest(impact.pipelines().size());
        }
        setVvalue(0);
    }

    /// Explains a line.
    void show(LineageDrawing.Line line) {
        box.getChildren().clear();
        title(line.from().text() + " → " + line.to().text());
        text(
                "By "
                        + String.join(", ", line.pipelines())
                        + "; "
                        + line.basis().word()
                        + (line.direct() ? "" : "; passes no value on"),
                "muted");
        section("Why");
        line.edges().stream().limit(MOST).forEach(this::edge);
        rest(line.edges().size());
        nothing(line.edges().isEmpty(), "The pipeline reads the one and writes the other");
        setVvalue(0);
    }

    private static String about(Dataset dataset, LineageItem item) {
        int columns = dataset.columns().size();
        String where =
                switch (dataset.place()) {
                    case "managed" -> "managed by this workspace";
                    case "imported" -> "known from another program";
                    default -> "of the connection " + dataset.place();
                };
        return item.column() == null
                ? "Dataset " + where + ", " + columns + " columns"
                : "Column of a dataset " + where;
    }

    private void title(String text) {
        Label label = text(text, "pane-title");
        label.setId("lineage-title");
    }

    private void section(String text) {
        text(text, "section");
    }

    private void nothing(boolean shown, String text) {
        if (shown) {
            text(text, "muted");
        }
    }

    private void rest(int size) {
        nothing(size > MOST, "and " + (size - MOST) + " more");
    }

    private Label text(String text, String style) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add(style);
        box.getChildren().add(label);
        return label;
    }

    private void names(String what, List<LineageItem> items) {
        if (items.isEmpty()) {
            return;
        }
        section(what + " (" + items.size() + ")");
        for (LineageItem item : items.subList(0, Math.min(MOST, items.size()))) {
            box.getChildren().add(goTo(item));
        }
        rest(items.size());
    }

    private Hyperlink goTo(LineageItem item) {
        Hyperlink name = new Hyperlink(item.text());
        name.setOnAction(_ -> go.accept(item));
        return name;
    }

    private void link(Link link) {
        VBox card = new VBox(goTo(LineageItem.of(link.from())));
        card.getStyleClass().add("why-card");
        card.getChildren()
                .add(
                        small(
                                "to "
                                        + link.to()
                                        + " by "
                                        + link.pipeline()
                                        + ", "
                                        + link.basis().word()));
        box.getChildren().add(card);
    }

    private void edge(Edge edge) {
        VBox card = new VBox(2, goTo(edge.from()));
        card.getStyleClass().add("why-card");
        String how = edge.how().toLowerCase(Locale.ROOT).replace('_', ' ');
        card.getChildren()
                .add(
                        small(
                                "to "
                                        + edge.to().text()
                                        + " · "
                                        + how
                                        + (edge.direct() ? "" : ", indirect")));
        card.getChildren().add(small("by " + edge.pipeline() + ", " + edge.basis().word()));
        for (String part : LineageDrawing.reasons(edge.expression())) {
            Label expression = new Label(part);
            expression.getStyleClass().addAll("mono", "why-expression");
            expression.setWrapText(true);
            card.getChildren().add(expression);
        }
        box.getChildren().add(card);
    }

    private static Label small(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add("small-label");
        return label;
    }
}
