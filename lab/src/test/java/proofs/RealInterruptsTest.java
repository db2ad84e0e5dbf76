package proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cancelsafe.lab.real.Ended;
import cancelsafe.lab.real.Judgement;
import cancelsafe.lab.real.Judgement.Verdict;
import cancelsafe.lab.real.LibraryDriver;
import cancelsafe.lab.real.Main;
import cancelsafe.lab.real.RealThreads;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import proofs.library.Client;
import proofs.library.Worker;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Which thread of a library is interrupted, when, how often, and what was cut off. */
@Timeout(120)
class RealInterruptsTest {
    private static final RealThreads LIBRARY = RealThreads.weaving("proofs.library.");

    abstract static class Asks implements LibraryDriver {
        private final Worker worker;

        Asks(boolean goesOn) {
            worker = new Worker(goesOn);
        }

        /** Starts the thread here, so that its first point is one of the body's time. */
        @Override
        public void body() throws Exception {
            worker.start();
            worker.ask(500);
        }

        @Override
        public void check(Ended ended) throws Exception {
            assertThat(worker.ask(500)).isEqualTo("done");
        }
    }

    static final class AsksOneThatEnds extends Asks {
        AsksOneThatEnds() {
            super(false);
        }
    }

    static final class AsksOneThatGoesOn extends Asks {
        AsksOneThatGoesOn() {
            super(true);
        }
    }

    @Test
    void aThreadOfTheLibraryCanBeTheOneThatIsInterrupted() {
        Judgement ends = LIBRARY.onThread(Worker.NAME).late().judge(AsksOneThatEnds.class);
        assertThat(ends.text())
                .contains("STATE BROKEN", "nobody answers")
                .doesNotContain("SIGNAL LOST");

        Judgement goesOn = LIBRARY.onThread(Worker.NAME).late().judge(AsksOneThatGoesOn.class);
        assertThat(goesOn.verdict()).as(goesOn.text()).isEqualTo(Verdict.HELD);
    }

    @Test
    void aThreadThatDoesNotExistIsSaid() {
        assertThat(LIBRARY.onThread("nobody").judge(AsksOneThatEnds.class).reason())
                .isEqualTo(
                        "a thread named nobody passes no point of the library (1 of its classes are"
                                + " woven)");
    }

    static final class CleansUp implements LibraryDriver {
        private final Worker worker = new Worker(true);

        @Override
        public void body() throws Exception {
            worker.cleansUpOnce();
        }

        @Override
        public void check(Ended ended) {
            assertThat(worker.permits()).isEqualTo(1);
        }
    }

    @Test
    void severalInterruptsReachTheCleanup() {
        assertThat(LIBRARY.judge(CleansUp.class).verdict()).isEqualTo(Verdict.HELD);
        assertThat(LIBRARY.interrupts(2).judge(CleansUp.class).text()).contains("STATE BROKEN");
        assertThatThrownBy(() -> LIBRARY.interrupts(0))
                .hasMessage("0 interrupts are too few: give 1 or more");
    }

    static final class Answered implements LibraryDriver {
        final Client client = new Client();
        private final Thread peer =
                new Thread(
                        () -> {
                            try {
                                RealThreads.awaitBody();
                                Thread.sleep(200); // the body is interrupted meanwhile, or not
                                client.answer("first");
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });

        @Override
        public void before() {
            peer.start();
        }

        @Override
        public void body() throws Exception {
            client.asks();
        }

        @Override
        public void after() throws InterruptedException {
            peer.join();
        }
    }

    @Test
    void anInterruptAlsoComesWhileTheThreadWaits() {
        Judgement judgement = LIBRARY.late().judge(Answered.class);
        assertThat(judgement.text())
                .contains("also interrupted while it waited: at 1 point", ", while it waited");
    }

    /** The body holds what meanwhile waits for. */
    abstract static class Stuck implements LibraryDriver {
        final Client client = new Client();
        private final CountDownLatch never = new CountDownLatch(1);

        @Override
        public void meanwhile() throws InterruptedException {
            never.await();
        }
    }

    static final class StuckAndLost extends Stuck {
        @Override
        public void body() {
            client.swallows("one");
        }
    }

    static final class StuckAndKept extends Stuck {
        @Override
        public void body() {
            client.wrapsWithStatus("one");
        }
    }

    @Test
    void aStepThatWasCutOffIsSaidAndIsNoPass() {
        Judgement kept = LIBRARY.judge(StuckAndKept.class);
        assertThat(kept.verdict()).isEqualTo(Verdict.NOT_JUDGED);
        assertThat(kept.reason())
                .isEqualTo("in the run to point 1, meanwhile() did not end within 2 s");

        assertThat(LIBRARY.judge(StuckAndLost.class).text())
                .contains("SIGNAL LOST", "CUT OFF: meanwhile() did not end within 2 s");
    }

    /** A library that answers after the body has waited for it, also at its handler. */
    static final class WaitsForTheBody implements LibraryDriver {
        private final Client client = new Client();
        private final Thread peer =
                new Thread(
                        () -> {
                            try {
                                RealThreads.awaitBody();
                                client.answer("first");
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });

        @Override
        public void before() {
            peer.start();
        }

        @Override
        public void body() throws Exception {
            client.asks();
        }

        @Override
        public void meanwhile() throws InterruptedException {
            peer.join();
        }
    }

    @Test
    void aBodyThatIsStoppedAtItsHandlerCountsAsWaiting() {
        Judgement judgement = LIBRARY.judge(WaitsForTheBody.class);
        assertThat(judgement.text()).doesNotContain("CUT OFF");
        assertThat(judgement.verdict()).isEqualTo(Verdict.HELD);
    }

    /** Holds each second time. */
    public static final class Changes implements LibraryDriver {
        private final Client client = new Client();

        @Override
        public void body() {
            String key = "proofs.changes";
            int runs = Integer.getInteger(key, 0);
            System.setProperty(key, Integer.toString(runs + 1));
            if (runs / 3 % 2 == 0) { // two undisturbed runs, one trial
                client.wrapsWithStatus("one");
            } else {
                client.swallows("one");
            }
        }
    }

    @Test
    void theCommandLinePrintsOneReportForEachVerdict() throws Exception {
        ChildMachine.Said said =
                ChildMachine.run(
                        List.of(),
                        List.of(),
                        Main.class,
                        List.of(
                                "--weave",
                                "proofs.library.",
                                "--times",
                                "4",
                                Changes.class.getName()));
        assertThat(said.exit()).as("%s", said).isEqualTo(4);
        assertThat(said.out())
                .contains(
                        "Changes: cancelled at 1 point, held",
                        "Changes: cancelled at 1 point, broken there",
                        "4 explorations: 2 held, 2 broken");
    }
}
