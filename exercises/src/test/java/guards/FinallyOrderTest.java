package guards;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.junit.CancelEverywhere;

import org.junit.jupiter.api.Test;

import predictions.Predictions;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Compares the table with what blocks of four resources do, on threads of their own. */
@SuppressWarnings("try") // a close that is interrupted is what is measured here
class FinallyOrderTest {
    private final Predictions<String> predictions =
            Predictions.read(
                    "What happens, in the format that the page gives?",
                    "TODO",
                    () -> new FinallyOrder()::table);

    @CancelEverywhere
    void anInterruptOfTheCallerIsKept(Attempt attempt) {
        attempt.onThread("body").run(() -> new FinallyOrder().table());
    }

    /** What a resource does when it is closed. */
    private interface Closing {
        void close() throws Exception;
    }

    private record Resource(String name, List<String> log, Closing closing)
            implements AutoCloseable {
        @Override
        public void close() throws Exception {
            log.add(name);
            closing.close();
        }
    }

    private interface Block {
        void run(List<String> log) throws Exception;
    }

    /** How a block ended. */
    private record End(String log, String thrown, String suppressed, String status) {}

    /** Runs the block on a thread whose interrupt status is set, or not. */
    private static End end(boolean interrupted, Block block) throws InterruptedException {
        List<String> log = new ArrayList<>();
        List<End> ends = new ArrayList<>();
        Thread thread =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    if (interrupted) {
                                        Thread.currentThread().interrupt();
                                    }
                                    String thrown = "nothing";
                                    String suppressed = "nothing";
                                    try {
                                        block.run(log);
                                    } catch (Exception e) {
                                        thrown = e.getClass().getSimpleName();
                                        for (Throwable each : e.getSuppressed()) {
                                            suppressed = each.getClass().getSimpleName();
                                        }
                                    }
                                    ends.add(
                                            new End(
                                                    String.join(" ", log),
                                                    thrown,
                                                    suppressed,
                                                    "" + Thread.currentThread().isInterrupted()));
                                });
        thread.join();
        return ends.getFirst();
    }

    private static void nothing() {}

    private static void fail() throws IOException {
        throw new IOException("cannot be closed");
    }

    private static void sleep() throws InterruptedException {
        Thread.sleep(Duration.ofDays(1));
    }

    private static void four(List<String> log, Closing ofC, Closing body) throws Exception {
        try (var _ = new Resource("A", log, FinallyOrderTest::nothing);
                var _ = new Resource("B", log, FinallyOrderTest::nothing);
                var _ = new Resource("C", log, ofC);
                var _ = new Resource("D", log, FinallyOrderTest::nothing)) {
            body.close();
        }
    }

    private void compare(String row, String measured) {
        predictions.compare(
                row,
                measured,
                (is, said) -> plain(is).equals(plain(said.replace("none", "nothing"))));
    }

    /** Without what separates names, the package of a class, and upper case. */
    private static String plain(String text) {
        return text.replaceAll("\\b[a-z]+\\.(?=\\S)|\\.class\\b|[^A-Za-z]", "")
                .toLowerCase(Locale.ROOT);
    }

    @Test
    void interruptedBlockRowsMatchTheJdk() throws Exception {
        End plain = end(true, log -> four(log, FinallyOrderTest::nothing, FinallyOrderTest::sleep));
        compare("interrupted in the block: closes", plain.log);
        compare("interrupted in the block: status", plain.status);
        End failing = end(true, log -> four(log, FinallyOrderTest::fail, FinallyOrderTest::sleep));
        String row = "interrupted in the block, close of C throws IOException: ";
        compare(row + "closes", failing.log);
        compare(row + "thrown", failing.thrown);
        compare(row + "suppressed", failing.suppressed);
        predictions.judge();
    }

    private static Resource opened(String name, List<String> log) throws InterruptedException {
        sleep();
        return new Resource(name, log, FinallyOrderTest::nothing);
    }

    @Test
    void interruptedOpeningRowMatchesTheJdk() throws Exception {
        End end =
                end(
                        true,
                        log -> {
                            try (var _ = new Resource("A", log, FinallyOrderTest::nothing);
                                    var _ = new Resource("B", log, FinallyOrderTest::nothing);
                                    var _ = opened("C", log)) {
                                log.add("block");
                            }
                        });
        compare("interrupted while C is opened: closes", end.log);
        predictions.judge();
    }

    private static void interruptedSleep() throws InterruptedException {
        Thread.currentThread().interrupt();
        sleep();
    }

    @Test
    void interruptedCloseRowsMatchTheJdk() throws Exception {
        End end =
                end(
                        false,
                        log ->
                                four(
                                        log,
                                        FinallyOrderTest::interruptedSleep,
                                        FinallyOrderTest::fail));
        String row = "the block throws IOException, close of C is interrupted: ";
        compare(row + "thrown", end.thrown);
        compare(row + "status", end.status);
        End done = end(true, log -> four(log, FinallyOrderTest::sleep, FinallyOrderTest::nothing));
        compare("the block is done with the status set, close of C sleeps: thrown", done.thrown);
        predictions.judge();
    }

    @SuppressWarnings("finally")
    private static void returnsInFinally() {
        try {
            sleep();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            return;
        }
    }

    private static void catchAndFinally(List<String> log) {
        try (var _ = new Resource("close", log, FinallyOrderTest::nothing)) {
            sleep();
        } catch (Exception e) {
            log.add("catch");
        } finally {
            log.add("finally");
        }
    }

    @Test
    void finallyRowsMatchTheJdk() throws Exception {
        End returned = end(true, _ -> returnsInFinally());
        compare("interrupted, and finally returns: thrown", returned.thrown);
        compare("interrupted, and finally returns: status", returned.status);
        End ordered = end(true, FinallyOrderTest::catchAndFinally);
        compare("interrupted, with catch and finally: order", ordered.log);
        predictions.judge();
    }
}
