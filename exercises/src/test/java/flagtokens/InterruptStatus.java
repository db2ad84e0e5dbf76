package flagtokens;

import static org.assertj.core.api.Assertions.assertThat;

/** The interrupt status of the calling thread; a method that does not wait leaves it as it is. */
final class InterruptStatus {
    private InterruptStatus() {}

    /** Makes the call with a clear status, and once more with a set one. */
    static void isLeftAloneBy(String call, Runnable body) {
        body.run();
        assertThat(Thread.interrupted())
                .as("interrupt status after %s, clear before", call)
                .isFalse();
        Thread.currentThread().interrupt();
        body.run();
        assertThat(Thread.interrupted()).as("interrupt status after %s, set before", call).isTrue();
    }
}
