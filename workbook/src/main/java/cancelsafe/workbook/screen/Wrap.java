package cancelsafe.workbook.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Prose in rows of a given width. */
public final class Wrap {
    private static final Pattern BLANKS = Pattern.compile(" +");

    private Wrap() {}

    /** The text, each of its lines broken between words, each row indented. */
    public static List<String> of(String text, int width, String indent) {
        List<String> rows = new ArrayList<>();
        int room = Math.max(20, width - indent.length());
        for (String line : text.lines().toList()) {
            StringBuilder row = new StringBuilder();
            for (String word : BLANKS.split(line.strip(), -1)) {
                if (!row.isEmpty() && row.length() + 1 + word.length() > room) {
                    rows.add(indent + row);
                    row.setLength(0);
                }
                row.append(row.isEmpty() ? "" : " ").append(word);
            }
            rows.add(indent + row);
        }
        return rows;
    }
}
