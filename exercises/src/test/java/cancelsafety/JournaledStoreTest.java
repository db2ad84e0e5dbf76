package cancelsafety;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

class JournaledStoreTest {
    private static final String ELSEWHERE = "judged by theCallerLearnsOfTheCancellation";
    private static final Map<String, String> OLD = sorted(Map.of("a", "100", "b", "0"));
    private static final Map<String, String> NEW = sorted(Map.of("a", "70", "b", "30"));

    /** New values and a new key: longer than what is put after it. */
    private static final Map<String, String> MORE = sorted(Map.of("a", "70", "b", "30", "c", "7"));

    /** A write of which a part is lost probably loses a part of this value. */
    private static final String LONG = "7".repeat(60);

    @TempDir Path folder;
    @TempDir Path freshFolder;

    @BeforeEach
    void oldValues() throws IOException {
        new JournaledStore(folder).put(OLD);
    }

    private static Map<String, String> sorted(Map<String, String> values) {
        return Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** What a new reader sees. */
    private Map<String, String> read() {
        try {
            return new TreeMap<>(new JournaledStore(folder).read());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void putNew() throws IOException {
        new JournaledStore(folder).put(NEW);
    }

    private void recover() throws IOException {
        new JournaledStore(folder).recover();
    }

    private Attempt watched(Attempt attempt) {
        return attempt.watch("a reader sees", this::read);
    }

    private Attempt allOrNothing(Attempt attempt) {
        return watched(attempt)
                .invariant("a reader sees all or nothing", () -> Set.of(OLD, NEW).contains(read()));
    }

    @CancelEverywhere
    void aReaderSeesAllOrNothingOfACancelledPut(Attempt attempt) {
        allOrNothing(attempt.mayAbsorb(ELSEWHERE)).run(this::putNew);
    }

    @CancelEverywhere
    void theRecoveryMayBeCancelledToo(Attempt attempt) {
        allOrNothing(attempt.mayAbsorb(ELSEWHERE).inPairs())
                .recovery(this::recover)
                .run(this::putNew);
    }

    @CancelEverywhere
    void theNextPutMayBeCancelledToo(Attempt attempt) {
        watched(attempt.inPairs())
                .recovery(() -> new JournaledStore(folder).put(Map.of("b", "5")))
                .invariant(
                        "a reader sees all or nothing of both changes",
                        () -> Set.of(MORE, with(OLD), with(MORE)).contains(read()))
                .run(() -> new JournaledStore(folder).put(MORE));
    }

    @CancelEverywhere
    void aReaderSeesAllOrNothingAfterACrash(Attempt attempt) {
        allOrNothing(attempt.crashes()).recovery(this::recover).run(this::putNew);
    }

    /** The first half of a write may end in a word that ends the whole of it. */
    @CancelEverywhere
    void aCrashInAPutOfAnyWordIsAllOrNothing(Attempt attempt) {
        List<Map<String, String>> puts =
                List.of(
                        sorted(Map.of("a", "weekend", "b", "two")),
                        sorted(Map.of("a", "theEND", "b", "22")),
                        sorted(Map.of("a", "recommit", "b", "2")));
        watched(attempt.crashes())
                .recovery(this::recover)
                .invariant(
                        "a reader sees all or nothing of each put",
                        () -> OLD.equals(read()) || puts.contains(read()))
                .run(
                        () -> {
                            for (Map<String, String> changes : puts) {
                                new JournaledStore(folder).put(changes);
                            }
                        });
    }

    @CancelEverywhere
    void aReaderSeesAllOrNothingAfterACrashOfACancelledPut(Attempt attempt) {
        allOrNothing(attempt.crashes())
                .recovery(this::recover)
                .run(
                        () -> {
                            Thread.currentThread().interrupt();
                            putIgnoringCancellation(new JournaledStore(folder), NEW);
                            Thread.interrupted(); // this cancellation is not judged here
                        });
    }

    @CancelEverywhere
    void theRecoveryMayCrashToo(Attempt attempt) {
        Map<String, String> changed = sorted(Map.of("a", LONG, "b", "30"));
        watched(attempt.crashes().inPairs())
                .recovery(this::recover)
                .invariant(
                        "a reader sees all or nothing", () -> Set.of(OLD, changed).contains(read()))
                .run(() -> new JournaledStore(folder).put(changed));
    }

    @CancelEverywhere
    void aReaderSeesAllOrNothingOfAPutOnAFullDisk(Attempt attempt) {
        boolean[] returned = new boolean[1];
        allOrNothing(attempt.mayAbsorb(ELSEWHERE))
                .withFileFaults()
                .mayHideFailures("a put that has returned is stored")
                .recovery(this::recover)
                .invariant(
                        "a put that has returned is stored",
                        () -> !returned[0] || read().equals(NEW))
                .run(
                        () -> {
                            putNew();
                            returned[0] = true;
                        });
    }

    @CancelEverywhere
    void aCompletedPutSurvivesACrash(Attempt attempt) {
        boolean[] returned = new boolean[1];
        watched(attempt.crashes())
                .recovery(this::recover)
                .invariant(
                        "a put that has returned is stored",
                        () -> !returned[0] || read().equals(NEW))
                .run(
                        () -> {
                            putNew();
                            returned[0] = true;
                        });
    }

    @CancelEverywhere
    void theStoreWorksAfterACrash(Attempt attempt) {
        watched(attempt.crashes())
                .recovery(
                        () -> {
                            recover();
                            new JournaledStore(folder).put(Map.of("b", "5"));
                        })
                .invariant(
                        "a reader sees what was put after the recovery",
                        () -> Set.of(MORE, with(OLD), with(MORE)).contains(read()))
                .run(() -> new JournaledStore(folder).put(MORE));
    }

    @CancelEverywhere
    void theNextUserFindsAWorkingStore(Attempt attempt) {
        JournaledStore store = new JournaledStore(folder);
        Outcome<Void> next =
                watched(attempt.mayAbsorb("the body itself goes on").mayLeaveOpen("judged below"))
                        .invariant(
                                "a reader sees all or nothing of both changes",
                                () -> Set.of(OLD, MORE, with(OLD), with(MORE)).contains(read()))
                        .run(
                                () -> {
                                    putIgnoringCancellation(store, MORE);
                                    Thread.interrupted(); // the next put belongs to another task
                                    store.put(Map.of("b", "5"));
                                });
        assertThat(next.thrown().filter(t -> !next.interrupted() && !isCancellation(t)))
                .as("thrown to the next user")
                .isEmpty();
        if (next.returned() && !next.interrupted()) {
            assertThat(read()).as("a reader sees").containsEntry("b", "5");
        }
    }

    private static Map<String, String> with(Map<String, String> values) {
        Map<String, String> changed = new TreeMap<>(values);
        changed.put("b", "5");
        return changed;
    }

    private static void putIgnoringCancellation(JournaledStore store, Map<String, String> changes) {
        try {
            store.put(changes);
        } catch (IOException e) {
            assertThat(e).as("a cancellation, judged elsewhere").isNotNull();
        }
    }

    private static boolean isCancellation(Throwable thrown) {
        return thrown instanceof ClosedByInterruptException;
    }

    @CancelEverywhere
    void noFileIsLeftOpen(Attempt attempt) {
        watched(attempt.mayAbsorb(ELSEWHERE)).recovery(this::recover).run(this::putNew);
    }

    @CancelEverywhere
    void theCallerLearnsOfTheCancellation(Attempt attempt) {
        watched(attempt.mayLeaveOpen("judged by noFileIsLeftOpen")).run(this::putNew);
    }

    @CancelEverywhere
    void aRecoveryAndAReadKeepTheInterruptStatus(Attempt attempt) {
        JournaledStore store = new JournaledStore(folder);
        watched(attempt)
                .run(
                        () -> {
                            store.recover();
                            store.read();
                        });
    }

    @CancelEverywhere
    void putChangesTheGivenKeysOnly(Attempt attempt) {
        Outcome<Void> outcome =
                watched(attempt.undisturbed())
                        .run(
                                () -> {
                                    JournaledStore store = new JournaledStore(folder);
                                    store.put(sorted(Map.of("b", "30", "c", "7")));
                                    store.put(Map.of("a", "70"));
                                });
        assertThat(outcome.thrown()).as("thrown").isEmpty();
        assertThat(read()).as("a reader sees").isEqualTo(Map.of("a", "70", "b", "30", "c", "7"));
    }

    /** Names that an answer may use for its own files, and words that it may use in them. */
    @CancelEverywhere
    void anyWordOfLettersAndDigitsIsAKeyAndAValue(Attempt attempt) {
        Map<String, String> words = new TreeMap<>();
        for (String word :
                List.of(
                        "journal",
                        "log",
                        "all",
                        "data",
                        "current",
                        "new",
                        "tmp",
                        "version1",
                        "end",
                        "END",
                        "commit",
                        "null",
                        "0",
                        "1",
                        "Aa", // has the hash code of the next
                        "BB",
                        "x".repeat(60))) {
            words.put(word, word);
        }
        // long values are stored in the test of many keys
        Map<String, String> expected = new TreeMap<>(OLD);
        expected.putAll(words);
        Outcome<Void> outcome =
                watched(attempt.undisturbed())
                        .run(
                                () -> {
                                    new JournaledStore(folder).put(words);
                                    recover();
                                });
        assertThat(outcome.thrown()).as("thrown").isEmpty();
        assertThat(read()).as("a reader sees").isEqualTo(expected);
    }

    @CancelEverywhere
    void aCancelledPutOfAnyWordIsAllOrNothing(Attempt attempt) {
        Map<String, String> words = sorted(Map.of("journal", "end", "end", "journal"));
        Map<String, String> all = new TreeMap<>(OLD);
        all.putAll(words);
        watched(attempt.mayAbsorb(ELSEWHERE))
                .invariant("a reader sees all or nothing", () -> Set.of(OLD, all).contains(read()))
                .run(() -> new JournaledStore(folder).put(words));
    }

    @CancelEverywhere
    void everyObjectSeesWhatAnotherHasPut(Attempt attempt) {
        List<Map<String, String>> seen = new ArrayList<>();
        Outcome<Void> outcome =
                watched(attempt.undisturbed())
                        .run(
                                () -> {
                                    JournaledStore one = new JournaledStore(folder);
                                    JournaledStore two = new JournaledStore(folder);
                                    seen.add(one.read());
                                    two.put(NEW);
                                    seen.add(one.read());
                                    one.put(Map.of("c", "7"));
                                    two.put(Map.of("b", "5"));
                                    seen.add(one.read());
                                    seen.add(two.read());
                                    one.put(Map.of("b", "6"));
                                    two.put(Map.of("b", "5"));
                                    seen.add(one.read());
                                });
        assertThat(outcome.thrown()).as("thrown").isEmpty();
        assertThat(seen)
                .as("what two objects see")
                .isEqualTo(List.of(OLD, NEW, with(MORE), with(MORE), with(MORE)));
    }

    /** No change, and many; short values after long ones; another store in another folder. */
    @CancelEverywhere
    void anyNumberOfKeysAndAnyLengthOfValuesIsStored(Attempt attempt) {
        Map<String, String> many = new TreeMap<>();
        IntStream.range(0, 12).forEach(n -> many.put("key" + n, "v".repeat(n * n * n * n * 7 + 1)));
        Map<String, String> expected = new TreeMap<>(many);
        expected.put("key11", "v");
        List<Map<String, String>> seen = new ArrayList<>();
        Outcome<Void> outcome =
                attempt.undisturbed()
                        .run(
                                () -> {
                                    JournaledStore store = new JournaledStore(freshFolder);
                                    JournaledStore other = new JournaledStore(folder);
                                    store.recover();
                                    seen.add(store.read());
                                    store.put(Map.of());
                                    seen.add(store.read());
                                    store.put(many);
                                    for (int length = 12; length > 0; length--) {
                                        store.put(Map.of("key11", "v".repeat(length)));
                                    }
                                    seen.add(store.read());
                                    seen.add(other.read());
                                });
        assertThat(outcome.thrown()).as("thrown").isEmpty();
        assertThat(seen)
                .as(
                        "what is seen in a new folder, after a put of nothing, after 13 more puts,"
                                + " and in another folder")
                .isEqualTo(List.of(Map.of(), Map.of(), expected, OLD));
    }

    @CancelEverywhere
    void anUnneededRecoveryChangesNothing(Attempt attempt) {
        Outcome<Void> outcome =
                watched(attempt.undisturbed())
                        .run(
                                () -> {
                                    JournaledStore store = new JournaledStore(folder);
                                    store.put(NEW);
                                    store.recover();
                                    store.recover();
                                    recover();
                                });
        assertThat(outcome.thrown()).as("thrown").isEmpty();
        assertThat(read()).as("a reader sees").isEqualTo(NEW);
    }
}
