package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.flow.ColumnFlow;
import io.plumbline.engine.flow.Influence;
import io.plumbline.engine.flow.PipelineFlow;
import io.plumbline.engine.model.Dataset;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.workbench.service.design.OpenWorkspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The columns of an output as rows of the inspector: name, type, how derived, from where, and the
/// class of what they come from.
final class ColumnOrigins {
    private static final int NAMED = 3;

    private final OpenWorkspace workspace;
    private final BiConsumer<PortRef, String> opened;
    private @Nullable CompiledPipeline followed;
    private @Nullable PipelineFlow flow;

    /// Takes what is to happen when a column is clicked.
    ColumnOrigins(OpenWorkspace workspace, BiConsumer<PortRef, String> opened) {
        this.workspace = workspace;
        this.opened = opened;
    }

    List<Node> rows(@Nullable CompiledPipeline compiled, PortRef port, Schema schema) {
        Optional<ColumnFlow> columns = flow(compiled, port);
        List<Node> rows = new ArrayList<>();
        for (Field field : schema.fields()) {
            rows.add(row(port, field, columns.flatMap(c -> c.column(field.name()))));
        }
        return rows;
    }

    /// Returns where the columns of an output come from; empty where it cannot be followed.
    Optional<ColumnFlow> flow(@Nullable CompiledPipeline compiled, PortRef port) {
        if (compiled == null || compiled.schema(port).isEmpty()) {
            return Optional.empty();
        }
        PipelineFlow known = flow;
        if (known == null || followed != compiled) {
            known = PipelineFlow.of(compiled);
            flow = known;
            followed = compiled;
        }
        return Optional.of(known.of(port));
    }

    private Node row(PortRef port, Field field, Optional<ColumnFlow.Column> column) {
        Region mark = new Region();
        mark.getStyleClass().add("class-mark");
        String dataClass = column.map(this::dataClass).orElse("");
        if (!dataClass.isEmpty()) {
            mark.getStyleClass().add(family(dataClass));
            Tooltip.install(mark, new Tooltip("Data class: " + dataClass));
        }
        Label name = new Label(field.name());
        name.setMinWidth(60);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label type = new Label(field.type().toString());
        type.getStyleClass().add("type");
        type.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(7, mark, name, gap, type);
        head.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        Label origin = new Label(column.map(ColumnOrigins::words).orElse(""));
        origin.getStyleClass().add("origin");
        origin.setStyle("-fx-padding: 0 0 0 14;");
        column.ifPresent(c -> origin.setTooltip(new Tooltip(whole(c))));
        VBox row = new VBox(1, head, origin);
        row.getStyleClass().add("column-row");
        row.setOnMouseClicked(_ -> opened.accept(port, field.name()));
        return row;
    }

    /// Returns in one line how a column is derived and from where.
    static String words(ColumnFlow.Column column) {
        List<Influence> direct = column.direct();
        if (direct.isEmpty()) {
            return "made here";
        }
        String how =
                direct.stream()
                        .map(Influence::how)
                        .max(java.util.Comparator.naturalOrder())
                        .orElseThrow()
                        .name()
                        .toLowerCase(Locale.ROOT);
        List<String> from = direct.stream().map(ColumnOrigins::source).distinct().toList();
        return how
                + " · "
                + String.join(", ", from.subList(0, Math.min(NAMED, from.size())))
                + (from.size() > NAMED ? " and " + (from.size() - NAMED) + " more" : "");
    }

    /// Returns the source column without the kind of relation before it.
    static String source(Influence influence) {
        return influence.from().relation().getLast() + "." + influence.from().column();
    }

    private static String whole(ColumnFlow.Column column) {
        List<String> lines = new ArrayList<>();
        for (Influence i : column.direct()) {
            lines.add(
                    source(i)
                            + "  "
                            + i.how().name().toLowerCase(Locale.ROOT)
                            + (i.reason().isEmpty() ? "" : "  " + String.join(" → ", i.reason())));
        }
        return lines.isEmpty() ? "A value that comes from no column" : String.join("\n", lines);
    }

    private String dataClass(ColumnFlow.Column column) {
        for (Influence i : column.direct()) {
            Dataset dataset = workspace.workspace().datasets().get(i.from().relation().getLast());
            String found = dataset == null ? null : dataset.classes().get(i.from().column());
            if (found != null) {
                return found;
            }
        }
        return "";
    }

    private static String family(String dataClass) {
        String low = dataClass.toLowerCase(Locale.ROOT);
        if (low.contains("financial") || low.contains("payment")) {
            return "financial";
        }
        return low.contains("health") || low.contains("medical") ? "health" : "personal";
    }
}
