package cancelsafety;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

class ResumableTaskTest {
    private static final String ELSEWHERE = "judged by theCallerLearnsOfTheCancellation";
    private static final int EVERY = 2;

    @TempDir Path folder;
    private final Survey survey = new Survey(3, 1, 4, 1);
    private final List<Integer> told = new ArrayList<>();
    private final List<Integer> visitsADay = new ArrayList<>();
    private SafeFile file;
    private int total = -1;
    private boolean toldTooMuch;
    private boolean allWasDone;

    @BeforeEach
    void noCheckpointYet() {
        file = new SafeFile(folder.resolve("checkpoint"));
    }

    private void count() throws IOException, InterruptedException {
        total = new ResumableTask(survey, file, EVERY).run(this::isTold);
    }

    /** What somebody does the next day who finds that there is no total yet. */
    private void resume() throws IOException, InterruptedException {
        allWasDone |= new HashSet<>(survey.visited()).size() == survey.houses();
        if (total < 0) {
            count();
        }
    }

    /** A task, and the next one if it was cancelled; which may be cancelled, too. */
    private void countInTwoDays() throws IOException, InterruptedException {
        try {
            count();
        } catch (InterruptedException | ClosedByInterruptException e) {
            Thread.interrupted(); // the next day, nobody knows of it
            count();
        }
    }

    /** A task that is cancelled whenever its listener is told of one more house, for some days. */
    private void countAHouseADay() throws Exception {
        Set<Integer> heard = new HashSet<>();
        while (total < 0) {
            int before = survey.visited().size();
            try {
                total =
                        new ResumableTask(survey, file, EVERY)
                                .run(
                                        houses -> {
                                            isTold(houses);
                                            if (heard.add(houses)) {
                                                Thread.currentThread().interrupt();
                                            }
                                        });
            } catch (Exception e) {
                if (!tellsOfTheCancellation(e)) {
                    throw e;
                }
            }
            visitsADay.add(survey.visited().size() - before);
            Thread.interrupted(); // the next day, nobody knows of it
        }
    }

    private static boolean tellsOfTheCancellation(Exception e) {
        return e instanceof InterruptedException
                || e instanceof ClosedByInterruptException
                || Thread.currentThread().isInterrupted();
    }

    private void isTold(int houses) {
        told.add(houses);
        toldTooMuch |= houses > new HashSet<>(survey.visited()).size();
    }

