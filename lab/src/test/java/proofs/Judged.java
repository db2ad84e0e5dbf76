package proofs;

import static org.assertj.core.api.Assertions.catchThrowable;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.Body;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.explore.Cancel;
import cancelsafe.lab.story.Story;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What the lab says of a body. */
final class Judged {
    private Judged() {}

    /** The story of a test that must pass. */
    static Story holds(Consumer<Attempt> test) {
        return Cancel.everywhere(test);
    }

    /** The story of a body that must keep what every body owes. */
    static Story holds(Body body) {
        return holds(attempt -> attempt.run(body));
    }

    /** The text of a test's failure, which must be one about a broken promise. */
    static String broken(Consumer<Attempt> test) {
        Throwable failure = catchThrowable(() -> Cancel.everywhere(test));
        if (failure instanceof AssertionError && failure.getMessage() != null) {
            return failure.getMessage();
        }
        throw new AssertionError("nothing was broken", failure);
    }

    /** The text of the failure of a body that must break what every body owes. */
    static String broken(Body body) {
        return broken(attempt -> attempt.run(body));
    }

    /** The text of a misuse of the lab. */
    static String misused(Consumer<Attempt> test) {
        Throwable failure = catchThrowable(() -> Cancel.everywhere(test));
        if (failure instanceof IllegalStateException && failure.getMessage() != null) {
            return failure.getMessage();
        }
        throw new AssertionError("the lab was not misused", failure);
    }

    /** The calls of a body's points, in order. */
    static List<String> points(Body body) {
        return holds(body).points().stream().map(Story.Point::call).toList();
    }

    /** How long the body takes on the clock of its run, when nothing disturbs it. */
    static Duration time(Body body) {
        Duration[] took = new Duration[1];
        holds(
                attempt -> {
                    Outcome<Duration> outcome =
                            attempt.undisturbed()
                                    .mayLeaveThreads("only the clock is looked at")
                                    .call(
                                            () -> {
                                                long begin = System.nanoTime();
                                                try {
                                                    body.run();
                                                } catch (Exception e) {
                                                    throw e;
                                                } catch (Throwable t) {
                                                    throw new AssertionError(t);
                                                }
                                                return Duration.ofNanos(System.nanoTime() - begin);
                                            });
                    // a later run returns from its wait without a reason, and takes less
                    if (outcome.thrown().isEmpty() && took[0] == null) {
                        took[0] = outcome.value();
                    }
                });
        return took[0];
    }

    /** {@code File.java:17} for the only line of that file of this folder that has the mark. */
    static String line(String file, String mark) {
        try {
            List<String> lines = Files.readAllLines(Path.of("src/test/java/proofs", file));
            int[] marked =
                    IntStream.range(0, lines.size())
                            .filter(i -> lines.get(i).endsWith("// " + mark))
                            .toArray();
            if (marked.length != 1) {
                throw new AssertionError(marked.length + " lines are marked " + mark);
            }
            return file + ":" + (marked[0] + 1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
