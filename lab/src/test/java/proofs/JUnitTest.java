package proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;
import cancelsafe.lab.story.Story;
import cancelsafe.lab.story.StoryJson;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What JUnit shows of a test that cancels everywhere. */
class JUnitTest {
    /** What the methods of {@link Cases} note down. */
    private static final List<String> LOG = new ArrayList<>();

    private static final Set<Object> INSTANCES = new HashSet<>();

    @BeforeEach
    void nothingIsNoted() {
        LOG.clear();
        INSTANCES.clear();
    }

    /** Run by the tests of this class alone: not one of the names that Surefire looks for. */
    static class Cases {
        private final List<String> own = new ArrayList<>();
        private int balance;

        @BeforeEach
        void before() {
            LOG.add("before");
            balance = 100;
        }

        @AfterEach
        void after() {
            LOG.add("after");
        }

        @CancelEverywhere
        void holds(Attempt attempt) {
            INSTANCES.add(this);
            own.add("attempt");
            assertThat(own).hasSize(1);
            LOG.add("test");
            attempt.run(() -> Thread.sleep(1));
        }

        @CancelEverywhere
        void breaks(Attempt attempt) {
            attempt.watch("balance", () -> balance)
                    .invariant("no money is lost", () -> balance == 100)
                    .run(
                            () -> {
                                balance -= 30;
                                Thread.sleep(1);
                                balance += 30;
                            });
        }

        @CancelEverywhere
        void assertsWhatIsWrongWhenCancelled(Attempt attempt) {
            Outcome<Void> outcome = attempt.run(() -> Thread.sleep(1));
            assertThat(outcome.returned()).as("it returns").isTrue();
        }

        @CancelEverywhere
        void hasNoAttempt() {
            LOG.add("test");
        }

        @CancelEverywhere
        void neverRuns(Attempt attempt) {
            attempt.watch("balance", () -> balance);
        }

        @CancelEverywhere
        void runsTwice(Attempt attempt) {
            attempt.run(() -> Thread.sleep(1));
            attempt.run(() -> Thread.sleep(1));
        }

        @CancelEverywhere
        void givesNoReason(Attempt attempt) {
            attempt.mayAbsorb(" ").run(() -> Thread.sleep(1));
        }

        @CancelEverywhere
        void failsBeforeItsBody(Attempt attempt) {
            assertThat(balance).as("the balance").isZero();
            attempt.run(() -> Thread.sleep(1));
        }
    }

    static class Outer {
        private int outer;

        @BeforeEach
        void outerBefore() {
            outer = 1;
        }

        @Nested
        class Inner {
            private int inner;

            @BeforeEach
            void innerBefore() {
                inner = outer + 1;
            }

            @CancelEverywhere
            void nested(Attempt attempt) {
                assertThat(outer).isEqualTo(1);
                assertThat(inner).isEqualTo(2);
                outer = 7;
                attempt.run(() -> Thread.sleep(1));
            }
        }
    }

    static class Folders {
        @TempDir Path folder;

        @CancelEverywhere
        void aFolderForEachAttempt(Attempt attempt) {
            Path file = folder.resolve("file");
            assertThat(file).doesNotExist();
            attempt.run(
                    () -> {
                        Files.writeString(file, "x");
                        Thread.sleep(1);
                    });
        }
    }

    private static EngineTestKit.Builder only(Class<?> type, String method) {
        Class<?>[] parameters =
                method.equals("hasNoAttempt") ? new Class<?>[0] : new Class<?>[] {Attempt.class};
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(type, method, parameters));
    }

    private static EngineExecutionResults run(Class<?> type, String method) {
        return only(type, method)
                .configurationParameter("cancelsafe.lab.stories", "true")
                .execute();
    }

    private static EngineExecutionResults run(String method) {
        return run(Cases.class, method);
    }

    private static String failure(EngineExecutionResults results) {
        results.testEvents().assertStatistics(s -> s.started(1).failed(1));
        return results.testEvents()
                .failed()
                .map(e -> e.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class))
                .map(r -> r.getThrowable().orElseThrow().getMessage())
                .findFirst()
                .orElseThrow();
    }

    /**
     * Undisturbed; interrupted before the wait, at its beginning, after half of it, just before its
     * end, at its end; with the status set on entry.
     */
    private static final int ATTEMPTS = 7;

    @Test
    void aTestIsOneTestHoweverManyAttemptsItHas() {
        run("holds").testEvents().assertStatistics(s -> s.started(1).succeeded(1));
        assertThat(LOG.stream().filter("test"::equals)).hasSize(ATTEMPTS);
    }

    @Test
    void eachAttemptHasAFreshInstanceAndItsBeforeAndAfter() {
        run("holds");
        assertThat(INSTANCES).hasSize(ATTEMPTS);
        assertThat(LOG.stream().filter("before"::equals)).hasSize(ATTEMPTS);
        assertThat(LOG.stream().filter("after"::equals)).hasSize(ATTEMPTS);
    }

    @Test
    void aNestedTestHasTheBeforeOfItsOuterClassInEachAttempt() {
        run(Outer.Inner.class, "nested")
                .testEvents()
                .assertStatistics(s -> s.started(1).succeeded(1));
    }

    @Test
    void eachAttemptHasAFolderOfItsOwn() {
        run(Folders.class, "aFolderForEachAttempt")
                .testEvents()
                .assertStatistics(s -> s.started(1).succeeded(1));
    }

    @Test
    void theFailureIsTheStory() {
        assertThat(failure(run("breaks")))
                .startsWith("cancelled at 1 point, broken there")
                .contains("Thread.sleep(1);", "InterruptedException came here")
                .contains("broken: no money is lost");
    }

    @Test
    void anAssertionAfterTheBodyIsJudgedInEveryAttempt() {
        assertThat(failure(run("assertsWhatIsWrongWhenCancelled")))
                .startsWith("cancelled at 1 point, broken there")
                .contains("broken: [it returns]");
    }

    @Test
    void theStoryIsReportedWhenTheParameterAsksForIt() {
        for (String test : List.of("holds", "breaks")) {
            List<String> stories =
                    run(test)
                            .testEvents()
                            .reportingEntryPublished()
                            .map(Event::getPayload)
                            .map(p -> (org.junit.platform.engine.reporting.ReportEntry) p.get())
                            .map(e -> e.getKeyValuePairs().get("cancelsafe.story"))
                            .toList();
            assertThat(stories).hasSize(1);
            Story story = StoryJson.read(stories.getFirst());
            assertThat(story.test()).isEqualTo(test);
            assertThat(story.runs()).hasSize(3);
        }
    }

    @Test
    void theStoryIsNotReportedUnasked() {
        only(Cases.class, "holds")
                .execute()
                .testEvents()
                .assertStatistics(s -> s.succeeded(1).reportingEntryPublished(0));
    }

    @Test
    void misuseIsASentence() {
        assertThat(failure(run("hasNoAttempt")))
                .isEqualTo("hasNoAttempt needs one parameter, the Attempt");
        assertThat(failure(run("neverRuns")))
                .isEqualTo("neverRuns never runs a body: it must call attempt.run or attempt.call");
        assertThat(failure(run("runsTwice")))
                .contains("an attempt runs one body; this is the second");
        assertThat(failure(run("givesNoReason")))
                .isEqualTo("give the reason why this promise is waived");
    }

    @Test
    void aFailureBeforeTheBodyIsReportedAsItIs() {
        assertThat(failure(run("failsBeforeItsBody"))).startsWith("[the balance]");
    }
}
