package cancelsafe.lab.explore;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.monitor.RunEnd;
import cancelsafe.lab.story.FailureText;
import cancelsafe.lab.story.Promise;
import cancelsafe.lab.story.PromiseKind;
import cancelsafe.lab.story.SourceText;
import cancelsafe.lab.story.Story;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Runs a test undisturbed, then once for each place where its body can be cancelled, and tells what
 * came of it. For those who bring the lab into a test library; tests use {@link Cancel} or the
 * annotation of {@code cancelsafe.lab.junit}.
 */
public final class Exploration {
    /** What is tried, in this order. */
    private static final List<Dimension> DIMENSIONS =
            List.of(
                    new EachCancellation(),
                    new Pairs(),
                    new MoreInterrupts(),
                    new LateInWaits(),
                    new TwoKinds(),
                    new WhatIsAllowed(),
                    new LateReturns(),
                    new Faults(),
                    new Interleavings(),
                    new PairsInSchedules(),
                    new FaultsInSchedules(),
                    new StatusOnEntry());

    private final String name;
    private final Class<?> testClass;
    private final TestMethod method;

    /** The test method, called once for each attempt. */
    @FunctionalInterface
    public interface TestMethod {
        /**
         * Calls the test with this attempt, on fresh objects.
         *
         * @throws Throwable whatever the test throws; the lab judges it
         */
        void invoke(Attempt attempt) throws Throwable;
    }

    /**
     * An exploration that has not begun.
     *
     * @param name name of the test
     * @param testClass the class that the test stands in; its loader finds the sources
     * @param method called once for each attempt, always on the thread that explores
     */
    public Exploration(String name, Class<?> testClass, TestMethod method) {
        this.name = name;
        this.testClass = testClass;
        this.method = method;
    }

    /**
     * Explores. An interrupt of the calling thread meanwhile does not reach the body.
     *
     * @return what the lab saw
     * @throws IllegalStateException if the test misuses the lab, for example with a body that is
     *     not woven
     * @throws Throwable what the test threw before its body began
     */
    public Report explore() throws Throwable {
        try {
            return explored();
        } catch (Trials.NotBegun e) {
            throw e.getCause();
        }
    }

    private Report explored() {
        try (LongExploration progress = LongExploration.of(name)) {
            return explored(progress);
        }
    }

    private Report explored(LongExploration progress) {
        Trials trials = new Trials(name, topLevel(testClass), method, progress);
        if (trials.dry().promisesKept()) {
            DIMENSIONS.forEach(trials::explore);
            trials.sayWhatAllCosts();
        }
        sayIfNoneEnded(trials);
        StoryTeller teller =
                new StoryTeller(
                        name,
                        topLevel(testClass).getSimpleName() + ".java",
                        trials.attempts(),
                        trials.tried());
        Story story = teller.story();
        return new Report(story, failure(story, teller.sourceClass(), trials.firstFailure()));
    }

    private static Class<?> topLevel(Class<?> type) {
        Class<?> enclosing = type.getEnclosingClass();
        return enclosing == null ? type : topLevel(enclosing);
    }

    private @Nullable AssertionError failure(
            Story story, String sourceClass, @Nullable Throwable cause) {
        if (story.runs().stream().allMatch(Story.Run::kept)) {
            return null;
        }
        List<String> source = SourceText.of(testClass.getClassLoader(), sourceClass);
        return new AssertionError(FailureText.of(story, source), cause);
    }

    /** A body that no run has brought to its end has not been judged at all. */
    private static void sayIfNoneEnded(Trials trials) {
        boolean judged =
                trials.attempts().stream()
                        .anyMatch(
                                a -> !a.promisesKept() || a.run().end() instanceof RunEnd.Finished);
        if (!judged) {
            RunEnd dry = trials.dry().run().end();
            String how =
                    dry instanceof RunEnd.Diverges diverges
                            ? diverges.how()
                            : "it waits for ever, " + dry;
            trials.say(Promise.broken(PromiseKind.ENDS_SOMEHOW, how));
        }
    }
}
