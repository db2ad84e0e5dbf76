package select;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.Body;
import cancelsafe.lab.junit.CancelEverywhere;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A word is a kind of search and a number, such as "deaf 2"; later words have higher numbers. */
class SwitchLatestTest {
    private static final Duration A_WHILE = Duration.ofMillis(10);
    private static final Duration LONG = Duration.ofHours(2);
    private static final Duration A_DAY = Duration.ofDays(1);

    private volatile @Nullable SwitchLatest latest;
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final List<String> interrupted = new CopyOnWriteArrayList<>();
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private final List<String> stale = new CopyOnWriteArrayList<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger showing = new AtomicInteger();
    private final AtomicInteger newest = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean isClosed;
    private volatile int runningAfterClose;
    private volatile boolean begunAfterClose;
    private volatile boolean statusKept = true;
    private volatile Duration duration = Duration.ZERO;

    private static int number(String word) {
        return Integer.parseInt(word.substring(word.indexOf(' ') + 1));
    }

    /**
     * "quick" takes no time, "slow" and "deaf" take long; a "ready" one ends when interrupted, and
     * a "held" one when it is released.
     */
    private String search(String word) throws InterruptedException {
        running.incrementAndGet();
        begun.add(word);
        begunAfterClose |= isClosed;
        try {
            if (word.startsWith("deaf") || word.startsWith("ready")) {
                sleepDeaf(word);
            } else if (word.startsWith("slow")) {
                Thread.sleep(A_DAY);
            } else if (word.startsWith("held")) {
                released.await();
            } else if (!word.startsWith("quick")) {
                Thread.sleep(A_WHILE);
            }
            return word;
        } catch (InterruptedException e) {
            interrupted.add(word);
            throw e;
        } finally {
            running.decrementAndGet();
        }
    }

    private void sleepDeaf(String word) {
        Instant end = Instant.now().plus(LONG).plusSeconds(number(word));
        while (Instant.now().isBefore(end)
                && !(word.startsWith("ready") && interrupted.contains(word))) {
            try {
                Thread.sleep(Duration.between(Instant.now(), end));
            } catch (InterruptedException e) {
                interrupted.add(word);
            }
        }
    }

    private void show(String word) {
        if (isStale(word) || showing.incrementAndGet() > 1) {
            stale.add(word);
        }
        shown.add(word);
        LockSupport.parkNanos(A_WHILE.toNanos());
        if (isStale(word)) {
            stale.add(word);
        }
        showing.decrementAndGet();
    }

    private boolean isStale(String word) {
        return isClosed || number(word) < newest.get();
    }

    private void type(String... words) {
        SwitchLatest switcher = latest;
        for (String word : words) {
            if (switcher == null) {
                return; // an action before the body has begun
            }
            switcher.typed(word);
            newest.accumulateAndGet(number(word), Math::max);
        }
    }

    private void close() {
        SwitchLatest switcher = latest;
        if (switcher != null) {
            switcher.close();
        }
        isClosed = true;
        runningAfterClose = Math.max(runningAfterClose, running.get());
    }

    private Body closing(Body body) {
        return () -> {
            latest = new SwitchLatest(this::search, this::show);
            try {
                body.run();
            } finally {
                close();
            }
        };
    }

    private Attempt watched(Attempt attempt) {
        return attempt.watch("begun", () -> begun)
                .watch("interrupted", () -> interrupted)
                .watch("shown", () -> shown)
                .invariant(
                        "no results are shown after a newer word was typed, or after close()",
                        stale::isEmpty)
                .invariant(
                        "no search is running when close() returns", () -> runningAfterClose == 0)
                .invariant("no search begins after close()", () -> !begunAfterClose);
    }

    private Attempt quiet(Attempt attempt) {
        return watched(attempt).undisturbed();
    }

    @CancelEverywhere
    void theNewestResultsAreShown(Attempt attempt) {
        quiet(attempt)
                .run(
                        closing(
                                () -> {
                                    type("slow 1", "slow 2", "word 3");
                                    Thread.sleep(A_DAY);
                                }));
        assertThat(shown).as("shown").containsExactly("word 3");
    }

    @CancelEverywhere
    void resultsAreShownIfTheyComeBeforeTheNextWord(Attempt attempt) {
        quiet(attempt)
                .run(
                        closing(
                                () -> {
                                    for (int n = 1; n <= 12; n++) {
                                        type("word " + n);
                                        Thread.sleep(Duration.ofMinutes(1));
                                    }
                                }));
        assertThat(shown).as("shown").hasSize(12);
        assertThat(interrupted).as("searches that were interrupted").isEmpty();
    }

