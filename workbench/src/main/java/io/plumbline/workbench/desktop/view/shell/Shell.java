package io.plumbline.workbench.desktop.view.shell;

import io.plumbline.engine.error.Problem;
import io.plumbline.workbench.desktop.theme.Icons;
import io.plumbline.workbench.desktop.theme.Theme;
import io.plumbline.workbench.service.design.OpenWorkspace;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The window's content for one workspace: title row, rail, the page in between, status row.
public final class Shell extends BorderPane {
    private final OpenWorkspace workspace;
    private final Settings settings;
    private final Tasks tasks;
    private final StatusRow status;
    private final List<Page> pages = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();
    private final List<java.util.function.Supplier<List<Command>>> moreCommands = new ArrayList<>();
    private final ToggleGroup rail = new ToggleGroup();
    private final VBox railBox = new VBox();
    private final StackPane page = new StackPane();
    private final VBox notices = new VBox();
    private final HBox actions = new HBox(8);
    private final Label where = new Label();
    private final Label whereNow = new Label();
    private final CommandPalette palette = new CommandPalette(this::allCommands);
    private @Nullable Page shown;
    private Theme theme;
    private Runnable reload = () -> {};

    /// Makes the window's content; pages are added afterwards.
    public Shell(OpenWorkspace workspace, Settings settings, Tasks tasks) {
        this.workspace = workspace;
        this.settings = settings;
        this.tasks = tasks;
        this.theme = settings.theme();
        this.status = new StatusRow(tasks);
        getStyleClass().addAll("shell", "root");
        railBox.getStyleClass().add("rail");
        setTop(new VBox(titleRow(), notices));
        setLeft(railBox);
        setCenter(page);
        setBottom(status);
        theme.apply(this);
        add(Command.of("Search or run a command", "Shortcut+Shift+P", this::openPalette));
        add(Command.of("Switch between light and dark", "Shortcut+Shift+L", this::switchTheme));
        setOnKeyPressed(e ->
                allCommands().stream()
                        .filter(c -> c.keys() != null && c.keys().match(e))
                        .filter(c -> c.possible().getAsBoolean())
                        .findFirst()
                        .ifPresent(c -> {
                            e.consume();
                            c.action().run();
                        }));
        where("", "");
        if (workspace.records().isEmpty()) {
            tellLocked();
        }
    }

    private HBox titleRow() {
        var mark = Icons.node(Feather.COMPASS, 20);
        mark.getStyleClass().add("mark");
        where.getStyleClass().add("where");
        whereNow.getStyleClass().add("where-now");
        Label region = new Label(String.join(", ", workspace.workspace().regions()));
        region.getStyleClass().add("chip");
        region.setVisible(!region.getText().isEmpty());
        region.setManaged(region.isVisible());
        region.setTooltip(new Tooltip("Regions of this workspace"));
        Region left = new Region();
        Region right = new Region();
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        Button search = new Button("Search, or run a command                         Ctrl Shift P");
        search.setId("search");
        search.getStyleClass().setAll("button", "search-button");
        search.setOnAction(_ -> openPalette());
        search.setMinWidth(200);
        Label who = new Label(workspace.surroundings().actor());
        who.getStyleClass().add("who");
        Button dark = new Button("", Icons.node(Feather.MOON, 15));
        dark.getStyleClass().add("plain");
        dark.setId("theme");
        dark.setAccessibleText("Switch between light and dark");
        dark.setTooltip(new Tooltip("Switch between light and dark"));
        dark.setOnAction(_ -> switchTheme());
        actions.setAlignment(javafx.geometry.Pos.CENTER);
        HBox row = new HBox(mark, where, whereNow, region, left, search, right, who, dark, actions);
        row.getStyleClass().add("title-row");
        return row;
    }

    /// Adds a place to the rail; the first one is shown.
    public void add(Page added) {
        pages.add(added);
        ToggleButton button = new ToggleButton(added.title(), Icons.node(added.icon(), 17));
        button.setContentDisplay(ContentDisplay.TOP);
        button.setToggleGroup(rail);
        button.setId("rail-" + added.title().toLowerCase(java.util.Locale.ROOT));
        button.setOnAction(_ -> show(added));
        button.setUserData(added);
        railBox.getChildren().add(button);
        add(
                Command.of(
                        "Go to " + added.title(),
                        pages.size() <= 9 ? "Shortcut+" + pages.size() : null,
                        () -> show(added)));
        if (pages.size() == 1) {
            show(added);
        }
    }

