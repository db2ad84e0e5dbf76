package cancelsafe.workbook.stop;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.Map;

/**
 * Agent in the JVM of a program. It reads commands from the standard input, one byte each: {@link
 * #STOP} interrupts the main thread and reports where that thread was, {@link #FORCE} reports where
 * each thread is and ends the JVM. At the end of the input, when the process that started the
 * program has ended, it ends the JVM too. It also ends a program that has too many platform
 * threads.
 *
 * <p>Reports go to the standard error, one line each, after the character {@link #MARK}.
 */
public final class StopAgent {
    /** Command that interrupts the main thread. */
    public static final int STOP = 's';

    /** Command that ends the JVM. */
    public static final int FORCE = 'f';

    /** First character of a line that this agent prints. */
    public static final char MARK = '\u0001';

    /** Exit code of a JVM that was forced to end. */
    public static final int FORCED = 137;

    /** After this time the agent checks what the program has done with the interrupt. */
    private static final int REACTION_MILLIS = 100;

    /** So often the threads are counted. */
    private static final int COUNT_MILLIS = 20;

    private final String file;
    private final Thread main;
    private final PrintStream out;

    private StopAgent(String file, Thread main, PrintStream out) {
        this.file = file;
        this.main = main;
        this.out = out;
    }

    /**
     * Called by the JVM before the program starts, on its main thread.
     *
     * @param arguments how many platform threads the program may have, a comma, and the name of its
     *     source file
     */
    public static void premain(String arguments) {
        int comma = arguments.indexOf(',');
        int threads = Integer.parseInt(arguments.substring(0, comma));
        String file = arguments.substring(comma + 1);
        InputStream commands = System.in;
        System.setIn(InputStream.nullInputStream());
        var agent = new StopAgent(file, Thread.currentThread(), System.err);
        Thread.ofPlatform().daemon().name("stop").start(() -> agent.obey(commands));
        Thread.ofPlatform().daemon().name("threads").start(() -> agent.count(threads));
        Runtime.getRuntime().addShutdownHook(new Thread(StopAgent::endChildren));
    }

    /** A program leaves no process behind. */
    private static void endChildren() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    private void obey(InputStream commands) {
        try {
            for (int command = commands.read(); command >= 0; command = commands.read()) {
                switch (command) {
                    case STOP -> stop();
                    case FORCE -> force();
                    default -> {}
                }
            }
        } catch (IOException e) {
            report("The commands cannot be read: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // only the program could do this: the JVM ends
        }
        halt();
    }

    /** Counts the threads again and again; those that the JVM has now are its own. */
    private void count(int most) {
        ThreadGroup all = Thread.currentThread().getThreadGroup();
        while (all.getParent() != null) {
            all = all.getParent();
        }
        int own = all.activeCount();
        try {
            while (all.activeCount() - own <= most) {
                Thread.sleep(COUNT_MILLIS);
            }
            report(
                    "The program had more than %d platform threads, so it was ended"
                            .formatted(most));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // only the program could do this: the JVM ends
        }
        halt();
    }

    private static void halt() {
        endChildren();
        Runtime.getRuntime().halt(FORCED);
    }

    private void stop() throws InterruptedException {
        if (!main.isAlive()) {
            report("Stop: the main thread has already ended");
            return;
        }
        String where = place(main.getStackTrace());
        Thread.State state = main.getState();
        main.interrupt();
        report(
                "Stop: interrupted the main thread, which %s%s"
                        .formatted(
                                state == Thread.State.RUNNABLE ? "was running" : "waited", where));
        main.join(REACTION_MILLIS);
        if (main.isAlive()) {
            report(
                    main.isInterrupted()
                            ? ("The main thread is still running%s, and its interrupt status is"
                                            + " set; a second Stop ends the program")
                                    .formatted(place(main.getStackTrace()))
                            : "The interrupt status is clear, and the main thread is still alive"
                                    + place(main.getStackTrace()));
        }
    }

    private void force() {
        Thread.getAllStackTraces().entrySet().stream()
                .filter(e -> !place(e.getValue()).isEmpty())
                .sorted(Comparator.comparingLong(e -> e.getKey().threadId()))
                .forEach(e -> report("%s is%s".formatted(name(e), place(e.getValue()))));
        halt();
    }

    private static String name(Map.Entry<Thread, StackTraceElement[]> each) {
        return "Thread " + each.getKey().getName();
    }

    /** " at line 12, in Thread.sleep", or nothing if no frame is in the program. */
    private String place(StackTraceElement[] stack) {
        for (int i = 0; i < stack.length; i++) {
            if (file.equals(stack[i].getFileName())) {
                String line = " at line " + stack[i].getLineNumber();
                return i == 0 ? line : line + ", in " + called(stack[i - 1]);
            }
        }
        return "";
    }

    private static String called(StackTraceElement frame) {
        String type = frame.getClassName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName();
    }

    private void report(String what) {
        synchronized (out) {
            out.println(MARK + what);
            out.flush();
        }
    }
}
