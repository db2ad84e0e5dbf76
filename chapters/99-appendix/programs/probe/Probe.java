import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Measures what an interrupt does to calls, and prints a table of it.
 *
 * <p>Each call is made on a platform thread and on a virtual one, where it finds everything ready
 * and where it has to wait; a call that has to wait is interrupted before it begins, and while it
 * waits. Nothing depends on a duration: a call counts as deaf when threads that were interrupted
 * after it have ended, one after the other, and it still waits.
 */
final class Probe {
    private static final String NOTHING = "-";
    private static final int TO_BEGIN_WAITING = 8;
    private static final int TO_BEGIN_WAITING_UNSEEN = 40;
    private static final int TO_COUNT_AS_DEAF = 30;
    private static final int IN_A_ROW = 3;
    private static final int MEASUREMENTS_AT_MOST = 12;

    private final List<Row> rows = new ArrayList<>();

    /** A call in a situation, and what can be asked of it afterwards. */
    static final class Scene {
        private final Callable<?> call;
        private Callable<?> done = () -> null;
        private Callable<Boolean> open = () -> true;
        private String closes = NOTHING;
        private Callable<?> release = () -> null;

        Scene(Callable<?> call) {
            this.call = call;
        }

        /** Whether the call has done its work: yes, no, other words, or null if it cannot be said. */
        Scene done(Callable<?> question) {
            done = question;
            return this;
        }

        /** Something that the interrupt may close, or break. */
        Scene closes(String what, Callable<Boolean> isOpen) {
            closes = what;
            open = isOpen;
            return this;
        }

        /** Lets a call go on that waits. */
        Scene release(Callable<?> action) {
            release = action;
            return this;
        }
    }

    /** Makes a fresh scene for each measurement. */
    interface Setting {
        Scene make() throws Exception;
    }

    private record Row(String call, String group, Setting ready, Setting waits) {}

    /** What was seen: how the call ended, the status then, whether its work was done, what was closed. */
    private record Seen(String end, String status, String done, String closed) {
        boolean isDeaf() {
            return end.equals("keeps waiting");
        }

        boolean isEndedByInterrupt() {
            return !isDeaf() && !(end.equals("returns") && !done.equals("no"));
        }

        String inWords() {
            return end + ", " + status;
        }
    }

    /** A call that may have to wait. */
    void row(String group, String call, Setting ready, Setting waits) {
        rows.add(new Row(call, group, ready, waits));
    }

    /** A call that never waits. */
    void ready(String group, String call, Setting ready) {
        row(group, call, ready, null);
    }

    /** A call that always waits. */
    void waits(String group, String call, Setting waits) {
        row(group, call, null, waits);
    }

