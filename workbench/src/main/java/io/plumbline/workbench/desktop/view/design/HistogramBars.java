package io.plumbline.workbench.desktop.view.design;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// A few bars, as high as their counts.
final class HistogramBars extends HBox {
    private static final double HEIGHT = 14;

    HistogramBars(List<Integer> counts) {
        super(1);
        setAlignment(Pos.BOTTOM_LEFT);
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        int most = counts.stream().mapToInt(c -> c).max().orElse(1);
        for (int count : counts) {
            Region bar = new Region();
            bar.setStyle("-fx-background-color: -pl-accent; -fx-opacity: 0.55;");
            double height = count == 0 ? 0 : Math.max(1.5, HEIGHT * count / most);
            bar.setMinSize(6, height);
            bar.setPrefSize(6, height);
            bar.setMaxSize(6, height);
            getChildren().add(bar);
        }
    }
}
