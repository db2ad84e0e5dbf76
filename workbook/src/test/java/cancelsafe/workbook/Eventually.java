package cancelsafe.workbook;

import java.util.function.Function;
import java.util.function.Predicate;

/** Waits for what another process does, which no clock of a test can bring about. */
public final class Eventually {
    private static final int LOOKS = 3_600;
    private static final int PAUSE_MILLIS = 50;

    private Eventually() {}

    /** Asks for something. */
    @FunctionalInterface
    public interface Look<T> {
        T take() throws Exception;
    }

    /**
     * Asks again and again, for three minutes at least.
     *
     * @param wanted whether it is as it should be
     * @param complaint says of the last one what is wrong with it
     * @return the first one that is as it should be
     */
    public static <T> T is(Look<T> look, Predicate<T> wanted, Function<T, String> complaint)
            throws Exception {
        T seen = look.take();
        for (int looks = 1; !wanted.test(seen); looks++) {
            if (looks == LOOKS) {
                throw new AssertionError(complaint.apply(seen));
            }
            Thread.sleep(PAUSE_MILLIS);
            seen = look.take();
        }
        return seen;
    }
}