    @CancelEverywhere
    void aDeafSearchShowsNothingWhenItEndsLate(Attempt attempt) {
        quiet(attempt)
                .run(
                        closing(
                                () -> {
                                    type("deaf 3");
                                    attempt.settle();
                                    type("deaf 2");
                                    attempt.settle();
                                    type("deaf 3"); // a new search
                                    Thread.sleep(A_DAY.multipliedBy(3));
                                }));
        assertThat(shown).as("shown").containsExactly("deaf 3");
    }

    @CancelEverywhere
    void aNewWordInterruptsTheSearchForTheOldOne(Attempt attempt) {
        quiet(attempt)
                .run(
                        closing(
                                () -> {
                                    for (int n = 1; n <= 5; n++) {
                                        type("slow " + n);
                                        attempt.settle();
                                    }
                                    assertThat(interrupted)
                                            .as("interrupted, after five words were typed")
                                            .containsExactly(
                                                    "slow 1", "slow 2", "slow 3", "slow 4");
                                }));
    }

    @CancelEverywhere
    void typedDoesNotWaitForASearch(Attempt attempt) {
        quiet(attempt)
                .run(
                        closing(
                                () -> {
                                    Instant begin = Instant.now();
                                    type("deaf 1");
                                    attempt.settle();
                                    type("slow 2");
                                    attempt.settle();
                                    type("word 3");
                                    Thread.startVirtualThread(this::close);
                                    attempt.settle(); // it waits for the deaf search
                                    typeInVain("word 4");
                                    duration = Duration.between(begin, Instant.now());
                                }));
        assertThat(duration)
                .as("time for four words, the last one during close()")
                .isLessThan(Duration.ofHours(1));
    }

    @CancelEverywhere
    void typedBeginsItsSearchAndKeepsTheStatusOfAnInterruptedThread(Attempt attempt) {
        quiet(attempt)
                .run(
                        closing(
                                () -> {
                                    type("quick 1");
                                    attempt.settle(); // the page is showing its results
                                    Thread.currentThread().interrupt();
                                    type("word 2");
                                    statusKept = Thread.interrupted();
                                    Thread.sleep(A_DAY);
                                }));
        assertThat(statusKept).as("typed() keeps the interrupt status").isTrue();
        assertThat(shown).as("shown").containsExactly("quick 1", "word 2");
    }

    @CancelEverywhere
    void anotherWordMayComeAtAnyTime(Attempt attempt) {
        watched(attempt)
                .action("types", () -> typeInVain("word 2"))
                .run(
                        closing(
                                () -> {
                                    type("word 1");
                                    Thread.sleep(A_DAY);
                                }));
    }

    @CancelEverywhere
    void theSearchForTheNewestWordIsNotInterrupted(Attempt attempt) {
        isNotInterrupted(attempt, () -> type("word 1"));
    }

    /** The search for the old word ends a moment before or after the new one is typed. */
    @CancelEverywhere
    void theNewestSearchIsNotInterruptedInPlaceOfOneThatEnds(Attempt attempt) {
        isNotInterrupted(
                attempt,
                () -> {
                    type("held 1");
                    attempt.settle();
                    released.countDown();
                });
    }

    private void isNotInterrupted(Attempt attempt, Body before) {
        exploring(attempt)
                .run(
                        closing(
                                () -> {
                                    before.run();
                                    type("word 2");
                                    Thread.sleep(A_DAY);
                                }));
        assertThat(shown).as("shown").contains("word 2");
        assertThat(interrupted).as("searches that were interrupted").doesNotContain("word 2");
    }

    @CancelEverywhere
    void noWordIsTypedBetweenTheCheckAndTheDisplay(Attempt attempt) {
        exploring(attempt)
                .run(
                        closing(
                                () -> {
                                    type("quick 1");
                                    type("word 2");
                                    Thread.sleep(A_DAY);
                                }));
        assertThat(shown).as("shown").contains("word 2");
    }

    @CancelEverywhere
    void anyThreadMayType(Attempt attempt) {
        exploring(attempt)
                .run(
                        closing(
                                () -> {
                                    Thread other = Thread.startVirtualThread(() -> type("word 1"));
                                    type("word 1");
                                    other.join();
                                    Thread.sleep(A_DAY);
                                }));
        assertThat(shown).as("shown").isNotEmpty();
    }

