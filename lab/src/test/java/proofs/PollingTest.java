package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.Body;
import cancelsafe.lab.story.Story;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;

/** A body may poll for the end of something that takes days. */
@Timeout(60)
class PollingTest {
    private static Thread sleeper(Duration time) {
        return Thread.startVirtualThread(
                () -> {
                    try {
                        Thread.sleep(time);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private static Story holds(Body body) {
        return Judged.holds((Attempt attempt) -> attempt.undisturbed().run(body));
    }

    private static void pollsFor(Duration time) throws InterruptedException {
        Thread sleeper = sleeper(time);
        while (sleeper.isAlive()) {
            sleeper.join(1);
        }
    }

    @Test
    void aPollOfEachMillisecondSeesAnEndAfterDays() {
        assertThat(holds(() -> pollsFor(Duration.ofDays(3))).points()).hasSizeLessThan(2_000);
    }

    @Test
    void aPollIsHardlyLaterThanWhatItWaitsFor() {
        long[] took = new long[1];
        holds(
                () -> {
                    long begin = System.nanoTime();
                    pollsFor(Duration.ofDays(3));
                    took[0] = System.nanoTime() - begin;
                });
        assertThat(Duration.ofNanos(took[0]))
                .isBetween(Duration.ofDays(3), Duration.ofDays(3).plusMillis(2));
    }

    @Test
    void whoPollsAloneIsOnTime() {
        long[] took = new long[1];
        holds(
                () -> {
                    long begin = System.nanoTime();
                    for (int i = 0; i < 1_000; i++) {
                        Thread.sleep(1);
                    }
                    took[0] = System.nanoTime() - begin;
                });
        assertThat(Duration.ofNanos(took[0])).isEqualTo(Duration.ofSeconds(1));
    }
}
