package io.plumbline.workbench.desktop.view.lineage;

import io.plumbline.workbench.desktop.theme.Icons;
import io.plumbline.workbench.service.lineage.LineageFocus;
import io.plumbline.workbench.service.lineage.LineageFocus.Direction;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// The row over the lineage: search, which way, how far, what to show, export.
final class LineageBar extends FlowPane {
    private static final List<String> DEPTHS =
            List.of("All steps", "1 step", "2 steps", "3 steps", "5 steps");

    private final LineageSearch search;
    private final ToggleGroup ways = new ToggleGroup();
    private final ComboBox<String> depth = new ComboBox<>();
    private final ToggleButton indirect = new ToggleButton("Indirect");
    private final Button all = new Button("Show all");

    /// What the row does.
    interface Asked {
        /// The way, the depth or indirect influences changed.
        void changed();

        /// The whole map is wanted.
        void all();

        /// All boxes are to be opened or closed.
        void open(boolean opened);

        /// The drawing is to be shown at another size; 0 for all of it.
        void zoom(double factor);

        /// The drawing is to be written to a file.
        void export(LineageExport.Kind kind);
    }

    LineageBar(LineageSearch search, Asked asked) {
        super(8, 8);
        this.search = search;
        getStyleClass().addAll("canvas-bar", "lineage-bar");
        HBox way =
                new HBox(
                        way("Upstream", Direction.UPSTREAM, asked),
                        way("Both ways", Direction.BOTH, asked),
                        way("Downstream", Direction.DOWNSTREAM, asked));
        way.getStyleClass().add("segments");
        depth.getItems().setAll(DEPTHS);
        depth.setValue(DEPTHS.getFirst());
        depth.setId("lineage-depth");
        depth.setAccessibleText("How many pipelines to go through");
        depth.setOnAction(_ -> asked.changed());
        indirect.setId("lineage-indirect");
        indirect.setSelected(true);
        indirect.setTooltip(
                new Tooltip("Show influences that pass no value on, such as a filter's (dotted)"));
        indirect.setOnAction(_ -> asked.changed());
        all.setId("lineage-all");
        all.setTooltip(new Tooltip("Show the lineage of all datasets (Esc)"));
        all.setOnAction(_ -> asked.all());
        getChildren().addAll(search.field(), way, depth, indirect, all);
        sizes(asked);
        getChildren().add(export(asked));
        setRowValignment(javafx.geometry.VPos.CENTER);
        way.setAlignment(javafx.geometry.Pos.CENTER);
        getChildren().forEach(c -> ((Region) c).setMinWidth(Region.USE_PREF_SIZE));
    }

    private void sizes(Asked asked) {
        Button open = button("Open all columns", Feather.CHEVRONS_DOWN);
        open.setId("lineage-open");
        open.setOnAction(_ -> asked.open(true));
        Button close = button("Close all columns", Feather.CHEVRONS_UP);
        close.setId("lineage-close");
        close.setOnAction(_ -> asked.open(false));
        Button smaller = button("Smaller", Feather.MINUS);
        smaller.setOnAction(_ -> asked.zoom(1 / 1.25));
        Button larger = button("Larger", Feather.PLUS);
        larger.setOnAction(_ -> asked.zoom(1.25));
        Button fit = new Button("Fit");
        fit.setTooltip(new Tooltip("Show all of the drawing (F)"));
        fit.setOnAction(_ -> asked.zoom(0));
        getChildren().addAll(open, close, smaller, larger, fit);
    }

    private static MenuButton export(Asked asked) {
        MenuButton menu = new MenuButton("Export");
        menu.setId("lineage-export");
        for (LineageExport.Kind kind : LineageExport.Kind.values()) {
            MenuItem item = new MenuItem(kind.words());
            item.setOnAction(_ -> asked.export(kind));
            menu.getItems().add(item);
        }
        return menu;
    }

    private ToggleButton way(String text, Direction direction, Asked asked) {
        ToggleButton button = new ToggleButton(text);
        button.setToggleGroup(ways);
        button.setUserData(direction);
        button.setId("lineage-" + direction.name().toLowerCase(java.util.Locale.ROOT));
        button.setSelected(direction == Direction.BOTH);
        button.setOnAction(_ -> {
            // one way is always chosen
            button.setSelected(true);
            asked.changed();
        });
        return button;
    }

    private static Button button(String what, Feather icon) {
        Button button = new Button("", Icons.node(icon, 13));
        button.getStyleClass().add("icon-button");
        button.setAccessibleText(what);
        button.setTooltip(new Tooltip(what));
        return button;
    }

    LineageSearch search() {
        return search;
    }

    /// Returns what is chosen, without a start.
    LineageFocus chosen() {
        Direction direction =
                ways.getSelectedToggle() == null
                        ? Direction.BOTH
                        : (Direction) ways.getSelectedToggle().getUserData();
        String steps = depth.getValue() == null ? DEPTHS.getFirst() : depth.getValue();
        int most =
                steps.equals(DEPTHS.getFirst())
                        ? LineageFocus.ALL
                        : Integer.parseInt(steps.substring(0, steps.indexOf(' ')));
        return new LineageFocus(null, direction, most, indirect.isSelected());
    }

    void focused(boolean focused) {
        all.setDisable(!focused);
    }
}
