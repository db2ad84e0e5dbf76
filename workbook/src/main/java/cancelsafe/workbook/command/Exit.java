package cancelsafe.workbook.command;

/** Exit codes of the command. */
final class Exit {
    static final int RIGHT = 0;
    static final int FAILED = 1;
    static final int WRONG_CALL = 2;
    static final int MACHINE_LACKS = 3;

    private Exit() {}
}
