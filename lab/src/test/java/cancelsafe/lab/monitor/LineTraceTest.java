package cancelsafe.lab.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.monitor.LineTrace.LineReached;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

/** Which lines are kept of a run, and which are left out. */
class LineTraceTest {
    private final LineTrace trace = new LineTrace();
    private final Thread a = Thread.ofVirtual().unstarted(() -> {});
    private final Thread b = Thread.ofVirtual().unstarted(() -> {});

    private static CodeLocation line(int number) {
        return new CodeLocation(
                CodeLocation.Kind.LINE, "a/Body", "run", "Body.java", number, "", false);
    }

    private void reaches(int from, int to) {
        IntStream.range(from, to).forEach(n -> trace.reached(a, line(n)));
    }

    private List<Integer> kept() {
        return trace.lines().stream().map(LineReached::n).toList();
    }

    @Test
    void theCurrentLineOfEachThreadIsKnown() {
        trace.reached(a, line(1));
        trace.reached(b, line(2));
        trace.reached(a, line(3));
        assertThat(trace.current(a)).isEqualTo(line(3));
        assertThat(trace.current(b)).isEqualTo(line(2));
        assertThat(trace.current(Thread.currentThread())).isNull();
    }

    @Test
    void aShortRunIsKeptWhole() {
        reaches(0, 80);
        assertThat(kept()).isEqualTo(IntStream.range(0, 80).boxed().toList());
    }

    @Test
    void theMiddleOfALongRunIsLeftOut() {
        reaches(0, 200);
        assertThat(kept())
                .isEqualTo(
                        IntStream.concat(IntStream.range(0, 40), IntStream.range(160, 200))
                                .boxed()
                                .toList());
    }

    @Test
    void theLinesAroundWhatMattersAreKept() {
        reaches(0, 100);
        trace.keepAround();
        reaches(100, 200);
        assertThat(kept())
                .containsSubsequence(IntStream.range(90, 110).boxed().toList())
                .contains(0, 39, 160, 199)
                .doesNotContain(40, 89, 110, 159);
    }

    @Test
    void aDepartureIsTheNextLineOfItsThread() {
        trace.reached(a, line(1));
        trace.departs(b);
        trace.reached(a, line(2));
        trace.reached(b, line(3));
        trace.reached(b, line(4));
        assertThat(trace.lines())
                .extracting(LineReached::departs)
                .containsExactly(false, false, true, false);
    }

    @Test
    void noRunIsKeptWithoutABound() {
        for (int i = 0; i < 1_000; i++) {
            trace.keepAround();
            reaches(0, 100);
        }
        assertThat(trace.lines()).hasSizeLessThan(500);
    }
}
