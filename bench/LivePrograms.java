package bench;

import cancelsafe.workbook.program.Limits;
import cancelsafe.workbook.program.ProgramEvent;
import cancelsafe.workbook.program.ProgramEvent.Kind;
import cancelsafe.workbook.program.ProgramRun;
import cancelsafe.workbook.program.Programs;
import cancelsafe.workbook.program.Start;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * What a reader of a live page waits for, from Run until the first line and from Stop until the line
 * that tells of the interrupt; and what many runs leave behind in the server's process.
 */
public final class LivePrograms {
    private static final int TIMED = 20;
    private static final String FIRST = "void main() { IO.println(\"first\"); }";
    private static final String WAITS =
            """
            void main() {
                IO.println("first");
                try {
                    Thread.sleep(60_000);
                } catch (InterruptedException e) {
                    IO.println("interrupted");
                }
            }
            """;

    private LivePrograms() {}

    /** The argument is the number of runs after which the process is looked at, 1,000 if missing. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int many = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
        double[] run = new double[TIMED];
        double[] stop = new double[TIMED];
        try (Programs programs = new Programs(null, Limits.USUAL)) {
            for (int i = 0; i < TIMED; i++) {
                run[i] = toFirstLine(programs);
                stop[i] = fromStopToItsLine(programs);
            }
            System.out.printf("run to first line: %.0f ms cold, ", run[0]);
            print(run);
            System.out.print("stop to its line: ");
            print(stop);
            System.out.println("runs\tthreads\topen files\tprocesses\theap in MB");
            look(0);
            for (int i = 1; i <= many; i++) {
                toFirstLine(programs);
                if (i == 50 || i == many) {
                    look(i);
                }
            }
        }
    }

    private static double toFirstLine(Programs programs) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        try (ProgramRun run = started(programs, FIRST)) {
            await(run, "first");
            return (System.nanoTime() - begun) / 1e6;
        }
    }

    private static double fromStopToItsLine(Programs programs)
            throws IOException, InterruptedException {
        try (ProgramRun run = started(programs, WAITS)) {
            await(run, "first");
            Thread.sleep(100); // so that it waits, as it does when a reader presses Stop
            long begun = System.nanoTime();
            run.stop();
            await(run, "interrupted");
            return (System.nanoTime() - begun) / 1e6;
        }
    }

    private static ProgramRun started(Programs programs, String text)
            throws IOException, InterruptedException {
        Start start = programs.start(Path.of("Program.java"), text);
        if (start instanceof Start.Running running) {
            return running.run();
        }
        throw new IllegalStateException("not started: " + start);
    }

    private static void await(ProgramRun run, String line) throws InterruptedException {
        ProgramEvent event;
        do {
            event = run.next(Duration.ofSeconds(30));
            if (event == null || event.kind() == Kind.END) {
                throw new IllegalStateException("the program did not print " + line);
            }
        } while (event.kind() != Kind.OUT || !event.text().equals(line));
    }

    private static void print(double[] millis) {
        Arrays.sort(millis);
        System.out.printf(
                "%.0f ms median, %.0f ms p95%n", millis[TIMED / 2], millis[TIMED * 95 / 100]);
    }

    private static void look(int runs) throws IOException {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            System.out.printf(
                    "%d\t%d\t%d\t%d\t%.1f%n",
                    runs,
                    Thread.activeCount(),
                    files.count(),
                    ProcessHandle.current().descendants().count(),
                    heap / 1e6);
        }
    }
}
