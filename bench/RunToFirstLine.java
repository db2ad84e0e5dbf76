package bench;

import cancelsafe.workbook.program.Limits;
import cancelsafe.workbook.program.ProgramEvent;
import cancelsafe.workbook.program.ProgramRun;
import cancelsafe.workbook.program.Programs;
import cancelsafe.workbook.program.Start;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** How long a reader of a live page waits: from Run until the first line of the program. */
public final class RunToFirstLine {
    private static final int RUNS = 20;
    private static final String PROGRAM = "void main() { IO.println(\"first\"); }";

    private RunToFirstLine() {}

    /** Runs a small program again and again; the first runs find a cold compiler. */
    public static void main(String[] args) throws IOException, InterruptedException {
        double[] millis = new double[RUNS];
        try (Programs programs = new Programs(null, Limits.USUAL)) {
            for (int i = 0; i < RUNS; i++) {
                millis[i] = toFirstLine(programs);
            }
        }
        double cold = millis[0];
        Arrays.sort(millis);
        System.out.printf(
                "run to first line: %.0f ms cold, %.0f ms median, %.0f ms p95%n",
                cold, millis[RUNS / 2], millis[RUNS * 95 / 100]);
    }

    private static double toFirstLine(Programs programs) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Start start = programs.start(Path.of("First.java"), PROGRAM);
        try (ProgramRun run = ((Start.Running) start).run()) {
            ProgramEvent first = run.next(Duration.ofSeconds(30));
            if (first == null || first.kind() != ProgramEvent.Kind.OUT) {
                throw new IllegalStateException("not a line of the program: " + first);
            }
            return (System.nanoTime() - begun) / 1e6;
        }
    }
}
