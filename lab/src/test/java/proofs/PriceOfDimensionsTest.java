package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.story.Story;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** How many runs each dimension makes of a body with 20 points, in counts and as a ratio. */
@Timeout(120)
class PriceOfDimensionsTest {
    private static final List<String> FIGURES = new ArrayList<>();

    /** Ten waits of the body and ten of its worker, which hands on an item after each. */
    private static void handsOver(Attempt attempt) {
        Runnable given = () -> {};
        attempt.onThread("body")
                .run(
                        () -> {
                            LinkedBlockingQueue<Integer> queue = new LinkedBlockingQueue<>();
                            Thread worker = Thread.startVirtualThread(() -> offers(queue));
                            try {
                                for (int i = 0; i < 10; i++) {
                                    queue.poll(5, TimeUnit.MILLISECONDS);
                                    Thread.sleep(1);
                                    given.run();
                                }
                            } finally {
                                end(worker);
                            }
                        });
    }

    private static void offers(LinkedBlockingQueue<Integer> queue) {
        try {
            for (int i = 0; i < 3; i++) {
                Thread.sleep(1);
                queue.add(i);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(Thread worker) {
        boolean interrupted = false;
        worker.interrupt();
        while (worker.isAlive()) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static int runs(Story story) {
        return 1 + story.tried().stream().mapToInt(Story.Tried::runs).sum();
    }

    private static double ratio(String words, UnaryOperator<Attempt> asked) {
        Story story = Judged.holds((Attempt a) -> handsOver(asked.apply(a)));
        int plain = 1 + story.tried().getFirst().runs();
        double ratio = (double) runs(story) / plain;
        FIGURES.add(
                String.format(
                        Locale.ROOT, "%-44s %,6d runs, ratio %6.1f", words, runs(story), ratio));
        story.tried()
                .forEach(
                        t ->
                                FIGURES.add(
                                        String.format(
                                                Locale.ROOT,
                                                "    %-40s %,6d",
                                                t.what(),
                                                t.runs())));
        return ratio;
    }

    @Test
    void withoutWordsABodyCostsAtMostFiveTimesItsCancellations() {
        assertThat(ratio("no words", a -> a)).isLessThan(5);
    }

    @Test
    void eachWordHasAPriceThatIsCounted() {
        double pairs = ratio("inPairs()", Attempt::inPairs);
        double three = ratio("interrupts(3)", a -> a.interrupts(3));
        assertThat(three).isGreaterThan(pairs).isLessThan(3 * pairs);
        assertThat(ratio("action", a -> a.action("act", () -> {}))).isLessThan(5);
        assertThat(ratio("action, andInterrupt()", a -> a.action("act", () -> {}).andInterrupt()))
                .isGreaterThan(5);
        assertThat(ratio("withFaults()", a -> a.withFaults(Runnable.class))).isGreaterThan(1);
        double schedules = ratio("delayBound(1)", a -> a.delayBound(1));
        assertThat(ratio("delayBound(1), inPairs()", a -> a.delayBound(1).inPairs()))
                .isGreaterThan(schedules);
        assertThat(
                        ratio(
                                "delayBound(1), withFaults()",
                                a -> a.delayBound(1).withFaults(Runnable.class)))
                .isGreaterThan(schedules);
    }

    @AfterAll
    static void theFiguresAreTold() {
        FIGURES.forEach(System.out::println);
    }
}
