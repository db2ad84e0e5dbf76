package cancelsafe.site.listing;

import java.util.ArrayList;
import java.util.List;

/** The lines that two texts do not share, with a few around them: a longest common subsequence. */
public final class Changes {
    private static final int AROUND = 2;

    private Changes() {}

    /** A line of the comparison. */
    sealed interface Line {
        /** What stands there. */
        String text();
    }

    /** In both; {@code at} is its place in the new text, from 0. */
    record Same(int at, String text) implements Line {}

    /** In the old text alone; {@code at} is its place there, from 0. */
    record Gone(int at, String text) implements Line {}

    /** In the new text alone; {@code at} is its place there, from 0. */
    record New(int at, String text) implements Line {}

    /** Lines that both share and that are far from a change. */
    record Gap() implements Line {
        @Override
        public String text() {
            return "";
        }
    }

    /** What changed, without what is far from a change. */
    static List<Line> shown(List<String> old, List<String> young) {
        List<Line> all = all(old, young);
        List<Line> shown = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (isNearAChange(all, i)) {
                shown.add(all.get(i));
            } else if (shown.isEmpty() || !(shown.getLast() instanceof Gap)) {
                shown.add(new Gap());
            }
        }
        return shown;
    }

    private static boolean isNearAChange(List<Line> all, int at) {
        int to = Math.min(all.size(), at + AROUND + 1);
        return all.subList(Math.max(0, at - AROUND), to).stream()
                .anyMatch(l -> !(l instanceof Same));
    }

    private static List<Line> all(List<String> old, List<String> young) {
        int[][] common = common(old, young);
        List<Line> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < young.size()) {
            if (i < old.size() && j < young.size() && old.get(i).equals(young.get(j))) {
                lines.add(new Same(j, young.get(j)));
                i++;
                j++;
            } else if (j == young.size()
                    || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Gone(i, old.get(i)));
                i++;
            } else {
                lines.add(new New(j, young.get(j)));
                j++;
            }
        }
        return lines;
    }

    /** How many lines the two share from line {@code i} and line {@code j} on. */
    private static int[][] common(List<String> old, List<String> young) {
        int[][] common = new int[old.size() + 1][young.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = young.size() - 1; j >= 0; j--) {
                common[i][j] =
                        old.get(i).equals(young.get(j))
                                ? 1 + common[i + 1][j + 1]
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
