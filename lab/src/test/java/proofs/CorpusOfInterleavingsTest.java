package proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.explore.Cancel;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Of the bodies of the corpus every wrong one must be caught and every right one must pass. */
@Timeout(120)
class CorpusOfInterleavingsTest {
    private static final List<String> FIGURES = new ArrayList<>();
    private static final List<String> NOT_EXHAUSTIVE = new ArrayList<>();
    private static int wrongGreen;
    private static int wrongRed;

    static Stream<Arguments> bodies() {
        return CorpusOfInterleavings.examples().stream()
                .map(e -> argumentSet((e.right() ? "right: " : "wrong: ") + e.name(), e));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void isJudgedRightly(CorpusOfInterleavings.Example example) {
        String name = example.name();
        boolean right = example.right();
        int[] runs = new int[1];
        long begin = System.nanoTime();
        String failure = "";
        try {
            Cancel.everywhere(
                    (Attempt attempt) -> {
                        runs[0]++;
                        CorpusOfInterleavings.Race each = example.race().get();
                        attempt.undisturbed()
                                .allInterleavings()
                                .invariant("what must hold", each.holds())
                                .run(() -> each.run(Thread::startVirtualThread));
                    });
        } catch (AssertionError e) {
            failure = String.valueOf(e.getMessage());
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        FIGURES.add(
                "%-5s  %-44s %6d schedules %6d ms"
                        .formatted(right ? "right" : "wrong", name, runs[0], millis));
        if (failure.contains("not exhaustive")) {
            NOT_EXHAUSTIVE.add(name);
        } else if (right && !failure.isEmpty()) {
            wrongRed++;
        } else if (!right && failure.isEmpty()) {
            wrongGreen++;
        }
        assertThat(failure).isEqualTo(right ? "" : failure);
        assertThat(failure).doesNotContain("the lab controls every call");
        assertThat(right || !failure.isEmpty()).as("%s is caught", name).isTrue();
    }

    @AfterAll
    static void theFiguresAreTold() {
        FIGURES.forEach(System.out::println);
        System.out.printf(
                "%d bodies, wrong-green %d, wrong-red %d, not exhaustive %s%n",
                FIGURES.size(), wrongGreen, wrongRed, NOT_EXHAUSTIVE);
    }
}
