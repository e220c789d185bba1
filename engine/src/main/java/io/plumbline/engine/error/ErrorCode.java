package io.plumbline.engine.error;

/// The stable codes of every failure a person sees; the text beside a code may change, the code
/// never.
public enum ErrorCode {
    ARGUMENT_INVALID(ErrorClass.USER),
    FILE_MISSING(ErrorClass.USER),
    FILE_UNREADABLE(ErrorClass.SOURCE),
    FILE_UNWRITABLE(ErrorClass.SOURCE),
    FILE_TOO_LARGE(ErrorClass.USER),
    FILE_NOT_UTF8(ErrorClass.USER),
    WORKSPACE_MISSING(ErrorClass.USER),
    WORKSPACE_LOCKED(ErrorClass.RESOURCE),
    WORKSPACE_EXISTS(ErrorClass.USER),
    FORMAT_NEWER(ErrorClass.USER),
    YAML_SYNTAX(ErrorClass.USER),
    YAML_DUPLICATE_KEY(ErrorClass.USER),
    YAML_TOO_COMPLEX(ErrorClass.USER),
    YAML_TAG_REFUSED(ErrorClass.USER),
    JSON_SYNTAX(ErrorClass.USER),
    DOCUMENT_UNKNOWN_KEY(ErrorClass.USER),
    DOCUMENT_INVALID(ErrorClass.USER),
    REFERENCE_REFUSED(ErrorClass.REFUSED),
    SECRET_IN_CLEAR_TEXT(ErrorClass.USER),
    SECRET_MISSING(ErrorClass.USER),
    KEYCHAIN_UNAVAILABLE(ErrorClass.SOURCE),
    KEYCHAIN_LOCKED(ErrorClass.SOURCE),
    KEYCHAIN_DENIED(ErrorClass.REFUSED),
    CONNECTION_UNKNOWN(ErrorClass.USER),
    CONNECTION_INVALID(ErrorClass.USER),
    CONNECTION_URL_REFUSED(ErrorClass.REFUSED),
    CONNECTION_FAILED(ErrorClass.SOURCE),
    CAPABILITY_MISSING(ErrorClass.USER),
    DATASET_UNKNOWN(ErrorClass.USER),
    DATASET_INVALID(ErrorClass.USER),
    TABLE_UNKNOWN(ErrorClass.USER),
    SCHEMA_CHANGED(ErrorClass.SOURCE),
    DATA_INVALID(ErrorClass.SOURCE),
    DATA_CHANGED_DURING_RUN(ErrorClass.SOURCE),
    PIPELINE_UNKNOWN(ErrorClass.USER),
    PIPELINE_CYCLE(ErrorClass.USER),
    STEP_UNKNOWN(ErrorClass.USER),
    STEP_DUPLICATE(ErrorClass.USER),
    STEP_TYPE_UNKNOWN(ErrorClass.USER),
    STEP_INPUT_MISSING(ErrorClass.USER),
    PORT_UNKNOWN(ErrorClass.USER),
    PORT_OCCUPIED(ErrorClass.USER),
    PARAMETER_MISSING(ErrorClass.USER),
    PARAMETER_INVALID(ErrorClass.USER),
    PARAMETER_UNKNOWN(ErrorClass.USER),
    COLUMN_UNKNOWN(ErrorClass.USER),
    COLUMN_AMBIGUOUS(ErrorClass.USER),
    COLUMN_DUPLICATE(ErrorClass.USER),
    COLUMN_UNUSED(ErrorClass.USER),
    SCHEMA_MISMATCH(ErrorClass.USER),
    SQL_SYNTAX(ErrorClass.USER),
    SQL_INVALID(ErrorClass.USER),
    SQL_NOT_A_QUERY(ErrorClass.REFUSED),
    SQL_TOO_COMPLEX(ErrorClass.USER),
    SQL_UNSUPPORTED(ErrorClass.USER),
    FUNCTION_UNKNOWN(ErrorClass.USER),
    TYPE_MISMATCH(ErrorClass.USER),
    VALUE_INVALID(ErrorClass.USER),
    DIVISION_BY_ZERO(ErrorClass.USER),
    OVERFLOW(ErrorClass.USER),
    SUBQUERY_MANY_ROWS(ErrorClass.USER),
    RECURSION_ENDLESS(ErrorClass.USER),
    CHECK_FAILED(ErrorClass.USER),
    PROGRAM_REFUSED(ErrorClass.REFUSED),
    PROGRAM_FAILED(ErrorClass.SOURCE),
    PROGRAM_OUTPUT_INVALID(ErrorClass.SOURCE),
    TEST_UNKNOWN(ErrorClass.USER),
    TEST_INVALID(ErrorClass.USER),
    CANCELLED(ErrorClass.RESOURCE),
    OUT_OF_MEMORY(ErrorClass.RESOURCE),
    DISK_FULL(ErrorClass.RESOURCE),
    TIMED_OUT(ErrorClass.RESOURCE),
    COMMIT_CONFLICT(ErrorClass.SOURCE),
    JOURNAL_DAMAGED(ErrorClass.SOURCE),
    JOURNAL_UNWRITABLE(ErrorClass.RESOURCE),
    METADATA_DAMAGED(ErrorClass.SOURCE),
    INTERNAL_ERROR(ErrorClass.INTERNAL);

    private final ErrorClass errorClass;

    ErrorCode(ErrorClass errorClass) {
        this.errorClass = errorClass;
    }

    /// Returns whose turn it is.
    public ErrorClass errorClass() {
        return errorClass;
    }
}
