package cancelsafe.lab.explore;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.story.Promise;
import cancelsafe.lab.story.PromiseKind;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

class LongExplorationTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private long nanos;

    private LongExploration progress(boolean isOn) {
        return new LongExploration(
                "queue", new PrintStream(said, true, StandardCharsets.UTF_8), () -> nanos, isOn);
    }

    private void runs(LongExploration progress, long... millis) {
        for (long each : millis) {
            nanos = TimeUnit.MILLISECONDS.toNanos(each);
            progress.run();
        }
    }

    private List<String> said() {
        return said.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void aShortExplorationSaysNothing() {
        try (LongExploration progress = progress(true)) {
            runs(progress, 0, 500, 1_999);
        }
        assertThat(said()).isEmpty();
    }

    @Test
    void aLongExplorationSaysWhatItDoesAfterTwoSecondsAndThenEveryFive() {
        try (LongExploration progress = progress(true)) {
            runs(progress, 0, 2_000, 3_000);
            progress.begin("schedules");
            runs(progress, 6_999, 7_000, 7_001);
        }
        assertThat(said())
                .containsExactly(
                        "lab: queue: 2 runs in 2 s, now: the undisturbed run; Ctrl-C ends the test",
                        "lab: queue: 5 runs in 7 s, now: schedules; Ctrl-C ends the test");
    }

    @Test
    void withoutATerminalItSaysNothing() {
        try (LongExploration progress = progress(false)) {
            runs(progress, 0, 100_000);
        }
        assertThat(said()).isEmpty();
    }

    @Test
    void whatWasFoundSoFarIsTheLatestBrokenPromise() {
        try (LongExploration progress = progress(false)) {
            runs(progress, 0, 1);
            assertThat(progress.soFar())
                    .isEqualTo("lab: queue: ended after 2 runs; no promise was broken in them");
            progress.note(
                    List.of(
                            Promise.kept(PromiseKind.NO_DATA_RACE),
                            Promise.broken(PromiseKind.NOTHING_HELD, "a permit")));
            assertThat(progress.soFar())
                    .isEqualTo(
                            "lab: queue: ended after 2 runs; broken: no lock or permit is kept: a"
                                    + " permit");
        }
    }
}
