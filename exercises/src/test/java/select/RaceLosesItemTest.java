package select;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.Whereabouts;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;

/** Compares the table with where the other order is; gates decide which taker comes first. */
class RaceLosesItemTest {
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Whereabouts> measured = new LinkedHashMap<>();

    @AfterEach
    void close() {
        executor.shutdownNow();
        executor.close();
    }

    /** A race of two takers: the first always wins. */
    private static final class Race {
        final BlockingQueue<String> first = new LinkedBlockingQueue<>();
        final BlockingQueue<String> other = new LinkedBlockingQueue<>();
        final CountDownLatch otherIsReady = new CountDownLatch(1);
        final CountDownLatch decided = new CountDownLatch(1);
        final boolean bothTake;

        Race(boolean bothTake) {
            this.bothTake = bothTake;
            first.add("first");
            if (bothTake) {
                other.add("other");
            }
        }

        String takeFirst() throws InterruptedException {
            otherIsReady.await();
            return first.take();
        }

        /** Opens the gate when it has taken the order, or is about to wait. */
        String takeOther() throws InterruptedException {
            if (!bothTake) {
                otherIsReady.countDown();
                return other.take();
            }
            String order = other.take();
            otherIsReady.countDown();
            try {
                decided.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // has its order, too late
            }
            return order;
        }

        /** The race is over; a late order arrives now. */
        void isDecided() {
            decided.countDown();
            if (!bothTake) {
                other.add("other");
            }
        }

        Whereabouts inAQueue() {
            return other.contains("other") ? Whereabouts.IN_A_QUEUE : Whereabouts.NOWHERE;
        }
    }

    private void measure(String how, Callable<Whereabouts> bothTake, Callable<Whereabouts> waits)
            throws Exception {
        measured.put(how + ", both have taken", bothTake.call());
        measured.put(how + ", the other waits", waits.call());
    }

    /** Fails with the wrong rows, without the right values. */
    private void judge() {
        Map<String, Whereabouts> table = new RaceLosesItem().table();
        Map<String, Whereabouts> wrong = new LinkedHashMap<>();
        measured.forEach(
                (row, place) -> {
                    Whereabouts answer = table.getOrDefault(row, Whereabouts.TODO);
                    if (answer != place) {
                        wrong.put(row, answer);
                    }
                });
        assertThat(wrong).as("rows that this JDK does not agree with").isEmpty();
    }

    private static Whereabouts scope(boolean bothTake) throws InterruptedException {
        Race race = new Race(bothTake);
        try (var scope = StructuredTaskScope.open(Joiner.<String>anySuccessfulResultOrThrow())) {
            scope.fork(race::takeFirst);
            scope.fork(race::takeOther);
            scope.join();
        }
        race.isDecided();
        return race.inAQueue();
    }

    @Test
    void scopeRowsMatchTheJdk() throws Exception {
        measure("scope of two take()", () -> scope(true), () -> scope(false));
        judge();
    }

    private Whereabouts invokeAny(boolean bothTake) throws Exception {
        Race race = new Race(bothTake);
        CountDownLatch ended = new CountDownLatch(1);
        executor.invokeAny(
                List.of(
                        race::takeFirst,
                        () -> {
                            try {
                                return race.takeOther();
                            } finally {
                                ended.countDown();
                            }
                        }));
        if (bothTake) {
            race.isDecided();
            ended.await();
        } else {
            ended.await(); // interrupted, before its order comes
            race.isDecided();
        }
        return race.inAQueue();
    }

    @Test
    void executorRowsMatchTheJdk() throws Exception {
        measure("invokeAny of two take()", () -> invokeAny(true), () -> invokeAny(false));
        judge();
    }

    private CompletableFuture<String> taken(Callable<String> taker) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return taker.call();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                executor);
    }

    private Whereabouts anyOf(boolean bothTake) throws Exception {
        Race race = new Race(bothTake);
        CompletableFuture<String> first = taken(race::takeFirst);
        CompletableFuture<String> other = taken(race::takeOther);
        CompletableFuture.anyOf(first, other).get();
        race.isDecided();
        return other.get().equals("other") ? Whereabouts.IN_A_FUTURE : race.inAQueue();
    }

    @Test
    void completableFutureRowsMatchTheJdk() throws Exception {
        measure("anyOf of two take()", () -> anyOf(true), () -> anyOf(false));
        judge();
    }

    @Test
    void sharedQueueRowMatchesTheJdk() throws Exception {
        Race race = new Race(true);
        BlockingQueue<String> third = new LinkedBlockingQueue<>();
        try (var scope = StructuredTaskScope.open()) {
            scope.fork(() -> third.add(race.takeFirst()));
            scope.fork(() -> third.add(race.takeOther()));
            third.take();
            race.isDecided();
            scope.join();
        }
        measured.put(
                "two takers put into a third queue, both have taken",
                third.isEmpty() ? Whereabouts.NOWHERE : Whereabouts.IN_A_QUEUE);
        judge();
    }
}
