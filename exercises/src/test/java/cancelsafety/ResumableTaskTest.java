package cancelsafety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;

import cancelsafe.given.Checkpoint;
import cancelsafe.given.SafeFile;
import cancelsafe.given.Survey;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

class ResumableTaskTest {
    private static final String ELSEWHERE = "judged by theCallerLearnsOfTheCancellation";
    private static final int EVERY = 2;
    private static final List<String> OTHER_STREETS =
            List.of(
                    "other-street",
                    "checkpoint.of-street-2",
                    "checkpoint-3",
                    "3.checkpoint",
                    "checkpoint-of-yesterday.tmp",
                    "checkpoint7.new",
                    "another.temp");

    @TempDir Path folder;
    private final Survey survey = new Survey(3, 1, 4, 1);
    private final List<Integer> reported = new ArrayList<>();
    private final List<Integer> visitsPerRun = new ArrayList<>();
    private SafeFile file;
    private int total = -1;
    private int otherTotal = -1;
    private boolean reportedTooMuch;
    private boolean allWasDone;
    private boolean leftAVisitUnreported;

    @BeforeEach
    void noCheckpointYet() {
        file = new SafeFile(folder.resolve("checkpoint"));
    }

    private void count() throws IOException, InterruptedException {
        total = new ResumableTask(survey, file, EVERY).run(this::onProgress);
    }

    /** What the next run does if there is no total yet. */
    private void resume() throws IOException, InterruptedException {
        allWasDone |= new HashSet<>(survey.visited()).size() == survey.houses();
        leftAVisitUnreported |= !everyVisitIsReported();
        if (total < 0) {
            count();
        }
    }

    /** A task, and a second one if the first was cancelled; that one may be cancelled, too. */
    private void countInTwoRuns() throws IOException, InterruptedException {
        try {
            count();
        } catch (InterruptedException | ClosedByInterruptException e) {
            Thread.interrupted(); // the next run starts with the status clear
            count();
        }
    }

    /** Runs a task again and again; each run is cancelled when it reports one more house. */
    private void countOneHousePerRun() throws Exception {
        Set<Integer> heard = new HashSet<>();
        while (total < 0) {
            int before = survey.visited().size();
            try {
                total =
                        new ResumableTask(survey, file, EVERY)
                                .run(
                                        houses -> {
                                            onProgress(houses);
                                            if (heard.add(houses)) {
                                                Thread.currentThread().interrupt();
                                            }
                                        });
            } catch (Exception e) {
                if (!isCancellation(e)) {
                    throw e;
                }
            }
            visitsPerRun.add(survey.visited().size() - before);
            Thread.interrupted(); // the next run starts with the status clear
        }
    }

    private static boolean isCancellation(Exception e) {
        return e instanceof InterruptedException
                || e instanceof ClosedByInterruptException
                || Thread.currentThread().isInterrupted();
    }

    private void onProgress(int houses) {
        reported.add(houses);
        reportedTooMuch |= houses > new HashSet<>(survey.visited()).size();
    }

    private boolean everyVisitIsReported() {
        int houses = new HashSet<>(survey.visited()).size();
        return IntStream.rangeClosed(1, houses).allMatch(reported::contains);
    }

    private Attempt watched(Attempt attempt) {
        return attempt.watch("visited", survey::visited).watch("checkpoint", this::content);
    }

