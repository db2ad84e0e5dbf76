package cancelsafe.workbook.watch;

import cancelsafe.workbook.Main;

import java.nio.file.Path;

/** The command line that starts a watch in a terminal of a test. */
final class WatchCommand {
    private WatchCommand() {}

    /**
     * For a copy of the book.
     *
     * @param temporary where the watch keeps its temporary files
     */
    static String in(Path folder, Path temporary) {
        return String.join(
                " ",
                "'" + Path.of(System.getProperty("java.home"), "bin", "java") + "'",
                "-XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dcancelsafe.root='" + folder + "'",
                "-Dcancelsafe.built='" + System.getProperty("cancelsafe.built") + "'",
                "-cp '" + System.getProperty("java.class.path") + "'",
                "-Djava.io.tmpdir='" + temporary + "'",
                Main.class.getName() + "; echo it ended with $?; stty -a; cat");
    }
}
