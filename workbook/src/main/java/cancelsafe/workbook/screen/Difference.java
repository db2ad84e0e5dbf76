package cancelsafe.workbook.screen;

import org.jline.utils.AttributedString;

import java.util.ArrayList;
import java.util.List;

/**
 * How one source becomes another, line by line: what both have, what goes, what comes. Imports are
 * left out, and so are most of the lines that both have.
 */
public final class Difference {
    private static final String GOES = " - ";
    private static final String COMES = " + ";

    /** So many lines beside a difference are shown. */
    private static final int NEAR = 2;

    private final List<String> from;
    private final List<String> to;

    /** Length of the longest common rest of the two texts, by where each begins. */
    private final int[][] common;

    private Difference(List<String> from, List<String> to) {
        this.from = from;
        this.to = to;
        this.common = new int[from.size() + 1][to.size() + 1];
        for (int i = from.size() - 1; i >= 0; i--) {
            for (int j = to.size() - 1; j >= 0; j--) {
                common[i][j] =
                        from.get(i).equals(to.get(j))
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
    }

    /** The rows: {@code -} before a line that goes, {@code +} before one that comes. */
    public static List<AttributedString> rows(List<String> from, List<String> to) {
        return folded(new Difference(code(from), code(to)).rows());
    }

    private static List<String> code(List<String> source) {
        return source.stream().filter(line -> !line.matches("(import|package) .*;")).toList();
    }

    /** Without the rows in which both are alike, but for those next to a difference. */
    private static List<AttributedString> folded(List<AttributedString> rows) {
        List<AttributedString> folded = new ArrayList<>();
        boolean left = false;
        for (int i = 0; i < rows.size(); i++) {
            if (isNearADifference(rows, i)) {
                folded.add(rows.get(i));
                left = false;
            } else if (!left) {
                folded.add(Ink.DIM.of("   ..."));
                left = true;
            }
        }
        return folded;
    }

    private static boolean isNearADifference(List<AttributedString> rows, int at) {
        int to = Math.min(rows.size(), at + NEAR + 1);
        return rows.subList(Math.max(0, at - NEAR), to).stream()
                .anyMatch(
                        row -> row.toString().startsWith(GOES) || row.toString().startsWith(COMES));
    }

    private List<AttributedString> rows() {
        List<AttributedString> rows = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < from.size() || j < to.size()) {
            if (i < from.size() && j < to.size() && from.get(i).equals(to.get(j))) {
                rows.add(Ink.DIM.of("   " + from.get(i)));
                i++;
                j++;
            } else if (j == to.size()
                    || (i < from.size() && common[i + 1][j] >= common[i][j + 1])) {
                rows.add(Ink.PLAIN.of(GOES + from.get(i)));
                i++;
            } else {
                rows.add(Ink.KEPT.of(COMES + to.get(j)));
                j++;
            }
        }
        return rows;
    }
}
