package cancelsafe.workbook.reader;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question in a card box after Sebastian Leitner, "So lernt man lernen" (1972): a question that
 * the reader knew moves one box further, where it waits longer; one that the reader did not know
 * goes back to the first box. A new question is in the first box.
 *
 * @param box from 1 to 5
 * @param due the day on which it is asked again
 */
public record Card(int box, LocalDate due) {
    /** How long a question waits in each box, in days. */
    private static final List<Integer> DAYS = List.of(1, 3, 7, 21, 60);

    private static final Pattern WRITTEN = Pattern.compile("([1-5]) (\\d{4}-\\d\\d-\\d\\d)");

    /** A question that was never asked. */
    public static Card fresh(LocalDate today) {
        return new Card(1, today);
    }

    /**
     * The card after an answer. A question that is known before its day stays as it is: only after
     * the interval does the answer say something.
     */
    public Card after(boolean isKnown, LocalDate today) {
        if (!isKnown) {
            return in(1, today);
        }
        return isDue(today) ? in(Math.min(box + 1, DAYS.size()), today) : this;
    }

    private static Card in(int box, LocalDate today) {
        return new Card(box, today.plusDays(DAYS.get(box - 1)));
    }

    /** Whether the question is asked today. */
    public boolean isDue(LocalDate today) {
        return !due.isAfter(today);
    }

    /** Whether the reader knew the answer when the question was last asked. */
    public boolean wasKnown() {
        return box > 1;
    }

    String written() {
        return box + " " + due;
    }

    static Optional<Card> read(String written) {
        Matcher card = WRITTEN.matcher(written);
        if (!card.matches()) {
            return Optional.empty();
        }
        try {
            int box = Integer.parseInt(card.group(1));
            return Optional.of(new Card(box, LocalDate.parse(card.group(2))));
        } catch (DateTimeException _) {
            return Optional.empty(); // no such day
        }
    }
}
