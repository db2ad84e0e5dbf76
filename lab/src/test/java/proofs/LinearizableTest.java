package proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.Body;
import cancelsafe.lab.History;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Concurrent calls that one sequence of calls must explain: a counter, queues, a tree of tokens.
 */
class LinearizableTest {
    /** The threads run at the same time; the body ends after them. */
    private static void together(Body... bodies) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (Body body : bodies) {
            threads.add(
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            body.run();
                                        } catch (InterruptedException e) {
                                            Thread.currentThread().interrupt();
                                        } catch (Throwable t) {
                                            throw new AssertionError(t);
                                        }
                                    }));
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            threads.forEach(Thread::interrupt);
            throw e;
        } finally {
            for (Thread thread : threads) {
                while (thread.isAlive()) {
                    try {
                        thread.join();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            }
        }
    }

    private static void increment(History<int[]> history, Body increment) throws Exception {
        history.run("increment", increment, n -> n[0]++);
    }

    private static void read(History<int[]> history, AtomicInteger counter) throws Exception {
        history.call("get", counter::get, n -> n[0]);
    }

    @Test
    void aCounterThatReadsAndThenWritesLosesAnIncrement() {
        String broken =
                Judged.broken(
                        a -> {
                            var counter = new AtomicInteger();
                            var history = new History<>(() -> new int[1]);
                            Body wrong =
                                    () -> {
                                        int before = counter.get();
                                        counter.set(before + 1);
                                    };
                            a.undisturbed()
                                    .allInterleavings()
                                    .linearizable(history)
                                    .run(
                                            () -> {
                                                together(
                                                        () -> increment(history, wrong),
                                                        () -> increment(history, wrong));
                                                read(history, counter);
                                            });
                        });

        assertThat(broken)
                .contains("broken: the results of the calls are linearizable")
                .contains("no sequence of calls explains increment ended")
                .contains("get returned 1");
    }

    @Test
    void anAtomicCounterIsLinearizable() {
        Judged.holds(
                a -> {
                    var counter = new AtomicInteger();
                    var history = new History<>(() -> new int[1]);
                    a.allInterleavings()
                            .linearizable(history)
                            .run(
                                    () -> {
                                        together(
                                                () -> increment(history, counter::incrementAndGet),
                                                () -> increment(history, counter::incrementAndGet));
                                        read(history, counter);
                                    });
                });
    }

    private static void put(
            History<LinkedList<Integer>> history, BlockingQueue<Integer> queue, int n)
            throws Exception {
        history.run("put " + n, () -> queue.put(n), q -> q.add(n));
    }

    private static void take(History<LinkedList<Integer>> history, BlockingQueue<Integer> queue)
            throws Exception {
        history.call("take", queue::take, LinkedList::removeFirst);
    }

    @Test
    void aQueueOfTheJdkIsLinearizableWhenItsCallsAreCancelled() {
        Judged.holds(
                a -> {
                    var queue = new ArrayBlockingQueue<Integer>(2);
                    var history = new History<>(LinkedList<Integer>::new);
                    a.allInterleavings()
                            .linearizable(history)
                            .run(
                                    () ->
                                            together(
                                                    () -> put(history, queue, 1),
                                                    () -> put(history, queue, 2),
                                                    () -> take(history, queue)));
                });
    }

    @Test
    void aQueueThatLooksBeforeItTakesGivesOneItemTwice() {
        assertThat(
                        Judged.broken(
                                a -> {
                                    var queue = new ConcurrentLinkedQueue<>(List.of(1));
                                    var history = new History<>(() -> new LinkedList<>(List.of(1)));
                                    Body poll =
                                            () ->
                                                    history.call(
                                                            "poll",
                                                            () -> {
                                                                Integer first = queue.peek();
                                                                queue.poll();
                                                                return first;
                                                            },
                                                            LinkedList::poll);
                                    a.undisturbed()
                                            .allInterleavings()
                                            .linearizable(history)
                                            .run(() -> together(poll, poll));
                                }))
                .contains("no sequence of calls explains poll returned 1")
                .contains("; poll returned 1");
    }

    /** Children of a token: a child that is added after the cancellation is cancelled, too. */
    private static class Tokens {
        final AtomicReference<List<String>> children = new AtomicReference<>(List.of());
        volatile boolean cancelled;
        final Set<String> told = java.util.concurrent.ConcurrentHashMap.newKeySet();

        void add(String child, boolean looksAgain) {
            if (cancelled) {
                told.add(child);
                return;
            }
            children.updateAndGet(
                    c -> {
                        List<String> more = new ArrayList<>(c);
                        more.add(child);
                        return List.copyOf(more);
                    });
            if (looksAgain && cancelled) {
                told.add(child);
            }
        }

        void cancel() {
            cancelled = true;
            told.addAll(children.get());
        }
    }

    /** What one thread sees. */
    private static class OneTree {
        final Set<String> children = new HashSet<>();
        boolean cancelled;

        void add(String child) {
            children.add(child);
        }

        Set<String> told() {
            return cancelled ? children : Set.of();
        }
    }

    private static void tree(Attempt attempt, boolean looksAgain) {
        var tokens = new Tokens();
        var history = new History<>(OneTree::new);
        attempt.undisturbed()
                .allInterleavings()
                .linearizable(history)
                .run(
                        () -> {
                            together(
                                    () ->
                                            history.run(
                                                    "add child",
                                                    () -> tokens.add("child", looksAgain),
                                                    t -> t.add("child")),
                                    () ->
                                            history.run(
                                                    "cancel",
                                                    tokens::cancel,
                                                    t -> t.cancelled = true));
                            history.call(
                                    "cancelled children",
                                    () -> Set.copyOf(tokens.told),
                                    OneTree::told);
                        });
    }

    @Test
    void aTokenTreeThatDoesNotLookAgainLosesAChild() {
        assertThat(Judged.broken(a -> tree(a, false)))
                .contains("add child ended")
                .contains("cancelled children returned []");
        Judged.holds(a -> tree(a, true));
    }

    @Test
    void aCallThatEndedBeforeAnotherBeganComesFirst() throws Exception {
        var history = new History<Deque<Integer>>(ArrayDeque::new);
        history.call("poll", () -> 1, Deque::poll);
        history.run("add 1", () -> {}, d -> d.add(1));

        assertThat(history.contradiction())
                .isEqualTo(
                        "no sequence of calls explains poll returned 1 (0 to 1); add 1 ended (2 to"
                                + " 3)");
    }

    private static void cancelledAdd(History<Deque<Integer>> history) {
        assertThatThrownBy(
                        () ->
                                history.run(
                                        "add 1",
                                        () -> {
                                            throw new InterruptedException();
                                        },
                                        d -> d.add(1)))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void aCancelledCallHasHappenedOrNotButNotLater() throws Exception {
        for (Integer seen : new Integer[] {null, 1}) {
            var history = new History<Deque<Integer>>(ArrayDeque::new);
            cancelledAdd(history);
            history.call("poll", () -> seen, Deque::poll);
            assertThat(history.contradiction()).isNull();
        }
        var history = new History<Deque<Integer>>(ArrayDeque::new);
        cancelledAdd(history);
        history.call("poll", () -> null, Deque::poll);
        history.call("poll", () -> 1, Deque::poll);
        assertThat(history.contradiction()).contains("add 1 threw InterruptedException");
    }

    @Test
    void aCallThatFailsMustFailInTheSequenceToo() throws Exception {
        var history = new History<Deque<Integer>>(ArrayDeque::new);
        assertThatThrownBy(
                        () ->
                                history.call(
                                        "remove", new ArrayDeque<Integer>()::remove, Deque::remove))
                .isInstanceOf(NoSuchElementException.class);
        assertThat(history.contradiction()).isNull();

        history.run("add 1", () -> {}, d -> d.add(1));
        assertThatThrownBy(
                        () ->
                                history.call(
                                        "remove", new ArrayDeque<Integer>()::remove, Deque::remove))
                .isInstanceOf(NoSuchElementException.class);
        assertThat(history.contradiction()).isNotNull();
    }

    @Test
    void aHistoryThatIsTooLongIsRefused() throws Exception {
        var history = new History<Deque<Integer>>(ArrayDeque::new);
        for (int i = 0; i < 61; i++) {
            history.run("add", () -> {}, d -> d.add(1));
        }
        assertThatThrownBy(history::contradiction)
                .hasMessage("a history of 61 calls is too long to be searched: record at most 60");
    }
}
