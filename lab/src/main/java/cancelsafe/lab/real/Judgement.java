package cancelsafe.lab.real;

import java.util.List;
import java.util.Locale;

/**
 * What came of a driver.
 *
 * @param title the library and the driver, as the report calls them
 * @param verdict whether it held
 * @param reason why nothing was judged; empty if something was
 * @param points how many points the undisturbed body passes
 * @param trials one for each point that was cancelled and reached again
 * @param notes what restricts the verdict, in words
 */
public record Judgement(
        String title,
        Verdict verdict,
        String reason,
        int points,
        List<Trial> trials,
        List<String> notes) {

    /** Whether a driver held. */
    public enum Verdict {
        /** Every promise was kept at every point that was tried. */
        HELD,
        /** A promise was broken. */
        BROKEN,
        /** Nothing can be said: no point, or a driver that fails undisturbed. */
        NOT_JUDGED;

        /** As a report says it, such as {@code not judged}. */
        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** The trials that broke a promise. */
    public List<Trial> broken() {
        return trials.stream().filter(t -> !t.broken().isEmpty()).toList();
    }

    /**
     * Passes if every promise was kept.
     *
     * @throws AssertionError with {@link #text} otherwise, also if nothing was judged
     */
    public void mustHold() {
        if (verdict != Verdict.HELD) {
            throw new AssertionError(text());
        }
    }

    /** The report: where each cancellation came, how the body ended, what broke. */
    public String text() {
        StringBuilder out = new StringBuilder(title).append(": ").append(headline()).append('\n');
        if (verdict != Verdict.NOT_JUDGED) {
            out.append("   on real threads: another run may differ\n");
        }
        notes.forEach(note -> out.append("   ").append(note).append('\n'));
        for (Trial trial : trials) {
            String when = trial.late() ? ", while it waited" : "";
            out.append("%n %s %3d  %s%s%n".formatted(mark(trial), trial.n(), trial.site(), when));
            out.append("        ").append(trial.how()).append('\n');
            trial.broken().forEach(b -> out.append("        ").append(b).append('\n'));
            trial.cutOff().forEach(c -> out.append("        CUT OFF: ").append(c).append('\n'));
        }
        return out.toString().stripTrailing();
    }

    private static String mark(Trial trial) {
        return trial.broken().isEmpty() ? "v" : "x";
    }

    private String headline() {
        return switch (verdict) {
            case NOT_JUDGED -> "not judged, " + reason;
            case HELD -> "cancelled at " + counted(pointsOf(trials)) + ", held";
            case BROKEN -> "cancelled at " + counted(pointsOf(trials)) + ", broken " + where();
        };
    }

    private String where() {
        int tried = pointsOf(trials);
        int broken = pointsOf(broken());
        if (tried == 1) {
            return "there";
        }
        return broken == tried ? "at all of them" : "at %d of them".formatted(broken);
    }

    /** A point counts once, although it may be tried once more while it waits. */
    private static int pointsOf(List<Trial> trials) {
        return (int) trials.stream().mapToInt(Trial::n).distinct().count();
    }

    /** So many points, in words. */
    static String counted(int points) {
        return points == 1 ? "1 point" : points + " points";
    }
}
