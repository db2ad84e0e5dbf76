package cancelsafe.workbook.snippet;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a snippet printed when it was recorded. {@code [..]} stands for any part of a line, {@code
 * ...} alone in a line for any lines.
 */
final class Recording {
    private static final String ANY_LINES = "...";
    private static final int LINES_BEFORE = 5;
    private static final int LINES_SHOWN = 20;

    private final List<String> lines;

    /** The text of the file. */
    Recording(String text) {
        this.lines = text.stripTrailing().lines().toList();
    }

    /** The first difference to what was printed now, in words; empty if there is none. */
    Optional<String> differenceTo(String printed) {
        List<String> now = printed.stripTrailing().lines().toList();
        boolean[][] fits = new boolean[lines.size() + 1][now.size() + 1];
        fits[0][0] = true;
        int furthest = 0;
        int alike = 0; // lines printed so far that fit
        for (int i = 1; i <= lines.size(); i++) {
            boolean any = lines.get(i - 1).strip().equals(ANY_LINES);
            for (int j = 0; j <= now.size(); j++) {
                fits[i][j] =
                        any
                                ? fits[i - 1][j] || (j > 0 && fits[i][j - 1])
                                : j > 0
                                        && fits[i - 1][j - 1]
                                        && isLike(lines.get(i - 1), now.get(j - 1));
                furthest = fits[i][j] ? i : furthest;
                alike = fits[i][j] ? j : alike;
            }
        }
        if (fits[lines.size()][now.size()]) {
            return Optional.empty();
        }
        String expected = furthest < lines.size() ? lines.get(furthest) : "nothing more";
        int from = Math.max(0, alike - LINES_BEFORE);
        int to = Math.min(now.size(), from + LINES_SHOWN);
        return Optional.of(
                "line %d of the recording is: %s\nthe program printed%s:\n%s"
                        .formatted(
                                furthest + 1,
                                expected,
                                from == 0 ? "" : ", from line " + (from + 1),
                                String.join("\n", now.subList(from, to))));
    }

    private static boolean isLike(String recorded, String printed) {
        String pattern =
                Arrays.stream(recorded.stripTrailing().split(Pattern.quote("[..]"), -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*"));
        return Pattern.matches(pattern, printed.stripTrailing());
    }
}
