import cancelsafe.lab.Attempt;
import cancelsafe.lab.explore.Cancel;
import cancelsafe.lab.story.Story;

import com.sun.management.UnixOperatingSystemMXBean;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Measures the lab: how fast it explores, how that grows with the points of a body, what it keeps
 * in memory, whether 10,000 explorations on a busy machine all tell the same story, and what 10,000
 * crashes leave behind.
 *
 * <p>Run by {@code bench/lab-figures}, which compiles it into a folder, so that it is woven.
 */
public final class LabFigures {
    private static final int EXPLORATIONS = 10_000;
    private static final int CRASHES = 10_000;

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

        /** Goes on after a cancellation, so that each pair of its points can be cancelled. */
        static Consumer<Attempt> pairs(int n) {
            return attempt ->
                    attempt.inPairs()
                            .run(
                                    () -> {
                                        boolean interrupted = false;
                                        for (int i = 0; i < n; i++) {
                                            try {
                                                Thread.sleep(1);
                                            } catch (InterruptedException e) {
                                                interrupted = true;
                                            }
                                        }
                                        if (interrupted) {
                                            Thread.currentThread().interrupt();
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
                    .allInterleavings()
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

        /**
         * Left standing with an open file, a lock, a thread that sleeps and 100 kB on its stack.
         */
        static void keepsMuch(Attempt attempt, Path folder) {
            ReentrantLock lock = new ReentrantLock();
            Path temporary = folder.resolve("new");
            attempt.crashes()
                    .run(
                            () -> {
                                byte[] payload = new byte[100_000];
                                Thread sleeper = Thread.startVirtualThread(Bodies::sleep);
                                lock.lock();
                                try (FileChannel out =
                                        FileChannel.open(
                                                temporary,
                                                StandardOpenOption.CREATE,
                                                StandardOpenOption.WRITE)) {
                                    out.write(ByteBuffer.wrap(payload, 0, 100));
                                    out.write(ByteBuffer.wrap(payload, 100, 100));
                                    out.force(true);
                                } finally {
                                    lock.unlock();
                                    sleeper.join();
                                }
                                Files.move(
                                        temporary,
                                        folder.resolve("old"),
                                        StandardCopyOption.REPLACE_EXISTING);
                            });
        }

        private static void sleep() {
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
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

    /** Ends the machine with 1 if two of so many explorations differ. */
    private static void explorationsAreAllAlike(int explorations) {
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
        double each = millis(explorations, () -> stories.add(Cancel.everywhere(Bodies::handover)));
        busy.set(false);
        System.out.printf(
                "%,d explorations of %d runs each with %d cores busy: %d different stories, %.1f s,"
                        + " memory %d MB before and %d MB after%n",
                explorations,
                stories.iterator().next().runs().size(),
                cores,
                stories.size(),
                each * explorations / 1000,
                before,
                usedMegabytes());
        if (stories.size() > 1) {
            System.err.println("bench/lab-figures: equal explorations tell different stories");
            System.exit(1);
        }
    }

    /**
     * Ends the machine with 1 if anything is left of ten thousand bodies that were left standing.
     */
    private static void crashesLeaveNothing() throws IOException {
        Path folder = Files.createTempDirectory("crashes");
        crash(folder, 500);
        Left before = Left.now();
        long begin = System.nanoTime();
        int crashes = crash(folder, CRASHES);
        double seconds = (System.nanoTime() - begin) / 1e9;
        Left after = Left.now();
        System.out.printf(
                "%,d crashes in %.1f s; before: %s; after: %s%n", crashes, seconds, before, after);
        if (!before.covers(after)) {
            System.err.println("bench/lab-figures: crashes leave something behind");
            System.exit(1);
        }
    }

    private static int crash(Path folder, int atLeast) {
        int crashes = 0;
        while (crashes < atLeast) {
            Story story = Cancel.everywhere(attempt -> Bodies.keepsMuch(attempt, folder));
            crashes += (int) story.runs().stream().filter(r -> !r.cancel().isEmpty()).count();
        }
        return crashes;
    }

    /** What a process has: platform threads, file descriptors, heap after a collection, files. */
    private record Left(int threads, long descriptors, long megabytes, long files) {
        static Left now() throws IOException {
            long megabytes = usedMegabytes();
            try (Stream<Path> files = Files.walk(Path.of(System.getProperty("java.io.tmpdir")))) {
                return new Left(
                        ManagementFactory.getThreadMXBean().getThreadCount(),
                        openDescriptors(),
                        megabytes,
                        files.filter(Files::isRegularFile).count());
            }
        }

        private static long openDescriptors() {
            return ManagementFactory.getOperatingSystemMXBean()
                            instanceof UnixOperatingSystemMXBean unix
                    ? unix.getOpenFileDescriptorCount()
                    : -1;
        }

        /** One megabyte more or less is what the compiler has learnt meanwhile. */
        boolean covers(Left later) {
            return later.threads <= threads
                    && later.descriptors <= descriptors
                    && later.megabytes <= megabytes + 1
                    && later.files <= files;
        }

        @Override
        public String toString() {
            return "%d threads, %d descriptors, %d MB, %d files"
                    .formatted(threads, descriptors, megabytes, files);
        }
    }

    private static void growth() {
        System.out.println("points   every point, ms   points a second   every pair, ms   runs");
        for (int n : new int[] {10, 20, 40, 80}) {
            Consumer<Attempt> alone = Bodies.points(n);
            Consumer<Attempt> pairs = Bodies.pairs(n);
            millis(30, () -> Cancel.everywhere(alone));
            double each = millis(100, () -> Cancel.everywhere(alone));
            int runs = Cancel.everywhere(pairs).runs().size();
            double pair = millis(3, () -> Cancel.everywhere(pairs));
            System.out.printf(
                    "%6d   %15.2f   %15.0f   %14.1f   %,d%n", n, each, n / each * 1000, pair, runs);
        }
    }

    /** The last line is of a body that has more schedules than the lab tries. */
    private static void growthOfSchedules() {
        System.out.println("threads   steps        ms   schedules");
        for (int threads : new int[] {2, 3, 4, 8}) {
            for (int steps : new int[] {5, 10, 20}) {
                schedulesOf(threads, steps);
            }
        }
        schedulesOf(8, 40);
    }

    private static void schedulesOf(int threads, int steps) {
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
        if (List.of(arguments).equals(List.of("crashes"))) {
            crashesLeaveNothing();
            return;
        }
        if (arguments.length == 2 && arguments[0].equals("alike")) {
            explorationsAreAllAlike(Integer.parseInt(arguments[1]));
            return;
        }
        double first = millis(1, () -> Cancel.everywhere(Bodies.points(20)));
        System.out.printf("the first exploration of 20 points: %.0f ms%n", first);
        growth();
        growthOfSchedules();
        weaving();
        explorationsAreAllAlike(EXPLORATIONS);
        crashesLeaveNothing();
    }
}
