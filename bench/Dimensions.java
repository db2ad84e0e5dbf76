import cancelsafe.lab.Attempt;
import cancelsafe.lab.explore.Cancel;
import cancelsafe.lab.story.Story;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Measures what each dimension of an exploration costs: a body of twenty points, explored with the
 * dimension and without.
 *
 * <p>Run by {@code bench/lab-figures}, which compiles it into a folder, so that it is woven.
 */
public final class Dimensions {
    private static final int POINTS = 20;
    private static final int WARM_UP = 100;

    private Dimensions() {}

    /** What a test may ask for, and how often that is measured. */
    private record Asked(String name, int rounds, UnaryOperator<Attempt> how) {}

    /** Loaded after the lab, and so woven. */
    private static final class Bodies {
        private Bodies() {}

        /** A body of a kata's size, which asks something that the test gave at each point. */
        static void twentyPoints(Callable<Integer> given) throws Exception {
            int sum = 0;
            for (int i = 0; i < POINTS; i++) {
                sum += given.call();
                Thread.sleep(1);
            }
            if (sum != POINTS) {
                throw new IOException("sum " + sum);
            }
        }

        static Consumer<Attempt> test(UnaryOperator<Attempt> how) {
            return attempt -> {
                Callable<Integer> given = () -> 1;
                how.apply(attempt).run(() -> twentyPoints(given));
            };
        }

        /** The body beside a thread that takes five steps, so that there are schedules. */
        static Consumer<Attempt> withCompany(UnaryOperator<Attempt> how) {
            return attempt -> {
                int[] steps = {0};
                how.apply(attempt)
                        .run(
                                () -> {
                                    Thread other = Thread.startVirtualThread(() -> step(steps));
                                    try {
                                        for (int i = 0; i < POINTS; i++) {
                                            Thread.sleep(1);
                                        }
                                    } finally {
                                        other.interrupt();
                                    }
                                    other.join();
                                });
            };
        }

        private static void step(int[] steps) {
            for (int i = 0; i < 5; i++) {
                steps[0]++;
            }
        }
    }

    private static final List<Asked> ALONE =
            List.of(
                    new Asked("as every test is", 200, a -> a),
                    new Asked("undisturbed()", 200, Attempt::undisturbed),
                    new Asked("withFaults()", 20, a -> a.withFaults(Callable.class)),
                    new Asked("again()", 100, Attempt::again),
                    new Asked("inPairs()", 20, Attempt::inPairs),
                    new Asked("crashes()", 100, Attempt::crashes));

    private static final List<Asked> IN_COMPANY =
            List.of(
                    new Asked("as every test is", 100, a -> a.mayLeaveThreads("measured")),
                    new Asked(
                            "allInterleavings()",
                            3,
                            a -> a.mayLeaveThreads("measured").allInterleavings()));

    private record Measured(double low, double median, double high, Story story) {}

    private static Measured measure(Consumer<Attempt> test, int rounds) {
        Story story = Cancel.everywhere(test);
        for (int i = 0; i < Math.min(rounds, WARM_UP); i++) {
            story = Cancel.everywhere(test);
        }
        double[] millis = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            long begin = System.nanoTime();
            story = Cancel.everywhere(test);
            millis[i] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(millis);
        return new Measured(
                millis[rounds / 10], millis[rounds / 2], millis[rounds * 9 / 10], story);
    }

    private static void print(String body, List<Asked> all, boolean inCompany) {
        System.out.println(body);
        System.out.println(
                "asked                     median, ms   10th to 90th     ratio   runs of each"
                        + " dimension");
        double plain = 0;
        for (Asked asked : all) {
            Consumer<Attempt> test =
                    inCompany ? Bodies.withCompany(asked.how) : Bodies.test(asked.how);
            Measured measured = measure(test, asked.rounds);
            plain = plain == 0 ? measured.median : plain;
            System.out.printf(
                    "%-24s  %10.2f   %5.2f to %-6.2f %6.2f   %s%n",
                    asked.name,
                    measured.median,
                    measured.low,
                    measured.high,
                    measured.median / plain,
                    measured.story.tried().stream()
                            .map(t -> t.what() + " " + t.runs())
                            .collect(Collectors.joining(", ")));
        }
    }

    public static void main(String[] arguments) {
        cancelsafe.lab.agent.Agent.install();
        print(POINTS + " points, one thread", ALONE, false);
        print(POINTS + " points, beside a thread of five steps", IN_COMPANY, true);
    }
}
