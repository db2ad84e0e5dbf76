package proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.explore.Cancel;
import cancelsafe.lab.story.Story;
import cancelsafe.lab.story.Story.When;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A second cancellation, actions of the test, settled moments, a chosen thread. */
class PairsAndActionsTest {
    private int cleaned;

    private Consumer<Attempt> cleanUp(boolean inPairs) {
        return attempt -> {
            cleaned = 0;
            if (inPairs) {
                attempt.inPairs();
            }
            attempt.invariant("cleaned up", () -> cleaned == 1)
                    .run(
                            () -> {
                                try {
                                    Thread.sleep(10);
                                } finally {
                                    try {
                                        Thread.sleep(1);
                                    } finally {
                                        cleaned++;
                                    }
                                }
                            });
        };
    }

    @Test
    void aSecondCancellationComesWhereTheFirstOneLed() {
        Story story = Cancel.everywhere(cleanUp(true));
        assertThat(story.runs())
                .extracting(Story.Run::cancel)
                .contains(pair(When.BEFORE), pair(When.WAITING));
    }

    private static List<Story.Cancel> pair(When when) {
        return List.of(new Story.Cancel(1, when), new Story.Cancel(2, when));
    }

    @Test
    void thePlaceThatOnlyADisturbedRunReachesIsInTheStory() {
        AtomicInteger tries = new AtomicInteger();
        Story story =
                Cancel.everywhere(
                        attempt ->
                                attempt.inPairs()
                                        .run(
                                                () -> {
                                                    try {
                                                        Thread.sleep(1);
                                                        Thread.sleep(2);
                                                    } catch (InterruptedException e) {
                                                        TimeUnit.SECONDS.sleep(tries.get());
                                                        throw e;
                                                    }
                                                }));
        assertThat(story.points())
                .extracting(Story.Point::call)
                .containsExactly("Thread.sleep", "Thread.sleep", "TimeUnit.sleep");
        assertThat(
                        story.runs().stream()
                                .map(r -> r.cancel().stream().map(Story.Cancel::n).toList()))
                .contains(List.of(1, 3), List.of(2, 3))
                .doesNotContain(List.of(1, 2));
    }

    @Test
    void cleaningUpThatIsCancelledIsFoundOnlyInPairs() {
        Consumer<Attempt> fragile =
                attempt -> {
                    cleaned = 0;
                    attempt.invariant("cleaned up", () -> cleaned > 0).run(this::swallowsTwice);
                };
        Cancel.everywhere(fragile);
        assertThatThrownBy(() -> Cancel.everywhere(a -> fragile.accept(a.inPairs())))
                .hasMessageContaining("broken: cleaned up");
    }

    private void swallowsTwice() throws InterruptedException {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.sleep(1);
            cleaned++;
            throw e;
        }
        cleaned++;
    }

    @Test
    void anActionHappensAtEachPointAndWhenEverythingWaits() {
        Story story =
                Cancel.everywhere(
                        attempt -> {
                            BlockingQueue<String> queue = new ArrayBlockingQueue<>(3);
                            attempt.action("stop", () -> queue.add("stop"))
                                    .run(
                                            () -> {
                                                while (!queue.take().equals("stop")) {
                                                    Thread.onSpinWait();
                                                }
                                            });
                        });
        assertThat(story.points().stream().map(Story.Point::call))
                .containsExactly("BlockingQueue.take", "everything waits");
        assertThat(story.runs()).hasSize(3);
    }

    @Test
    void aFailureWhenEverythingWaitsNamesNoLine() {
        assertThat(
                        Judged.broken(
                                a -> {
                                    BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(3);
                                    AtomicInteger others = new AtomicInteger();
                                    a.action("stop", () -> queue.add(others.get()))
                                            .watch("others", others::get)
                                            .run(() -> takesZero(queue, others));
                                }))
                .contains("> everything waits   the test's stop() came here")
                .contains("at rest")
                .doesNotContain("line 0");
    }

    /** The other thread has had its turn only when everything waits. */
    private static void takesZero(BlockingQueue<Integer> queue, AtomicInteger others)
            throws InterruptedException {
        Thread other = Thread.startVirtualThread(others::incrementAndGet);
        assertThat(queue.take()).isZero();
        other.join();
    }

    @Test
    void aBodyThatDoesNotEndAfterTheActionIsBroken() {
        assertThatThrownBy(
                        () ->
                                Cancel.everywhere(
                                        attempt -> {
                                            BlockingQueue<String> queue =
                                                    new ArrayBlockingQueue<>(3);
                                            attempt.action("stop", () -> queue.add("stop"))
                                                    .run(
                                                            () -> {
                                                                while (true) {
                                                                    queue.take();
                                                                }
                                                            });
                                        }))
                .hasMessageContaining("it waits for ever, at PairsAndActionsTest.java");
    }

    @Test
    void onlyTheChosenThreadIsCancelled() {
        Story story =
                Cancel.everywhere(
                        attempt ->
                                attempt.onThread("worker")
                                        .run(
                                                () -> {
                                                    Thread t =
                                                            Thread.ofVirtual()
                                                                    .name("worker")
                                                                    .start(
                                                                            () -> {
                                                                                try {
                                                                                    Thread.sleep(5);
                                                                                } catch (
                                                                                        InterruptedException
                                                                                                e) {
                                                                                    return;
                                                                                }
                                                                            });
                                                    t.join();
                                                }));
        assertThat(story.points()).extracting(Story.Point::thread).containsOnly("worker");
        assertThat(story.runs()).hasSize(3);
    }
}
