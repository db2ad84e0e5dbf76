package cancelsafe.workbook.command;

/** The machine lacks something; the message says what, and how to get it. */
final class Lacking extends Exception {
    private static final long serialVersionUID = 1;

    Lacking(String message) {
        super(message);
    }
}
