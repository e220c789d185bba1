package io.plumbline.engine.spi;

import java.util.List;

/// Brings the connectors of one module: the only service that is looked up at run time.
public interface ConnectorProvider {

    /// Returns the connectors, sorted by kind.
    List<Connector> connectors();
}