    private String content() {
        try {
            return file.read().map(String::strip).orElse("none");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isNoneOrWhole() {
        return content().equals("none") || Checkpoint.parse(content() + "\n").isPresent();
    }

    private boolean claimsNoMoreThanWasDone() {
        return Checkpoint.parse(content() + "\n")
                .map(
                        c ->
                                c.houses() <= new HashSet<>(survey.visited()).size()
                                        && c.people() == survey.peopleIn(c.houses()))
                .orElse(true);
    }

    private int repeatedVisits() {
        return survey.visited().size() - new HashSet<>(survey.visited()).size();
    }

    private Attempt resumed(Attempt attempt) {
        return watched(attempt)
                .recovery(this::resume)
                .invariant("the total is 9", () -> total == 9)
                .invariant("the checkpoint is gone", () -> content().equals("none"));
    }

    @CancelEverywhere
    void theNextTaskFinishesWhatACancelledOneBegan(Attempt attempt) {
        resumed(attempt.onThread("body").mayAbsorb(ELSEWHERE))
                .invariant("no house is visited twice", () -> repeatedVisits() == 0)
                .run(this::count);
    }

    @CancelEverywhere
    void aSecondCancellationCostsAtMostOneBatch(Attempt attempt) {
        resumed(attempt.onThread("body").mayAbsorb(ELSEWHERE).inPairs())
                .invariant("at most 2 visits are repeated", () -> repeatedVisits() <= EVERY)
                .run(this::countInTwoRuns);
    }

    @CancelEverywhere
    void aCrashCostsAtMostOneBatch(Attempt attempt) {
        resumed(attempt.crashes())
                .invariant(
                        "at most 2 visits are repeated, unless all were done",
                        () -> repeatedVisits() <= EVERY || allWasDone)
                .run(this::count);
    }

    /** Another task exists at the same time, with its own street, file and batch. */
    @CancelEverywhere
    void aCrashCostsAtMostOneVisitInBatchesOfOne(Attempt attempt) {
        SafeFile otherFile = new SafeFile(folder.resolve("other"));
        resumed(attempt.crashes())
                .invariant(
                        "at most 1 visit is repeated, unless all were done",
                        () -> repeatedVisits() <= 1 || allWasDone)
                .run(
                        () -> {
                            var task = new ResumableTask(survey, file, 1);
                            var other = new ResumableTask(new Survey(5, 9), otherFile, 100);
                            total = task.run(this::onProgress);
                            otherTotal = other.run(_ -> {});
                        });
        if (otherTotal >= 0) {
            assertThat(otherTotal).as("total of the other task").isEqualTo(14);
        }
    }

    @CancelEverywhere
    void aCrashOfACancelledTaskCostsAtMostOneBatch(Attempt attempt) {
        resumed(attempt.crashes())
                .invariant(
                        "at most 2 visits are repeated, unless all were done",
                        () -> repeatedVisits() <= EVERY || allWasDone)
                .run(this::countOneHousePerRun);
    }

    @CancelEverywhere
    void theCheckpointIsAlwaysWholeAndTrue(Attempt attempt) {
        watched(attempt.onThread("body").mayAbsorb(ELSEWHERE))
                .invariant("the checkpoint can be read", this::isNoneOrWhole)
                .invariant(
                        "the checkpoint claims no more than was done",
                        this::claimsNoMoreThanWasDone)
                .run(this::count);
    }

    @CancelEverywhere
    void theCheckpointIsWholeAndTrueAfterACrash(Attempt attempt) {
        watched(attempt.crashes())
                .invariant("the checkpoint can be read", this::isNoneOrWhole)
                .invariant(
                        "the checkpoint claims no more than was done",
                        this::claimsNoMoreThanWasDone)
                .run(this::count);
    }

    @CancelEverywhere
    void theCheckpointIsWholeAndTrueAfterACrashOfACancelledTask(Attempt attempt) {
        watched(attempt.crashes())
                .invariant("the checkpoint can be read", this::isNoneOrWhole)
                .invariant(
                        "the checkpoint claims no more than was done",
                        this::claimsNoMoreThanWasDone)
                .run(this::countOneHousePerRun);
    }

    @CancelEverywhere
    void theReportedProgressNeverDecreases(Attempt attempt) {
        watched(attempt.onThread("body").mayAbsorb(ELSEWHERE))
                .watch("reported", () -> List.copyOf(reported))
                .recovery(this::resume)
                .invariant(
                        "the progress never goes back",
                        () -> reported.equals(reported.stream().sorted().toList()))
                .invariant("the checkpoint claims no more than was done", () -> !reportedTooMuch)
                .invariant(
                        "every task reports each of its visits",
                        () -> everyVisitIsReported() && !leftAVisitUnreported)
                .run(this::count);
    }

    @CancelEverywhere
    void aCancelledTaskBeginsNoFurtherVisit(Attempt attempt) {
        watched(attempt.onThread("body").mayAbsorb(ELSEWHERE))
                .watch("begun", survey::begun)
                .invariant(
                        "no visit begins after a cancelled one",
                        () ->
                                survey.begun()
                                        .subList(0, survey.visited().size())
                                        .equals(survey.visited()))
                .run(this::count);
    }

    @CancelEverywhere
    void aTaskCancelledAfterEachHouseVisitsAtMostOnePerRun(Attempt attempt) {
        Outcome<Void> outcome = watched(attempt.undisturbed()).run(this::countOneHousePerRun);
        assertThat(outcome.thrown()).as("thrown").isEmpty();
        assertThat(total).as("total").isEqualTo(9);
        assertThat(visitsPerRun)
                .as("visits of each run, cancelled after its first one")
                .allMatch(visits -> visits <= 1);
    }

    @CancelEverywhere
    void theCallerLearnsOfTheCancellation(Attempt attempt) {
        watched(attempt.onThread("body")).run(this::count);
    }

    /** The folder of the checkpoint is missing, so the save on the way out fails. */
    @CancelEverywhere
    void aTaskEndsEvenIfTheSaveOnTheWayOutFails(Attempt attempt) {
        SafeFile unwritable = new SafeFile(folder.resolve("missing").resolve("checkpoint"));
        attempt.onThread("body")
                .cancelledBy(IOException.class)
                .watch("visited", survey::visited)
                .run(() -> new ResumableTask(survey, unwritable, 100).run(this::onProgress));
    }

    @CancelEverywhere
    void theNextTaskFinishesAfterASaveThatFailed(Attempt attempt) {
        resumed(attempt.onThread("body").mayAbsorb(ELSEWHERE))
                .withFileFaults()
                .mayHideFailures("a task may go on until the next save")
                .invariant("the checkpoint can be read", this::isNoneOrWhole)
                .run(this::count);
    }

    @CancelEverywhere
    void anUncancelledTaskCountsAndReports(Attempt attempt) {
        Outcome<Void> outcome = watched(attempt.undisturbed()).run(this::count);
        assertThat(outcome.thrown()).as("thrown").isEmpty();
        assertThat(total).as("total").isEqualTo(9);
        assertThat(reported).as("reported").containsSubsequence(1, 2, 3, 4);
        assertThat(folder.toFile().list()).as("files left").isEmpty();
    }

    @CancelEverywhere
    void anExistingCheckpointIsUsed(Attempt attempt) throws IOException {
        Files.writeString(file.path(), new Checkpoint(3, 8).text());
        Outcome<Void> outcome = watched(attempt.undisturbed()).run(this::count);
        assertThat(outcome.thrown()).as("thrown").isEmpty();
        assertThat(total).as("total").isEqualTo(9);
        assertThat(survey.visited()).as("visited").containsExactly(3);
    }

    /** Every beginning of the text of a checkpoint, and a text with the end of a longer one. */
    @CancelEverywhere
    void anIncompleteCheckpointCountsAsNone(Attempt attempt) {
        String whole = new Checkpoint(3, 80).text();
        List<String> texts = new ArrayList<>(List.of(whole + "0\n"));
        IntStream.range(0, whole.length()).forEach(end -> texts.add(whole.substring(0, end)));
        Map<String, Integer> totals = new HashMap<>();
        Outcome<Void> outcome =
                attempt.undisturbed()
                        .run(
                                () -> {
                                    for (String text : texts) {
                                        Files.writeString(file.path(), text);
                                        count();
                                        totals.put(text, total);
                                    }
                                });
        assertThat(outcome.thrown()).as("thrown").isEmpty();
        assertThat(totals.values()).as("totals for each text: %s", totals).containsOnly(9);
    }

    /** An empty street, one house, and batches that do and do not divide the street. */
    @CancelEverywhere
    void streetsAndBatchesOfAnySizeAreCounted(Attempt attempt) {
        List<String> counted = new ArrayList<>();
        attempt.undisturbed()
                .run(
                        () -> {
                            for (int houses : List.of(0, 1, 2, 5, 25)) {
                                for (int batch : List.of(1, 2, 5, 100)) {
                                    counted.add(counted(houses, batch));
                                }
                            }
                        });
        assertThat(counted)
                .as("counts of streets with one person per house")
                .allMatch(count -> count.endsWith("is right"));
        assertThat(folder.toFile().list()).as("files left").isEmpty();
    }

    private String counted(int houses, int batch) throws IOException, InterruptedException {
        Survey street = new Survey(IntStream.generate(() -> 1).limit(houses).toArray());
        List<Integer> heard = new ArrayList<>();
        int people = new ResumableTask(street, file, batch).run(heard::add);
        List<Integer> all = IntStream.range(0, houses).boxed().toList();
        boolean right = people == houses && street.visited().equals(all);
        boolean told = heard.containsAll(IntStream.rangeClosed(1, houses).boxed().toList());
        return "%d houses in batches of %d: %d people, visited %s, reported %s, %s"
                .formatted(
                        houses,
                        batch,
                        people,
                        street.visited(),
                        heard,
                        right && told ? "is right" : "is wrong");
    }

    @CancelEverywhere
    void aCompleteCheckpointNeedsNoVisit(Attempt attempt) throws IOException {
        Files.writeString(file.path(), new Checkpoint(4, 9).text());
        Outcome<Void> outcome = watched(attempt.undisturbed()).run(this::count);
        assertThat(outcome.thrown()).as("thrown").isEmpty();
        assertThat(total).as("total").isEqualTo(9);
        assertThat(survey.visited()).as("visited").isEmpty();
        assertThat(file.path()).as("the checkpoint of a finished count").doesNotExist();
    }

    /** A crash while an earlier street was counted has left the first; the others are not ours. */
    @CancelEverywhere
    void otherFilesInTheFolderAreNoCheckpoint(Attempt attempt) throws IOException {
        Path beside = file.path().resolveSibling(file.path().getFileName() + ".new");
        Files.writeString(beside, new Checkpoint(4, 200).text());
        for (String street : OTHER_STREETS) {
            Files.writeString(folder.resolve(street), new Checkpoint(3, 100).text());
        }
        Outcome<Void> outcome = watched(attempt.undisturbed()).run(this::countOneHousePerRun);
        assertThat(outcome.thrown()).as("thrown").isEmpty();
        assertThat(total).as("total").isEqualTo(9);
        assertThat(survey.visited()).as("visited").containsExactly(0, 1, 2, 3);
        for (String street : OTHER_STREETS) {
            assertThat(folder.resolve(street))
                    .as("the checkpoint of another street")
                    .hasContent("houses 3, people 100");
        }
    }

    @CancelEverywhere
    void aCheckpointThatIsNoTextCountsAsNoneOrFails(Attempt attempt) throws IOException {
        Files.write(file.path(), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        Outcome<Void> outcome = watched(attempt.undisturbed()).run(this::count);
        if (outcome.returned()) {
            assertThat(total).as("total").isEqualTo(9);
        } else {
            assertThat(outcome.thrown())
                    .as("thrown for a checkpoint that is no text")
                    .get(THROWABLE)
                    .isInstanceOf(IOException.class);
        }
    }
}
