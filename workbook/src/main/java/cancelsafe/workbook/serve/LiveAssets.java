package cancelsafe.workbook.serve;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The scripts and the style sheet that only pages from this server have. */
final class LiveAssets {
    /** Where they are. */
    static final String ROOT = "/live-assets/";

    /** In the sequence in which a page loads them. */
    private static final List<String> SCRIPTS =
            List.of(
                    "server.js",
                    "editor.js",
                    "playground.js",
                    "program.js",
                    "kata.js",
                    "progress.js");

    private static final String STYLE = "live.css";

    /** Loaded by {@code editor.js} when a reader edits something. */
    private static final String EDITOR = "codemirror.js";

    private LiveAssets() {}

    /** Loads the style sheet, for the head of a page. */
    static String head() {
        return "<link rel=\"stylesheet\" href=\"" + ROOT + STYLE + "\">\n";
    }

    /** Loads the scripts, for the end of a page. */
    static String scripts() {
        return SCRIPTS.stream()
                .map(name -> "<script src=\"" + ROOT + name + "\"></script>\n")
                .collect(Collectors.joining());
    }

    /** Whether there is one at this path. */
    static boolean has(String path) {
        String name = path.startsWith(ROOT) ? path.substring(ROOT.length()) : "";
        return SCRIPTS.contains(name) || name.equals(STYLE) || name.equals(EDITOR);
    }

    /** The one at this path. */
    static byte[] read(String path) throws IOException {
        String name = path.substring(ROOT.length());
        try (InputStream in = LiveAssets.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
