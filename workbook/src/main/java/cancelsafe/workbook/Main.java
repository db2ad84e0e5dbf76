package cancelsafe.workbook;

import cancelsafe.workbook.command.KataCommand;

/** The program behind {@code ./kata}. */
public final class Main {
    private Main() {}

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        System.exit(KataCommand.run(args));
    }
}
