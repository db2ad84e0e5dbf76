package cancelsafe.given;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The progress of a survey.
 *
 * <p>Kata 2.9 ResumableTask.
 *
 * @param houses how many houses are done, from the first
 * @param people how many people live in these
 */
public record Checkpoint(int houses, int people) {
    /** Nothing is done yet. */
    public static final Checkpoint NONE = new Checkpoint(0, 0);

    private static final Pattern TEXT = Pattern.compile("houses (\\d{1,9}), people (\\d{1,9})\n");

    /** This checkpoint and one more house. */
    public Checkpoint plus(int peopleOfTheNextHouse) {
        return new Checkpoint(houses + 1, people + peopleOfTheNextHouse);
    }

    /** As it is written to a file, with a line feed at the end. */
    public String text() {
        return "houses %d, people %d\n".formatted(houses, people);
    }

    /** Reads {@link #text}; empty if it is something else, or only a part of it. */
    public static Optional<Checkpoint> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        new Checkpoint(
                                Integer.parseInt(matcher.group(1)),
                                Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }
}
