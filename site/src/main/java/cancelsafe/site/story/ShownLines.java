package cancelsafe.site.story;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a story needs of its source: the fields, and the members that its runs passed through. */
final class ShownLines {
    /** Stands for members that are left out. */
    static final int LEFT_OUT = 0;

    private static final Pattern TYPE =
            Pattern.compile("(?!\\s|//|\\*|import ).*\\b(class|record|enum|interface) .*");
    private static final Pattern OF_A_MEMBER = Pattern.compile(" {0,4}\\S.*");
    private static final Pattern FIELD =
            Pattern.compile(" {4}\\w[^(]*(=.*)?;.*|.*=.*;|\\s*(//|/?\\*|@).*|\\s*");

    private final List<String> lines;
    private final Set<Integer> reached;

    private ShownLines(List<String> lines, Set<Integer> reached) {
        this.lines = lines;
        this.reached = reached;
    }

    /**
     * Numbers of lines, from 1, and {@link #LEFT_OUT} where some are left out.
     *
     * @param lines a source, formatted as this book's sources are
     * @param reached the lines that any run reached; if there is none, everything is shown
     */
    static List<Integer> of(List<String> lines, Set<Integer> reached) {
        return new ShownLines(lines, reached).shown();
    }

    private List<Integer> shown() {
        int type = 1;
        while (type < lines.size() && !TYPE.matcher(line(type)).matches()) {
            type++;
        }
        Set<Integer> shown = new TreeSet<>(Set.of(type, lines.size()));
        for (int from = type + 1; from < lines.size(); ) {
            int to = endOfMember(from);
            if (isWanted(from, to)) {
                for (int n = from; n <= to; n++) {
                    shown.add(n);
                }
            }
            from = to + 1;
        }
        return withGaps(List.copyOf(shown));
    }

    private String line(int n) {
        return lines.get(n - 1);
    }

    /** Members stand apart by an empty line; an empty line inside of one is followed by more. */
    private int endOfMember(int from) {
        int to = from;
        while (to < lines.size() - 1
                && !(line(to).isBlank() && OF_A_MEMBER.matcher(line(to + 1)).matches())) {
            to++;
        }
        return to;
    }

    private boolean isWanted(int from, int to) {
        boolean passed = reached.stream().anyMatch(n -> from <= n && n <= to);
        return passed
                || reached.isEmpty()
                || lines.subList(from - 1, to).stream().allMatch(l -> FIELD.matcher(l).matches());
    }

    private List<Integer> withGaps(List<Integer> shown) {
        List<Integer> result = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            int n = shown.get(i);
            boolean last = i == shown.size() - 1;
            if (last && line(shown.get(i - 1)).isBlank()) {
                result.removeLast();
            }
            if (i > 0 && n > shown.get(i - 1) + 1) {
                result.add(LEFT_OUT);
            }
            result.add(n);
        }
        return result;
    }
}
