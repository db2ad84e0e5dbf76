package cancelsafe.workbook.screen;

import cancelsafe.workbook.reader.State;

import java.util.Map;

/** How many katas are solved, and how many are only known. */
public record Tally(long solved, long known) {
    /** Counts the states, by id of the kata. */
    public Tally(Map<String, State> states) {
        this(
                states.values().stream().filter(State::wasSolved).count(),
                states.values().stream().filter(State.KNOWN::equals).count());
    }

    /** In words, such as {@code 3 of 51} or {@code 3 of 51, 8 known}. */
    public String describe(int all) {
        return "%d of %d%s".formatted(solved, all, known == 0 ? "" : ", " + known + " known");
    }
}
