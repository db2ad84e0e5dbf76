package cancelsafe.lab.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** What leaves a run, as far as no line of woven code is asked for. */
class EscapesTest {
    private final boolean[] isObserver = {false};
    private final List<RunEnd> ends = new ArrayList<>();
    private final Deadlocks deadlocks = new Deadlocks();
    private final UnseenFailures failures = new UnseenFailures();
    private final Escapes escapes =
            new Escapes(
                    new Attention(() -> isObserver[0]),
                    deadlocks,
                    failures,
                    Thread::isVirtual,
                    ends::add,
                    ends::add);

    @Test
    void aPoolThatGetsAThreadOfTheRunIsKnown() {
        try (ThreadPoolExecutor pool =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>())) {
            escapes.givesTo(pool);
            assertThat(deadlocks.knows(pool)).isFalse();
            escapes.grows(pool);
            assertThat(deadlocks.knows(pool)).isTrue();
        }
        escapes.grows("another executor");
        assertThat(ends).isEmpty();
    }

    @Test
    void theDeathOfAThreadIsNotedUnlessItIsTheLabs() {
        isObserver[0] = true;
        escapes.dies(new IllegalStateException());
        assertThat(failures.described(Thread::getName, Throwable::toString)).isEmpty();
        isObserver[0] = false;
        escapes.dies(new IllegalStateException());
        assertThat(failures.described(Thread::getName, Throwable::toString)).hasSize(1);
    }

    @Test
    void aThreadOfTheRunIsNoEscape() {
        escapes.handsOver(Thread.ofVirtual().unstarted(() -> {}));
        escapes.handsOver(Thread.currentThread()); // waits for nothing
        assertThat(ends).isEmpty();
    }
}
