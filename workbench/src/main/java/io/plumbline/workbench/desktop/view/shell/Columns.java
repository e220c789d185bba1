package io.plumbline.workbench.desktop.view.shell;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/// Columns of tables: words, right-aligned numbers, times of this machine's zone.
public final class Columns {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private Columns() {}

    /// Makes a column of words; what does not fit is in the tooltip.
    public static <R> TableColumn<R, String> text(
            String title, double width, Function<R, String> value) {
        TableColumn<R, String> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setMinWidth(width * 0.85);
        column.setCellValueFactory(v -> new ReadOnlyObjectWrapper<>(value.apply(v.getValue())));
        column.setCellFactory(_ -> new TextCell<>(false));
        return column;
    }

    /// Makes a column of words that stand right, as numbers with a sign do.
    public static <R> TableColumn<R, String> right(
            String title, double width, Function<R, String> value) {
        TableColumn<R, String> column = text(title, width, value);
        column.setCellFactory(_ -> new TextCell<>(true));
        return column;
    }

    /// Makes a column of numbers with thousands separated.
    ///
    /// @param unknown the number that stands for nothing, shown empty
    public static <R> TableColumn<R, Long> number(
            String title, double width, long unknown, ToLongFunction<R> value) {
        TableColumn<R, Long> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setMinWidth(width); // a number is never cut
        column.setCellValueFactory(
                v -> new ReadOnlyObjectWrapper<>(value.applyAsLong(v.getValue())));
        column.setCellFactory(_ -> new NumberCell<>(unknown));
        return column;
    }

    /// Makes a column of times; the zone is in the tooltip.
    public static <R> TableColumn<R, Instant> time(String title, Function<R, Instant> value) {
        TableColumn<R, Instant> column = new TableColumn<>(title);
        column.setPrefWidth(160);
        column.setMinWidth(160);
        column.setCellValueFactory(v -> new ReadOnlyObjectWrapper<>(value.apply(v.getValue())));
        column.setCellFactory(_ -> new TimeCell<>());
        return column;
    }

    /// Returns a time as people read it, in this machine's zone.
    public static String local(Instant time) {
        return TIME.format(time.atZone(ZoneId.systemDefault()));
    }

    /// Returns a time with the name of the zone and as UTC.
    public static String withZone(Instant time) {
        return local(time) + " " + ZoneId.systemDefault() + "; " + time + " in UTC";
    }

    /// Words.
    private static final class TextCell<R> extends TableCell<R, String> {
        TextCell(boolean right) {
            if (right) {
                getStyleClass().add("number");
            }
        }

        @Override
        protected void updateItem(@Nullable String value, boolean empty) {
            super.updateItem(value, empty);
            setText(empty ? null : value);
            setTooltip(empty || value == null || value.isEmpty() ? null : new Tooltip(value));
        }
    }

    /// A number.
    private static final class NumberCell<R> extends TableCell<R, Long> {
        private final long unknown;

        NumberCell(long unknown) {
            this.unknown = unknown;
            getStyleClass().add("number");
        }

        @Override
        protected void updateItem(@Nullable Long value, boolean empty) {
            super.updateItem(value, empty);
            setText(
                    empty || value == null || value == unknown
                            ? ""
                            : String.format(Locale.ROOT, "%,d", value));
        }
    }

    /// A time.
    private static final class TimeCell<R> extends TableCell<R, Instant> {
        @Override
        protected void updateItem(@Nullable Instant value, boolean empty) {
            super.updateItem(value, empty);
            setText(empty || value == null ? null : local(value));
            setTooltip(empty || value == null ? null : new Tooltip(withZone(value)));
        }
    }
}
