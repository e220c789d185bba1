package io.plumbline.workbench.service.design;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.model.PortRef;
import io.plumbline.workbench.service.design.ColumnLayouts.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnLayoutsTest {
    @TempDir Path root;

    @Test
    void eachOutputHasItsOwnColumnsAgain() throws IOException {
        Files.createDirectories(root.resolve(".plumbline"));
        ColumnLayouts layouts = new ColumnLayouts(root);
        PortRef first = PortRef.parse("a");
        List<Column> columns =
                List.of(new Column("na\tme", 120, false, -1), new Column("größe", 90, true, 0));
        layouts.write("p", first, columns);
        layouts.write("p", PortRef.parse("a.rejected"), List.of(new Column("x", 10, false, 2)));
        assertThat(new ColumnLayouts(root).read("p", first)).isEqualTo(columns);
        assertThat(layouts.read("p", PortRef.parse("a.rejected"))).hasSize(1);
        assertThat(layouts.read("q", first)).isEmpty();
    }

    @Test
    void aDamagedFileCountsAsEmpty() throws IOException {
        Files.createDirectories(root.resolve(".plumbline/preview"));
        Files.writeString(root.resolve(".plumbline/preview/p.txt"), "a.out\n\tx\twide\tno\n\n\t");
        assertThat(new ColumnLayouts(root).read("p", PortRef.parse("a"))).isEmpty();
    }
}