    /** Measures all rows, and ends the program. */
    void print() throws Exception {
        IO.println("call\tpoint\tif it need not wait\tif it has to wait\tdone\tclosed\tgroup");
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<String>> lines = new ArrayList<>();
            for (Row row : rows) {
                lines.add(threads.submit(() -> line(row)));
            }
            for (Future<String> line : lines) {
                IO.println(line.get());
            }
        }
        IO.println(
                "# Measured on JDK %d, %s, on a platform thread and on a virtual thread; a cell with"
                                .formatted(Runtime.version().feature(), System.getProperty("os.name"))
                        + " one entry holds for both. Set, clear: the interrupt status afterwards or,"
                        + " while a call keeps waiting, as other threads see it. Done: whether the"
                        + " call had done its work. Closed: what the interrupt closed, broke or interrupted.");
        System.exit(0); // what some calls were made of still runs
    }

    private static String line(Row row) throws Exception {
        var ready = new Cell(row.ready, false);
        var waits = new Cell(row.waits, true);
        String point = ready.isEnded() ? "always" : waits.isEnded() ? "when it waits" : "never";
        return String.join(
                "\t",
                row.call,
                row.ready == null && waits.isEnded() ? "when it waits" : point,
                ready.inWords(),
                waits.inWords(),
                both(ready.done(), waits.done()),
                both(ready.closed(), waits.closed()),
                row.group);
    }

    /** One text for both situations, if one will do. */
    private static String both(String ready, String waits) {
        if (ready.equals(waits) || waits.equals(NOTHING)) {
            return ready;
        }
        return ready.equals(NOTHING) ? waits : "ready: %s; waiting: %s".formatted(ready, waits);
    }

    /** What was seen of a call in a situation, on both kinds of thread. */
    private static final class Cell {
        private final List<Seen> platform;
        private final List<Seen> virtual;

        Cell(Setting setting, boolean waits) throws Exception {
            platform = setting == null ? List.of() : settled(setting, false, waits);
            virtual = setting == null ? List.of() : settled(setting, true, waits);
        }

        boolean isEnded() {
            return platform.stream().anyMatch(Seen::isEndedByInterrupt)
                    || virtual.stream().anyMatch(Seen::isEndedByInterrupt);
        }

        String inWords() {
            return text(Seen::inWords);
        }

        String done() {
            return text(Seen::done);
        }

        String closed() {
            return text(Seen::closed);
        }

        private String text(java.util.function.Function<Seen, String> part) {
            String p = moments(platform.stream().map(part).toList());
            String v = moments(virtual.stream().map(part).toList());
            return p.equals(v) ? p : "platform: %s; virtual: %s".formatted(p, v);
        }

        /** Interrupted before the call, and while it waits: mostly the same. */
        private static String moments(List<String> texts) {
            return switch (texts.stream().distinct().toList()) {
                case List<String> none when none.isEmpty() -> NOTHING;
                case List<String> one when one.size() == 1 -> one.getFirst();
                case List<String> two -> two.getLast() + " (interrupted before: " + two.getFirst() + ")";
            };
        }
    }

    /** Measures once; what could be a slow machine is measured until three in a row agree. */
    private static List<Seen> settled(Setting setting, boolean virtual, boolean waits)
            throws Exception {
        List<Seen> before = List.of();
        int alike = 0;
        for (int i = 0; i < MEASUREMENTS_AT_MOST; i++) {
            List<Seen> now = new ArrayList<>();
            now.add(measure(setting.make(), virtual, true, waits));
            if (waits) {
                now.add(measure(setting.make(), virtual, false, true));
            }
            boolean certain = now.stream().noneMatch(Seen::isDeaf) && now.stream().distinct().count() == 1;
            alike = now.equals(before) ? alike + 1 : 1;
            if (certain || alike == IN_A_ROW) {
                return now;
            }
            before = now;
        }
        return before;
    }

    private static Seen measure(
            Scene scene, boolean virtual, boolean interruptedBefore, boolean waits)
            throws Exception {
        var end = new AtomicReference<String>();
        var status = new AtomicReference<Boolean>();
        var begun = new CountDownLatch(1);
        Thread.Builder kind = virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
        Thread thread =
                kind.start(
                        () -> {
                            if (interruptedBefore) {
                                Thread.currentThread().interrupt();
                            }
                            begun.countDown();
                            end.set(ending(scene.call));
                            status.set(Thread.currentThread().isInterrupted());
                        });
        begun.await();
        if (!interruptedBefore) {
            outlives(TO_BEGIN_WAITING, thread, kind);
            for (int i = TO_BEGIN_WAITING; !isSeenWaiting(thread) && i < TO_BEGIN_WAITING_UNSEEN; i++) {
                outlives(1, thread, kind);
            }
            interrupt(thread);
        }
        if (!waits) {
            thread.join();
        }
        if (!outlives(TO_COUNT_AS_DEAF, thread, kind)) {
            return new Seen(end.get(), inWords(status.get()), answer(scene.done), closed(scene));
        }
        String seen = inWords(thread.isInterrupted()); // by others, while it waits
        String done = answer(scene.done);
        String closed = closed(scene);
        scene.release.call();
        thread.join(); // no call of the table is deaf for ever
        String then = end.get().equals("returns") ? "" : ", then " + end.get();
        return new Seen("keeps waiting", seen + then, done, closed);
    }

    /** In native code a thread waits unseen: there it is RUNNABLE. */
    private static boolean isSeenWaiting(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, BLOCKED, TERMINATED -> true;
            case NEW, RUNNABLE -> false;
        };
    }

    /** Interrupts from a thread of its own, since the interrupt may have to wait itself. */
    private static void interrupt(Thread thread) throws InterruptedException {
        Thread interrupter = Thread.ofPlatform().daemon().start(thread::interrupt);
        for (int i = 0; !isSeenWaiting(interrupter) && i < TO_BEGIN_WAITING_UNSEEN; i++) {
            Thread.sleep(1); // polite; nothing is measured by it
        }
    }

    private static String ending(Callable<?> call) {
        try {
            call.call();
            return "returns";
        } catch (Throwable t) {
            Throwable cause = t.getCause();
            return t.getClass().getSimpleName()
                    + (cause == null ? "" : " (" + cause.getClass().getSimpleName() + ")");
        }
    }

    private static String inWords(boolean status) {
        return status ? "set" : "clear";
    }

    private static String answer(Callable<?> question) throws Exception {
        Object answer = question.call();
        return switch (answer) {
            case null -> NOTHING;
            case Boolean yes -> yes ? "yes" : "no";
            default -> answer.toString();
        };
    }

    private static String closed(Scene scene) throws Exception {
        return scene.open.call() ? NOTHING : scene.closes;
    }

    /** Whether a thread lives on while others of its kind begin, wait, are interrupted, and end. */
    private static boolean outlives(int others, Thread thread, Thread.Builder kind)
            throws InterruptedException {
        for (int i = 0; i < others && thread.isAlive(); i++) {
            Thread other = kind.start(Probe::waitForever);
            while (other.getState() != Thread.State.WAITING) {
                Thread.sleep(1); // polite; nothing is measured by it
            }
            other.interrupt();
            other.join();
        }
        return thread.isAlive();
    }

    private static void waitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Objects.requireNonNull(e); // interrupted, as it was to be
        }
    }
}
