package cancelsafe.lab.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.hook.CodeLocation;

import org.junit.jupiter.api.Test;

/** How often a loop may turn between two points. */
class NonResponsiveLoopsTest {
    private static final int TURNS = 300_000;
    private static final int LINES = 3_000_000;
    private static final CodeLocation LOOP =
            new CodeLocation(CodeLocation.Kind.LINE, "a/Body", "run", "Body.java", 7, "", false);

    private final NonResponsiveLoops loops = new NonResponsiveLoops();
    private final Thread a = Thread.ofVirtual().unstarted(() -> {});
    private final Thread b = Thread.ofVirtual().unstarted(() -> {});

    private void turns(Thread thread, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(loops.turns(thread, LOOP).isPresent()).isFalse();
        }
    }

    @Test
    void aLoopThatTurnsTooOftenIsNamed() {
        turns(a, TURNS);
        assertThat(loops.turns(a, LOOP)).contains(new RunEnd.NonResponsiveLoop(LOOP));
    }

    @Test
    void aPointBeginsTheCountAnew() {
        turns(a, TURNS);
        loops.passesPoint(a);
        turns(a, TURNS);
    }

    @Test
    void eachThreadHasACountOfItsOwn() {
        turns(a, TURNS);
        turns(b, TURNS);
        loops.passesPoint(b);
        assertThat(loops.turns(a, LOOP)).isPresent();
    }

    @Test
    void aLoopOfTheJdkIsSeenByTheLinesThatItCalls() {
        for (int i = 0; i < LINES; i++) {
            assertThat(loops.reaches(a, LOOP).isPresent()).isFalse();
        }
        assertThat(loops.reaches(a, LOOP)).contains(new RunEnd.NonResponsiveLoop(LOOP));
        loops.passesPoint(a);
        assertThat(loops.reaches(a, LOOP)).isEmpty();
    }
}
