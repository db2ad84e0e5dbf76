package cancelsafe.workbook.mutate;

import java.util.Comparator;
import java.util.List;

/**
 * A change of a text.
 *
 * @param edits in the order of the text, none within another
 */
record Change(List<Edit> edits) {
    /**
     * A part of a text and what comes instead of it.
     *
     * @param from where the part begins
     * @param to where it ends, exclusive
     */
    record Edit(int from, int to, String with) {}

    Change {
        edits = edits.stream().sorted(Comparator.comparingInt(Edit::from)).toList();
    }

    static Change of(Edit... edits) {
        return new Change(List.of(edits));
    }

    /** Where the first difference is. */
    int from() {
        return edits.getFirst().from();
    }

    /** The changed text. */
    String applyTo(String text) {
        StringBuilder changed = new StringBuilder();
        int done = 0;
        for (Edit edit : edits) {
            changed.append(text, done, edit.from()).append(edit.with());
            done = edit.to();
        }
        return changed.append(text, done, text.length()).toString();
    }
}
