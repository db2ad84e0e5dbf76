package cancelsafe.workbook.screen;

import org.jline.utils.AttributedString;

import java.util.ArrayList;
import java.util.List;

/** How one text becomes another, line by line: what both have, what goes, what comes. */
public final class Difference {
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
        return new Difference(from, to).rows();
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
                rows.add(Ink.PLAIN.of(" - " + from.get(i)));
                i++;
            } else {
                rows.add(Ink.KEPT.of(" + " + to.get(j)));
                j++;
            }
        }
        return rows;
    }
}
