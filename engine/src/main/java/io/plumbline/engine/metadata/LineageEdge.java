package io.plumbline.engine.metadata;

/// One way in which a column acts on a column of a written dataset.
///
/// @param sourceColumn `*` for the presence of rows
/// @param direct whether values come this way, rather than influences alone
/// @param how IDENTITY, TRANSFORMATION, AGGREGATION, FILTER, JOIN, GROUP_BY, SORT, WINDOW,
///   CONDITIONAL, PRESENCE or UNKNOWN
/// @param expression the texts of the expressions on the way; empty for a value passed on
public record LineageEdge(
        String sourceDataset,
        String sourceColumn,
        String targetDataset,
        String targetColumn,
        boolean direct,
        String how,
        String expression) {}
