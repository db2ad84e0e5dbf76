import cancelsafe.lab.Attempt;
import cancelsafe.lab.Cancel;
import cancelsafe.lab.Story;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Measures the lab: how fast it explores, how that grows with the points of a body, what it keeps
 * in memory, and whether 10,000 explorations on a busy machine all tell the same story.
 *
 * <p>Run by {@code bench/lab-figures}, which compiles it into a folder, so that it is woven.
 */
public final class LabFigures {
    private static final int EXPLORATIONS = 10_000;

    private LabFigures() {}

    /** Loaded after the lab, and so woven. */
    private static final class Bodies {
        private Bodies() {}

        static Consumer<Attempt> points(int n) {
            return attempt ->
                    attempt.run(
                            () -> {
                                for (int i = 0; i < n; i++) {
                                    Thread.sleep(1);
                                }
                            });
        }

        /**
         * Two threads that hand each other ten things through a monitor, and a thread that waits.
         */
        static void handover(Attempt attempt) {
            Object monitor = new Object();
            int[] things = new int[1];
            attempt.run(
                    () -> {
                        Thread giver = Thread.startVirtualThread(() -> give(monitor, things));
                        try {
                            for (int i = 0; i < 3; i++) {
                                synchronized (monitor) {
                                    while (things[0] == 0) {
                                        monitor.wait();
                                    }
                                    things[0]--;
                                    monitor.notifyAll();
                                }
                            }
                        } finally {
                            giver.interrupt();
                            boolean interrupted = false;
                            while (giver.isAlive()) {
                                try {
                                    giver.join();
                                } catch (InterruptedException e) {
                                    interrupted = true;
                                }
                            }
                            if (interrupted) {
                                Thread.currentThread().interrupt();
                            }
                        }
                    });
        }

        /** So many threads that each take so many steps on one counter. */
        static void steps(Attempt attempt, int threads, int steps) {
            AtomicInteger counter = new AtomicInteger();
            attempt.undisturbed()
                    .inEveryOrder()
                    .run(
                            () -> {
                                List<Thread> all = new ArrayList<>();
                                for (int t = 0; t < threads; t++) {
                                    all.add(
                                            Thread.startVirtualThread(
                                                    () -> {
                                                        for (int i = 0; i < steps; i++) {
                                                            counter.incrementAndGet();
                                                        }
                                                    }));
                                }
                                for (Thread thread : all) {
                                    thread.join();
                                }
                            });
        }

        private static void give(Object monitor, int[] things) {
            try {
                for (int i = 0; i < 3; i++) {
                    synchronized (monitor) {
                        while (things[0] == 1) {
                            monitor.wait();
                        }
                        things[0]++;
                        monitor.notifyAll();
                    }
                    Thread.sleep(1);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static double millis(int times, Runnable work) {
        long begin = System.nanoTime();
        for (int i = 0; i < times; i++) {
            work.run();
        }
        return (System.nanoTime() - begin) / 1e6 / times;
    }

    private static long usedMegabytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    private static void explorationsAreAllAlike() throws InterruptedException {
        AtomicBoolean busy = new AtomicBoolean(true);
        int cores = Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < cores; i++) {
            Thread burner =
                    new Thread(
                            () -> {
                                while (busy.get()) {
                                    Thread.onSpinWait();
                                }
                            });
            burner.setDaemon(true);
            burner.start();
        }
        Set<Story> stories = new HashSet<>();
        long before = usedMegabytes();
        double each = millis(EXPLORATIONS, () -> stories.add(Cancel.everywhere(Bodies::handover)));
        busy.set(false);
        System.out.printf(
                "%,d explorations of %d runs each with %d cores busy: %d different stories, %.1f s,"
                        + " memory %d MB before and %d MB after%n",
                EXPLORATIONS,
                stories.iterator().next().runs().size(),
                cores,
                stories.size(),
                each * EXPLORATIONS / 1000,
                before,
                usedMegabytes());
    }

    private static void growth() {
        System.out.println("points   every point, ms   points a second   every pair, ms");
        for (int n : new int[] {10, 20, 40, 80}) {
            Consumer<Attempt> alone = Bodies.points(n);
            Consumer<Attempt> pairs = attempt -> Bodies.points(n).accept(attempt.inPairs());
            millis(30, () -> Cancel.everywhere(alone));
            double each = millis(100, () -> Cancel.everywhere(alone));
            millis(3, () -> Cancel.everywhere(pairs));
            double pair = millis(10, () -> Cancel.everywhere(pairs));
            System.out.printf("%6d   %15.2f   %15.0f   %14.2f%n", n, each, n / each * 1000, pair);
        }
    }

    /** The last line is of a body that has more orders than the lab tries. */
    private static void growthOfOrders() {
        System.out.println("threads   steps        ms   orders");
        for (int threads : new int[] {2, 3, 4, 8}) {
            for (int steps : new int[] {5, 10, 20}) {
                ordersOf(threads, steps);
            }
        }
        ordersOf(8, 40);
    }

    private static void ordersOf(int threads, int steps) {
        long begin = System.nanoTime();
        String said;
        try {
            Story story = Cancel.everywhere(attempt -> Bodies.steps(attempt, threads, steps));
            said = story.runs().getFirst().promises().getLast().text();
        } catch (AssertionError e) {
            String failure = String.valueOf(e.getMessage());
            said =
                    failure.lines()
                            .map(String::strip)
                            .filter(l -> l.contains("not exhaustive"))
                            .findFirst()
                            .orElseThrow(() -> e);
        }
        long millis = (System.nanoTime() - begin) / 1_000_000;
        System.out.printf("%7d   %5d   %7d   %s%n", threads, steps, millis, said);
    }

    private static void weaving() throws IOException {
        byte[] bytes;
        String name = "LabFigures$Bodies.class";
        try (InputStream in = Objects.requireNonNull(LabFigures.class.getResourceAsStream(name))) {
            bytes = in.readAllBytes();
        }
        var weaver =
                new cancelsafe.lab.weave.Weaver(
                        LabFigures.class.getClassLoader(), "LabFigures$Bodies"::equals);
        double cold = millis(1, () -> weaver.weave(bytes));
        millis(200, () -> weaver.weave(bytes));
        double warm = millis(200, () -> weaver.weave(bytes));
        System.out.printf(
                "weaving one class of %,d bytes: %.1f ms the first time, %.2f ms warm%n",
                bytes.length, cold, warm);
    }

    public static void main(String[] arguments) throws Exception {
        cancelsafe.lab.agent.Agent.install();
        double first = millis(1, () -> Cancel.everywhere(Bodies.points(20)));
        System.out.printf("the first exploration of 20 points: %.0f ms%n", first);
        growth();
        growthOfOrders();
        weaving();
        explorationsAreAllAlike();
    }
}
