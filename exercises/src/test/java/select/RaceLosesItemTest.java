package select;

import cancelsafe.given.Whereabouts;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.junit.CancelEverywhere;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import predictions.Predictions;

import java.util.List;
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
    private final Predictions<Whereabouts> predictions =
            Predictions.read(
                    "Where is the other order when all tasks have terminated?",
                    Whereabouts.TODO,
                    () -> new RaceLosesItem()::table);
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

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

    private static String row(String how, Race race) {
        return how + (race.bothTake ? ", both have taken" : ", the other waits");
    }

    private void scope(Race race) throws InterruptedException {
        try (var scope = StructuredTaskScope.open(Joiner.<String>anySuccessfulResultOrThrow())) {
            scope.fork(race::takeFirst);
            scope.fork(race::takeOther);
            scope.join();
        }
        race.isDecided();
        predictions.compare(row("scope of two take()", race), race.inAQueue());
    }

    @Test
    void scopeRowsMatchTheJdk() throws Exception {
        scope(new Race(true));
        scope(new Race(false));
        predictions.judge();
    }

    private void invokeAny(Race race) throws Exception {
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
        if (race.bothTake) {
            race.isDecided();
            ended.await();
        } else {
            ended.await(); // interrupted, before its order comes
            race.isDecided();
        }
        predictions.compare(row("invokeAny of two take()", race), race.inAQueue());
    }

    @Test
    void executorRowsMatchTheJdk() throws Exception {
        invokeAny(new Race(true));
        invokeAny(new Race(false));
        predictions.judge();
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

    private void anyOf(Race race) throws Exception {
        CompletableFuture<String> first = taken(race::takeFirst);
        CompletableFuture<String> other = taken(race::takeOther);
        CompletableFuture.anyOf(first, other).get();
        race.isDecided();
        predictions.compare(
                row("anyOf of two take()", race),
                other.get().equals("other") ? Whereabouts.IN_A_FUTURE : race.inAQueue());
    }

    @Test
    void completableFutureRowsMatchTheJdk() throws Exception {
        anyOf(new Race(true));
        anyOf(new Race(false));
        predictions.judge();
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
        predictions.compare(
                "two takers put into a third queue, both have taken",
                third.isEmpty() ? Whereabouts.NOWHERE : Whereabouts.IN_A_QUEUE);
        predictions.judge();
    }

    @CancelEverywhere
    void theTableIsTheSameForTwoThreads(Attempt attempt) {
        Predictions.areTheSameForTwoThreads(attempt, new RaceLosesItem()::table);
    }
}
