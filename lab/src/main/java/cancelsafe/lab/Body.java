package cancelsafe.lab;

/** The code under test: what one attempt runs on a thread of the lab. */
@FunctionalInterface
public interface Body {
    /**
     * Runs once in each attempt.
     *
     * @throws Throwable whatever the body throws; the lab judges it, it does not pass it on
     */
    void run() throws Throwable;
}
