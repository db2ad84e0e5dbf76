package cancelsafe.workbook.watch;

import cancelsafe.workbook.process.Processes;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/** The browser of the desktop. */
final class Browser {
    private static final List<String> OPENERS = List.of("xdg-open", "open", "explorer.exe");

    private Browser() {}

    /** Opens a page; false if nothing here can. */
    static boolean open(URI page) {
        for (String opener : OPENERS) {
            if (Processes.onPath(opener) != null) {
                try {
                    new ProcessBuilder(opener, page.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
                    return true;
                } catch (IOException _) {
                    return false;
                }
            }
        }
        return false;
    }
}
