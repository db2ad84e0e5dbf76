package cancelsafe.site;

import java.util.List;
import java.util.regex.Pattern;

/** A program as the page shows it: without the lines that speak to JBang and to the build. */
final class SnippetText {
    private static final Pattern HEADER =
            Pattern.compile(
                    "///usr/bin/env .*|//(?:JAVA|PREVIEW|DEPS|REPOS|SOURCES|FILES|COMPILE_OPTIONS"
                            + "|RUNTIME_OPTIONS|JAVA_OPTIONS|JAVAC_OPTIONS|NATIVE_OPTIONS).*"
                            + "|// covers: .*");

    private SnippetText() {}

    /** The number of lines, from the first, that are not shown. */
    static int hidden(String source) {
        List<String> lines = source.lines().toList();
        int hidden = 0;
        while (hidden < lines.size()
                && (lines.get(hidden).isBlank() || HEADER.matcher(lines.get(hidden)).matches())) {
            hidden++;
        }
        return hidden;
    }

    /** The lines that are shown. */
    static String shown(String source) {
        return String.join("\n", source.lines().skip(hidden(source)).toList());
    }
}
