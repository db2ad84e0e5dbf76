package cancelsafe.workbook.snippet;

import java.util.ArrayList;
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
            }
        }
        if (fits[lines.size()][now.size()]) {
            return Optional.empty();
        }
        String expected = furthest < lines.size() ? lines.get(furthest) : "nothing more";
        List<String> shown = new ArrayList<>(now.subList(0, Math.min(now.size(), 20)));
        return Optional.of(
                "recorded is, in line %d: %s\nprinted was:\n%s"
                        .formatted(furthest + 1, expected, String.join("\n", shown)));
    }

    private static boolean isLike(String recorded, String printed) {
        String pattern =
                Arrays.stream(recorded.stripTrailing().split(Pattern.quote("[..]"), -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*"));
        return Pattern.matches(pattern, printed.stripTrailing());
    }
}
