package cancelsafe.workbook.mutate;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines in which two texts differ, without their indentation.
 *
 * @param line number of the first, in the old text
 * @param before the old ones; empty if there are only new ones
 * @param after the new ones; empty if there are only old ones
 */
public record LineChange(int line, String before, String after) {
    /** A block of so many lines is shown as a whole: its other lines say where the change is. */
    private static final int WHOLE = 8;

    static LineChange between(String before, String after) {
        List<String> old = before.lines().map(String::strip).toList();
        List<String> changed = after.lines().map(String::strip).toList();
        int head = alike(old, changed);
        int tail =
                alike(
                        old.subList(head, old.size()).reversed(),
                        changed.subList(head, changed.size()).reversed());
        List<String> gone = old.subList(head, old.size() - tail);
        List<String> come = changed.subList(head, changed.size() - tail);
        return gone.size() + come.size() <= WHOLE
                ? of(head + 1, gone, come)
                : between(head + 1, gone, come);
    }

    /** How many lines at the beginning are the same. */
    private static int alike(List<String> old, List<String> changed) {
        int most = Math.min(old.size(), changed.size());
        int n = 0;
        while (n < most && old.get(n).equals(changed.get(n))) {
            n++;
        }
        return n;
    }

    /** Of a long block, all lines that are not common to both texts. */
    private static LineChange between(int line, List<String> old, List<String> changed) {
        int[][] common = new int[old.size() + 1][changed.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = changed.size() - 1; j >= 0; j--) {
                common[i][j] =
                        old.get(i).equals(changed.get(j))
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<String> gone = new ArrayList<>();
        List<String> come = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < changed.size()) {
            if (i < old.size() && j < changed.size() && old.get(i).equals(changed.get(j))) {
                i++;
                j++;
            } else if (j == changed.size()
                    || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
                gone.add(old.get(i++));
            } else {
                come.add(changed.get(j++));
            }
        }
        return of(line, gone, come);
    }

    private static LineChange of(int line, List<String> gone, List<String> come) {
        return new LineChange(line, String.join("\n", gone), String.join("\n", come));
    }
}