    /// Adds a command to the palette and the keyboard.
    public void add(Command command) {
        commands.add(command);
    }

    /// Adds commands that differ from time to time, such as one for each pipeline.
    public void add(java.util.function.Supplier<List<Command>> more) {
        moreCommands.add(more);
    }

    private List<Command> allCommands() {
        List<Command> all = new ArrayList<>(commands);
        moreCommands.forEach(m -> all.addAll(m.get()));
        return all;
    }

    /// Goes to a place.
    public void show(Page next) {
        shown = next;
        page.getChildren().setAll(next.content());
        rail.getToggles().forEach(t -> t.setSelected(t.getUserData() == next));
        actions(List.of());
        where.setText(workspace.workspace().name() + " /");
        whereNow.setText(next.title());
        next.shown();
    }

    /// Goes to the place of that title, when there is one.
    public void show(String title) {
        pages.stream().filter(p -> p.title().equals(title)).findFirst().ifPresent(this::show);
    }

    /// Takes who opens the files anew.
    public void onReload(Runnable reloading) {
        reload = reloading;
        add(Command.of("Reload workspace", null, this::reload));
    }

    /// Opens the files of the workspace anew, as after a change of one of them; asks first where
    /// something is not saved.
    public void reload() {
        reload.run();
    }

    /// Returns the place that is shown.
    public @Nullable Page shown() {
        return shown;
    }

    /// Says in the title row where the person is.
    public void where(String kind, String name) {
        String root = workspace.workspace().name();
        where.setText(name.isEmpty() ? "" : root + " / " + kind + " /");
        whereNow.setText(name.isEmpty() ? root : name);
    }

    /// Shows buttons at the right of the title row.
    public void actions(List<Button> buttons) {
        actions.getChildren().setAll(buttons);
    }

    /// Returns the status row.
    public StatusRow status() {
        return status;
    }

    /// Returns where work beside the window is started.
    public Tasks tasks() {
        return tasks;
    }

    /// Returns the workspace.
    public OpenWorkspace workspace() {
        return workspace;
    }

    /// Returns what the person chose.
    public Settings settings() {
        return settings;
    }

    /// Returns the theme of now.
    public Theme theme() {
        return theme;
    }

    /// Says that something failed, until it is closed.
    public void tell(List<Problem> problems) {
        if (!problems.isEmpty()) {
            tell(Notice.text(problems), true, List.of());
        }
    }

    /// Says something above the page, until it is closed.
    public Notice tell(String text, boolean error, List<Button> buttons) {
        Notice[] line = new Notice[1];
        line[0] = new Notice(text, error, () -> notices.getChildren().remove(line[0]), buttons);
        notices.getChildren().add(line[0]);
        return line[0];
    }

    /// Takes a line away.
    public void untell(Notice line) {
        notices.getChildren().remove(line);
    }

    private void tellLocked() {
        Button again = new Button("Try again");
        String why;
        try {
            workspace.ownedRecords();
            return;
        } catch (io.plumbline.engine.error.PlumblineException e) {
            why = e.problems().getFirst().message();
        }
        Notice line = tell(why + ". You can design; preview and run wait", false, List.of(again));
        again.setOnAction(_ -> {
            if (workspace.records().isPresent()) {
                untell(line);
            }
        });
    }

    private void openPalette() {
        palette.open(
                getScene().getWindow(),
                List.of(theme == Theme.DARK ? "dark" : "light"),
                List.copyOf(getStylesheets()));
    }

    private void switchTheme() {
        theme = theme.other();
        settings.theme(theme);
        theme.apply();
        theme.apply(this);
        pages.forEach(Page::themed);
    }

    /// Returns whether all places may be closed.
    public boolean mayClose() {
        return pages.stream().allMatch(Page::mayClose);
    }

    /// Closes all places.
    public void close() {
        pages.forEach(Page::close);
        settings.write();
    }
}
