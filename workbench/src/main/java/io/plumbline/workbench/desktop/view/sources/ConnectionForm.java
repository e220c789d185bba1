package io.plumbline.workbench.desktop.view.sources;

import io.plumbline.engine.model.Connection;
import io.plumbline.engine.spi.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import javafx.collections.FXCollections;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The fields of a connection, made from what its connector declares.
final class ConnectionForm extends VBox {
    private final Map<String, TextField> settings = new LinkedHashMap<>();
    private final ComboBox<String> region = new ComboBox<>();
    private final TextField name;
    private final TextField entity;
    private final TextField owner;
    private final TextField environment;
    private final BiConsumer<Connection, String> changed;
    private Connection base;
    private boolean showing;

    /// @param naming whether its name can be chosen
    /// @param changed takes the connection and the field that was changed
    ConnectionForm(
            Connection base,
            List<Setting> declared,
            List<String> regions,
            boolean naming,
            BiConsumer<Connection, String> changed) {
        super(6);
        this.base = base;
        this.changed = changed;
        getStyleClass().add("inspector");
        name = Parts.field("connection-name", _ -> tell("name"));
        if (naming) {
            getChildren().add(Parts.labelled("Name", name));
            name.setPromptText("letters, digits, _ and -");
        }
        getChildren().add(Parts.label("Reaching it", "section"));
        declared.forEach(this::add);
        entity = Parts.field("connection-entity", _ -> tell("entity"));
        owner = Parts.field("connection-owner", _ -> tell("owner"));
        environment = Parts.field("connection-environment", _ -> tell("environment"));
        region.setId("connection-region");
        region.setEditable(true);
        region.setMaxWidth(Double.MAX_VALUE);
        region.setItems(FXCollections.observableArrayList(new TreeSet<>(regions)));
        region.getEditor().textProperty().addListener((_, _, _) -> tell("region"));
        getChildren()
                .addAll(
                        Parts.label("Who and where", "section"),
                        Parts.labelled("Region", region),
                        Parts.labelled("Legal entity", entity),
                        Parts.labelled("Owner", owner),
                        Parts.labelled("Environment", environment));
        show(base);
    }

    private void add(Setting setting) {
        TextField field = Parts.field("setting-" + setting.name(), _ -> tell(setting.name()));
        if (setting.secret()) {
            field.setPromptText("env:NAME, file:PATH or keychain:NAME");
        }
        VBox box =
                Parts.labelled(setting.name() + (setting.required() ? "" : " (optional)"), field);
        box.getChildren().add(Parts.label(setting.summary(), "hint"));
        field.setAccessibleText(setting.name() + ": " + setting.summary());
        settings.put(setting.name(), field);
        getChildren().add(box);
    }

    private void tell(String field) {
        if (!showing) {
            base = value();
            changed.accept(base, field);
        }
    }

    /// Brings the cursor into the first field.
    void focus() {
        (name.getParent() == null && !settings.isEmpty()
                        ? new ArrayList<>(settings.values()).getFirst()
                        : name)
                .requestFocus();
    }

    /// Shows a connection.
    void show(Connection connection) {
        showing = true;
        base = connection;
        Parts.show(name, connection.name());
        settings.forEach((key, field) -> Parts.show(field, connection.settings().get(key)));
        Parts.show(region.getEditor(), connection.region());
        Parts.show(entity, connection.legalEntity());
        Parts.show(owner, connection.owner());
        Parts.show(environment, connection.environment());
        showing = false;
    }

    private Connection value() {
        Map<String, String> values = new LinkedHashMap<>(base.settings());
        settings.forEach((key, field) -> {
            if (field.getText().isBlank()) {
                values.remove(key);
            } else {
                values.put(key, field.getText().strip());
            }
        });
        return new Connection(
                text(name.getText()),
                base.kind(),
                Parts.orNull(text(region.getEditor().getText())),
                Parts.orNull(text(entity.getText())),
                Parts.orNull(text(owner.getText())),
                Parts.orNull(text(environment.getText())),
                values);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
