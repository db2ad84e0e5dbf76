package cancelsafe.lab.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which failures of threads somebody is told of. */
class UnseenFailuresTest {
    private final UnseenFailures failures = new UnseenFailures();
    private final Throwable failure = new IllegalStateException("lost");

    @Test
    void aThreadWithoutAHandlerDiesUnseen() {
        failures.dies(failure);
        assertThat(failures.described(t -> "worker", Throwable::getMessage))
                .containsExactly("worker threw lost");
        assertThat(failures.wasSeen(failure)).isFalse();
    }

    @Test
    void aDefaultHandlerSeesTheFailure() {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((t, e) -> {});
        try {
            failures.dies(failure);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(failures.described(t -> "worker", Throwable::getMessage)).isEmpty();
        assertThat(failures.wasSeen(failure)).isTrue();
        assertThat(failures.wasSeen(new IllegalStateException("lost"))).isFalse();
    }
}