    private boolean isToldOfEveryVisit() {
        int houses = new HashSet<>(survey.visited()).size();
        return IntStream.rangeClosed(1, houses).allMatch(told::contains);
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

    private int visitsMadeAgain() {
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
                .invariant("no house is visited twice", () -> visitsMadeAgain() == 0)
                .run(this::count);
    }

    @CancelEverywhere
    void aSecondCancellationCostsOneBatchAtMost(Attempt attempt) {
        resumed(attempt.onThread("body").mayAbsorb(ELSEWHERE).inPairs())
                .invariant("at most 2 visits are made again", () -> visitsMadeAgain() <= EVERY)
                .run(this::countInTwoDays);
    }

    @CancelEverywhere
    void aCrashCostsOneBatchAtMost(Attempt attempt) {
        resumed(attempt.crashes())
                .invariant(
                        "at most 2 visits are made again, unless all were done",
                        () -> visitsMadeAgain() <= EVERY || allWasDone)
                .run(this::count);
    }

    @CancelEverywhere
    void aCrashOfACancelledTaskCostsOneBatchAtMost(Attempt attempt) {
        resumed(attempt.crashes())
                .invariant(
                        "at most 2 visits are made again, unless all were done",
                        () -> visitsMadeAgain() <= EVERY || allWasDone)
                .run(this::countAHouseADay);
    }

    @CancelEverywhere
    void theCheckpointIsAlwaysWholeAndTrue(Attempt attempt) {
        watched(attempt.onThread("body").mayAbsorb(ELSEWHERE))
                .invariant("the checkpoint can be read", this::isNoneOrWhole)
                .invariant("it claims no more than was done", this::claimsNoMoreThanWasDone)
                .run(this::count);
    }

    @CancelEverywhere
    void theCheckpointIsWholeAndTrueAfterACrash(Attempt attempt) {
        watched(attempt.crashes())
                .invariant("the checkpoint can be read", this::isNoneOrWhole)
                .invariant("it claims no more than was done", this::claimsNoMoreThanWasDone)
                .run(this::count);
    }

    @CancelEverywhere
    void theCheckpointIsWholeAndTrueAfterACrashOfACancelledTask(Attempt attempt) {
        watched(attempt.crashes())
                .invariant("the checkpoint can be read", this::isNoneOrWhole)
                .invariant("it claims no more than was done", this::claimsNoMoreThanWasDone)
                .run(this::countAHouseADay);
    }

    @CancelEverywhere
    void theProgressNeverGoesBack(Attempt attempt) {
        watched(attempt.onThread("body").mayAbsorb(ELSEWHERE))
                .watch("told", () -> List.copyOf(told))
                .recovery(this::resume)
                .invariant(
                        "the progress never goes back",
                        () -> told.equals(told.stream().sorted().toList()))
                .invariant("it claims no more than was done", () -> !toldTooMuch)
                .invariant("it is told after every visit", this::isToldOfEveryVisit)
                .run(this::count);
    }

    @CancelEverywhere
    void aCancelledTaskBeginsNoFurtherVisit(Attempt attempt) {
        watched(attempt.onThread("body").mayAbsorb(ELSEWHERE))
                .watch("begun", survey::begun)
                .invariant(
                        "no visit is begun after one that was cancelled",
                        () ->
                                survey.begun()
                                        .subList(0, survey.visited().size())
                                        .equals(survey.visited()))
                .run(this::count);
    }

    @CancelEverywhere
    void cancelledAfterEachHouseItVisitsOneADay(Attempt attempt) {
        Outcome<Void> outcome = watched(attempt.undisturbed()).run(this::countAHouseADay);
        assertThat(outcome.thrown()).as("thrown").isEmpty();
        assertThat(total).as("total").isEqualTo(9);
        assertThat(visitsADay)
                .as("visits of each day, on which the task is cancelled after the first")
                .allMatch(visits -> visits <= 1);
    }

    @CancelEverywhere
    void theCallerLearnsOfTheCancellation(Attempt attempt) {
        watched(attempt.onThread("body")).run(this::count);
    }

    @CancelEverywhere
    void undisturbedItCountsAndTells(Attempt attempt) {
        Outcome<Void> outcome = watched(attempt.undisturbed()).run(this::count);
        assertThat(outcome.thrown()).as("thrown").isEmpty();
        assertThat(total).as("total").isEqualTo(9);
        assertThat(told).as("told").containsSubsequence(1, 2, 3, 4);
        assertThat(folder.toFile().list()).as("files that are left").isEmpty();
    }

    @CancelEverywhere
    void aCheckpointThatIsThereIsUsed(Attempt attempt) throws IOException {
        Files.writeString(file.path(), new Checkpoint(3, 8).text());
        Outcome<Void> outcome = watched(attempt.undisturbed()).run(this::count);
        assertThat(outcome.thrown()).as("thrown").isEmpty();
        assertThat(total).as("total").isEqualTo(9);
        assertThat(survey.visited()).as("visited").containsExactly(3);
    }

    @CancelEverywhere
    void aCheckpointThatCannotBeReadCountsAsNone(Attempt attempt) throws IOException {
        Files.writeString(file.path(), "houses 3, peo");
        Outcome<Void> outcome = watched(attempt.undisturbed()).run(this::count);
        assertThat(outcome.thrown()).as("thrown").isEmpty();
        assertThat(total).as("total").isEqualTo(9);
    }
}
