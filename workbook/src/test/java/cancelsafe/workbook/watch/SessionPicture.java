package cancelsafe.workbook.watch;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.workbook.BookCopy;
import cancelsafe.workbook.reader.Progress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the moving picture of the README anew: a reader meets a kata, makes a mistake, asks for a
 * hint, and solves it. Not part of the build, which leaves the clone as it is: {@code mvn -pl
 * workbook -am package -Dtest=SessionPicture -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class SessionPicture {
    private static final int SECONDS = 5;
    private static final int ROWS = 24;
    private static final double ROW = 18;
    private static final double COLUMN = 8.43;
    private static final Pattern STYLE = Pattern.compile("\u001b\\[([\\d;]*)m");

    @TempDir Path folder;

    @Test
    void ofASession() throws Exception {
        Book book = BookCopy.in(folder);
        Kata kata = book.kata("TornTransfer").orElseThrow();
        Progress.of(book).choose(kata);
        List<String> screens = new ArrayList<>();
        try (Tmux terminal = Tmux.run(folder.resolve("tmux"), WatchCommand.in(folder, folder))) {
            terminal.whenItShows("never reached");
            screens.add(terminal.colours());
            save(kata, kata.wrongAnswer("gives-before-it-takes"));
            terminal.whenItShows("This behaves like");
            screens.add(terminal.colours());
            terminal.press("h");
            terminal.whenItShows("Hint 1:");
            screens.add(terminal.colours());
            save(kata, kata.solution());
            terminal.whenItShows("n next: ");
            screens.add(terminal.colours());
            terminal.press("q");
            terminal.whenItShows("Solved katas");
        }
        Path picture = BookCopy.ROOT.resolve("site/screenshots/session.svg").normalize();
        Files.writeString(picture, svg(screens));
    }

    private static void save(Kata kata, Path answer) throws Exception {
        Files.copy(answer, kata.exercise(), StandardCopyOption.REPLACE_EXISTING);
    }

    private static String svg(List<String> screens) {
        int all = screens.size() * SECONDS;
        double share = 100.0 / screens.size();
        StringBuilder svg = new StringBuilder();
        svg.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 700 456" width="700" height="456" \
                role="img" aria-label="A session with kata 2.2 in a terminal">
                <style>
                text { font: 14px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; \
                fill: #ddd; white-space: pre }
                .b { font-weight: bold } .d { fill: #8a8f98 } .r { fill: #ff7b72 } .g { fill: #7ee787 }
                .s { opacity: 0; animation: show %ds steps(1) infinite }
                .s:first-of-type { opacity: 1 }
                @keyframes show { 0%% { opacity: 1 } %.2f%% { opacity: 0 } 100%% { opacity: 0 } }
                @media (prefers-reduced-motion) { .s { animation: none } }
                </style>
                <rect width="700" height="456" rx="8" fill="#16181d"/>
                """
                        .formatted(all, share));
        for (int n = 0; n < screens.size(); n++) {
            svg.append("<g class=\"s\" style=\"animation-delay: %ds\">%n".formatted(n * SECONDS));
            List<String> rows = screens.get(n).lines().limit(ROWS).toList();
            for (int row = 0; row < rows.size(); row++) {
                svg.append(row(rows.get(row), 18 + row * ROW));
            }
            svg.append("</g>\n");
        }
        return svg.append("</svg>\n").toString();
    }

    /** A row: each run of characters in one style is a text of its own. */
    private static String row(String text, double y) {
        StringBuilder row = new StringBuilder();
        Matcher styles = STYLE.matcher(text);
        String style = "";
        int column = 0;
        int from = 0;
        while (true) {
            boolean more = styles.find();
            String part = text.substring(from, more ? styles.start() : text.length());
            if (!part.isBlank()) {
                String escaped =
                        part.stripTrailing()
                                .replace("&", "&amp;")
                                .replace("<", "&lt;")
                                .replace(">", "&gt;");
                row.append(
                        "<text x=\"%.1f\" y=\"%.0f\"%s>%s</text>%n"
                                .formatted(
                                        10 + column * COLUMN,
                                        y,
                                        style.isBlank() ? "" : " class=\"" + style.strip() + "\"",
                                        escaped));
            }
            column += part.length();
            if (!more) {
                return row.toString();
            }
            style = after(style, styles.group(1));
            from = styles.end();
        }
    }

    /** The style after a sequence of the terminal, as names of classes. */
    private static String after(String style, String codes) {
        String now = style;
        for (String code : codes.split(";", -1)) {
            now =
                    switch (code) {
                        case "", "0" -> "";
                        case "1" -> now + " b";
                        case "2" -> now + " d";
                        case "31" -> now + " r";
                        case "32" -> now + " g";
                        case "39" -> now.replace(" r", "").replace(" g", "");
                        default -> now;
                    };
        }
        return now;
    }
}
