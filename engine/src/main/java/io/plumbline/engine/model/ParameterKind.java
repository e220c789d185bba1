package io.plumbline.engine.model;

/// The kinds of value that a parameter of a step or of a check takes.
public enum ParameterKind {
    TEXT("a text"),
    INTEGER("a whole number of 0 or more"),
    /// A share of the whole.
    FRACTION("a number above 0, at most 1, such as 0.1"),
    BOOLEAN("true or false"),
    /// One of the declared choices.
    CHOICE("one of the choices"),
    /// Texts, numbers or truth values.
    VALUES("a list of values, such as [open, paid]"),
    /// Texts that stand for themselves, such as the words of a command.
    WORDS("a list of texts, such as [python3, score.py]"),
    /// Column name to the columns that it comes from.
    COLUMN_FLOW(
            "a map of column to the list of input columns that it comes from, such as {score:"
                    + " [amount, age]}"),
    /// A number, a text, or a truth value.
    VALUE("a number or a text"),
    DATASET("the name of a dataset"),
    COLUMNS("a list of column names, such as [id, name]"),
    /// Old name to new name.
    RENAMES("a map of old name to new name, such as {cust_id: customer_id}"),
    /// Column name to type.
    TYPES("a map of column name to type, such as {id: BIGINT, name: VARCHAR}"),
    /// Column name to standard.
    STANDARDS(
            "a map of column to standard, such as {country: {standard: country, to: alpha2}, mail:"
                    + " email}"),
    /// Parameter to value.
    PARAMETERS("a map of parameter to value, such as {year: 1998}"),
    EXPRESSION("an SQL expression, such as amount * 2"),
    CONDITION("an SQL condition, such as amount > 0"),
    /// Column name to expression.
    EXPRESSIONS("a map of column name to SQL expression, such as {total: price * quantity}"),
    QUERY("an SQL query, such as SELECT id FROM orders"),
    SORT_KEYS("a list of columns, such as [amount desc, name]"),
    /// Column names that both sides share, or a condition.
    JOIN_ON(
            "a list of shared column names, such as [customer_id], or a condition, such as"
                    + " left.id = right.customer_id"),
    /// Column names that both sides share, or names of the one side to those of the other.
    KEY_PAIRS(
            "a list of shared column names, such as [customer_id], or a map of name to the other"
                    + " input's name, such as {customer_id: id}"),
    /// Column names, or old names to new names.
    COLUMNS_AS(
            "a list of column names, such as [name], or a map of old name to new name, such as"
                    + " {name: customer_name}"),
    /// Values, or names to values.
    NAMED_VALUES(
            "a list of values, such as [open, paid], or a map of name to value, such as {q1: 1,"
                    + " q2: 2}"),
    CHECKS("a list of checks, such as [{type: not_null, columns: [id]}]");

    private final String form;

    ParameterKind(String form) {
        this.form = form;
    }

    /// Returns what a right value looks like, to stand after "must be".
    public String form() {
        return form;
    }
}