    private Attempt exploring(Attempt attempt) {
        return quiet(attempt).delayBound(1).runBudget(250);
    }

    @CancelEverywhere
    void closeShowsNothingThatIsNotReady(Attempt attempt) {
        quiet(attempt)
                .run(
                        closing(
                                () -> {
                                    type("deaf 1");
                                    attempt.settle();
                                }));
        assertThat(shown).as("results of a deaf search, shown after close() began").isEmpty();
        assertThat(interrupted).as("searches that were interrupted").containsExactly("deaf 1");
    }

    @CancelEverywhere
    void closeEndsTheSearches(Attempt attempt) {
        exploring(attempt).run(closing(() -> type("slow 1", "quick 2")));
    }

    @CancelEverywhere
    void aSearchThatCloseInterruptsShowsNothing(Attempt attempt) {
        exploring(attempt)
                .run(
                        closing(
                                () -> {
                                    type("ready 1");
                                    attempt.settle();
                                }));
        assertThat(shown).as("results of a search that close() interrupted").isEmpty();
    }

    private void typeDeafWords(Attempt attempt) {
        for (int n = 40; n > 0; n--) { // the first search runs longest
            type("deaf " + n);
            attempt.settle();
        }
    }

    @CancelEverywhere
    void closeWaitsForEachSearchHoweverOftenItIsInterrupted(Attempt attempt) {
        watched(attempt)
                .onThread("body")
                .interrupts(12)
                .run(
                        closing(
                                () -> {
                                    type("deaf 1");
                                    attempt.settle();
                                    type("deaf 2", "slow 3");
                                    attempt.settle();
                                }));
    }

    @CancelEverywhere
    void closeWaitsForEachSearchHoweverManyThereAre(Attempt attempt) {
        quiet(attempt).run(closing(() -> typeDeafWords(attempt)));
    }

    @CancelEverywhere
    void closeMayBeCalledAgainOrWithoutAnyWord(Attempt attempt) {
        quiet(attempt)
                .run(
                        closing(
                                () -> {
                                    new SwitchLatest(this::search, this::show).close();
                                    type("deaf 1");
                                    attempt.settle();
                                    Thread other = Thread.startVirtualThread(this::close);
                                    attempt.settle();
                                    close();
                                    other.join();
                                }));
    }

    @CancelEverywhere
    void anInterruptOfASecondCloseIsNotLost(Attempt attempt) {
        watched(attempt)
                .onThread("body")
                .inPairs()
                .run(
                        closing(
                                () -> {
                                    type("deaf 1");
                                    attempt.settle();
                                    Thread.startVirtualThread(this::close);
                                    attempt.settle();
                                    close();
                                    attempt.settle();
                                }));
    }

    @CancelEverywhere
    void aWordThatIsTypedAfterCloseIsNotSearched(Attempt attempt) {
        quiet(attempt)
                .run(
                        closing(
                                () -> {
                                    type("word 1");
                                    Thread.sleep(A_DAY);
                                    close();
                                    typeInVain("word 2");
                                    Thread.sleep(A_DAY);
                                }));
        assertThat(begun).as("searches that have begun").containsExactly("word 1");
    }

    @CancelEverywhere
    void aWordThatIsTypedDuringCloseIsNotSearchedLater(Attempt attempt) {
        exploring(attempt)
                .run(
                        closing(
                                () -> {
                                    Thread other =
                                            Thread.startVirtualThread(() -> typeInVain("word 1"));
                                    close();
                                    other.join();
                                    attempt.settle();
                                }));
    }

    private void typeInVain(String word) {
        try {
            type(word);
        } catch (RuntimeException e) {
            // the page of the kata allows this
        }
    }

    @CancelEverywhere
    void twoObjectsDoNotReplaceEachOthersWords(Attempt attempt) {
        List<String> others = new CopyOnWriteArrayList<>();
        quiet(attempt)
                .run(
                        closing(
                                () -> {
                                    type("slow 1");
                                    try (var other = new SwitchLatest(word -> word, others::add)) {
                                        other.typed("word 2");
                                        attempt.settle();
                                    }
                                    Thread.sleep(A_DAY.multipliedBy(2));
                                }));
        assertThat(others).as("shown by the object that was closed").containsExactly("word 2");
        assertThat(shown).as("shown by the other object").containsExactly("slow 1");
        assertThat(begun).as("words of the other object").containsExactly("slow 1");
    }
}
