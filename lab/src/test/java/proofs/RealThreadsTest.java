package proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cancelsafe.lab.real.Broken;
import cancelsafe.lab.real.Ended;
import cancelsafe.lab.real.Judgement;
import cancelsafe.lab.real.Judgement.Verdict;
import cancelsafe.lab.real.LibraryDriver;
import cancelsafe.lab.real.Promise;
import cancelsafe.lab.real.RealThreads;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import proofs.library.Client;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A library whose threads stay real: what is lost is found, and what cannot be judged is said. */
@Timeout(120)
class RealThreadsTest {
    private static final RealThreads LIBRARY = RealThreads.weaving("proofs.library.");

    private static List<Promise> broken(Class<? extends LibraryDriver> driver) {
        return broken(LIBRARY, driver);
    }

    private static List<Promise> broken(RealThreads how, Class<? extends LibraryDriver> driver) {
        Judgement judgement = how.judge(driver);
        assertThat(judgement.verdict()).as(judgement.text()).isNotEqualTo(Verdict.NOT_JUDGED);
        return judgement.trials().stream()
                .flatMap(t -> t.broken().stream())
                .map(Broken::promise)
                .distinct()
                .toList();
    }

    private static String notJudged(Class<? extends LibraryDriver> driver) {
        Judgement judgement = LIBRARY.judge(driver);
        assertThat(judgement.verdict()).as(judgement.text()).isEqualTo(Verdict.NOT_JUDGED);
        return judgement.reason();
    }

    /** What all of them use. */
    abstract static class Use implements LibraryDriver {
        final Client client = new Client();
    }

    static final class Swallows extends Use {
        @Override
        public void body() {
            client.swallows("one");
        }
    }

    @Test
    void aSwallowedInterruptIsALostSignal() {
        assertThat(broken(Swallows.class)).containsExactly(Promise.SIGNAL);
    }

    @Test
    void theReportNamesTheCallAndSaysThatItIsNotExact() {
        Judgement judgement = LIBRARY.named("client 1.0").judge(Swallows.class);
        assertThat(judgement.text())
                .startsWith("client 1.0, Swallows: cancelled at 1 point, broken there")
                .contains(
                        "on real threads: another run may differ",
                        " x   1  Client.java:",
                        " BlockingQueue.put",
                        "returned, interrupt status off",
                        "SIGNAL LOST: no exception tells of the interrupt");
        assertThatThrownBy(judgement::mustHold).hasMessage(judgement.text());
    }

    static final class KeepsStatus extends Use {
        @Override
        public void body() {
            client.keepsStatus("one");
            client.keepsStatus("two");
        }

        @Override
        public void check(Ended ended) {
            if (client.waiting() != 2) {
                throw new AssertionError(client.waiting() + " of 2 events");
            }
        }
    }

    @Test
    void aLibraryThatKeepsTheStatusHolds() {
        Judgement judgement = LIBRARY.judge(KeepsStatus.class);
        assertThatCode(judgement::mustHold).doesNotThrowAnyException();
        assertThat(judgement.text())
                .contains("cancelled at 2 points, held", "on real threads: another run may differ");
    }

    static final class Wraps extends Use {
        @Override
        public void body() {
            client.wraps("one");
        }
    }

    static final class WrapsWithStatus extends Use {
        @Override
        public void body() {
            client.wrapsWithStatus("one");
        }
    }

    static final class Suppresses extends Use {
        @Override
        public void body() {
            client.suppresses("one");
        }
    }

    @Test
    void anInterruptThatIsOnlyACauseIsALostFlag() {
        assertThat(broken(Wraps.class)).containsExactly(Promise.FLAG);
        assertThat(broken(Suppresses.class)).containsExactly(Promise.FLAG);
        assertThat(broken(WrapsWithStatus.class)).isEmpty();
    }

    @Test
    void whoeverDoesNotShareThatOpinionSaysWhy() {
        RealThreads lenient = LIBRARY.without(Promise.FLAG, "it is documented so");
        assertThat(broken(lenient, Wraps.class)).isEmpty();
        assertThat(broken(lenient, Swallows.class)).containsExactly(Promise.SIGNAL);
        assertThat(lenient.judge(Wraps.class).text())
                .contains("not judged: flag (it is documented so)");
        assertThatThrownBy(() -> LIBRARY.without(Promise.FLAG, " "))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static final class KeepsLease extends Use {
        @Override
        public void before() {
            client.answer("yes");
        }

        @Override
        public void body() throws InterruptedException {
            client.keepsLease();
        }

        @Override
        public void check(Ended ended) {
            if (!client.isFree()) {
                throw new AssertionError("the lease is gone");
            }
        }
    }

    @Test
    void aCheckThatFailsAfterwardsIsABrokenState() {
        assertThat(broken(KeepsLease.class)).containsExactly(Promise.STATE);
        assertThat(LIBRARY.judge(KeepsLease.class).text())
                .contains("STATE BROKEN: the lease is gone");
    }

    static final class Storms extends Use {
        @Override
        public void body() {
            client.storms(1000);
        }
    }

    static final class StormsForEver extends Use {
        @Override
        public void body() {
            client.storms(Integer.MAX_VALUE);
        }
    }

    @Test
    void aLoopThatWaitsWithTheStatusOnIsAStorm() {
        assertThat(broken(Storms.class)).containsExactly(Promise.CALM);
        assertThat(broken(StormsForEver.class)).containsExactly(Promise.CALM);
        assertThat(LIBRARY.judge(Storms.class).text())
                .contains("STORM: Client.java:", "Thread.sleep is called hundreds of times");
    }

    static final class Hangs extends Use {
        @Override
        public void body() throws InterruptedException {
            client.hangs();
        }
    }

    @Test
    void aBodyThatDoesNotEndIsNamedWithItsLine() {
        RealThreads patient = LIBRARY.limit(Duration.ofMillis(500));
        assertThat(broken(patient, Hangs.class)).containsExactly(Promise.END);
        assertThat(patient.judge(Hangs.class).text())
                .contains("NO END: the body still waits in Client.java:");
    }

    static final class ByReference extends Use {
        @Override
        public void body() {
            client.sleepsByReference();
        }
    }

    static final class Inherited extends Use {
        @Override
        public void body() {
            client.swallowsInInbox();
        }
    }

    @Test
    void aPointBehindAMethodReferenceOrInheritedFromTheJdkIsFound() {
        assertThat(broken(ByReference.class)).containsExactly(Promise.SIGNAL);
        assertThat(broken(Inherited.class)).containsExactly(Promise.SIGNAL);
    }

    static final class Writes extends Use {
        private Path file;
        private FileChannel shared;

        @Override
        public void before() throws Exception {
            file = Files.createTempFile("shared", "");
            shared = Client.open(file);
        }

        @Override
        public void body() throws Exception {
            client.writes(shared);
        }

        @Override
        public void check(Ended ended) throws Exception {
            client.writes(shared);
        }

        @Override
        public void after() throws Exception {
            shared.close();
            Files.delete(file);
        }
    }

    @Test
    void aChannelThatIsClosedForOthersIsABrokenState() {
        assertThat(broken(Writes.class)).containsExactly(Promise.STATE);
    }

    static final class InterruptsIo extends Use {
        @Override
        public void body() throws Exception {
            client.interruptsIo("one");
        }
    }

    static final class TimesOut extends Use {
        @Override
        public void body() throws Exception {
            client.timesOut("one");
        }
    }

    @Test
    void anInterruptOfIoIsASignalAndATimeOutIsNot() {
        assertThat(broken(InterruptsIo.class)).isEmpty();
        assertThat(broken(TimesOut.class)).containsExactly(Promise.SIGNAL);
    }

    static class Aborts extends Use {
        @Override
        public void body() {
            client.aborts("one");
        }
    }

    static final class AbortsAsDocumented extends Aborts {
        @Override
        public boolean tellsOfCancellation(Throwable thrown) {
            return thrown instanceof Client.Aborted;
        }
    }

    @Test
    void anExceptionOfTheLibraryCountsIfTheDriverSaysSo() {
        assertThat(broken(Aborts.class)).containsExactly(Promise.SIGNAL);
        assertThat(broken(AbortsAsDocumented.class)).isEmpty();
    }

    static final class Waits extends Use {
        private Thread holder;

        @Override
        public void before() {
            holder =
                    new Thread(
                            () -> {
                                try {
                                    RealThreads.awaitBody();
                                    client.answer("yes");
                                } catch (InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            holder.start();
        }

        @Override
        public void body() throws InterruptedException {
            client.asks();
        }

        @Override
        public void check(Ended ended) throws InterruptedException {
            holder.join();
        }
    }

    @Test
    void whoeverIsWaitedForKnowsItWithoutSleeping() {
        assertThat(broken(Waits.class)).isEmpty();
    }

    static class Asks extends Use {
        @Override
        public void before() {
            client.answer("first");
        }

        @Override
        public void body() throws Exception {
            client.asks();
        }

        @Override
        public void check(Ended ended) {
            if (ended.cancelled() && client.waiting() != 1) {
                throw new AssertionError(client.waiting() + " answers wait");
            }
        }
    }

    static final class AsksAndIsAnswered extends Asks {
        @Override
        public void meanwhile() {
            client.answer("second");
        }
    }

    @Test
    void whatComesMeanwhileIsThereBeforeTheHandlerGoesOn() {
        assertThat(broken(Asks.class)).isEmpty();
        assertThat(LIBRARY.judge(AsksAndIsAnswered.class).text())
                .contains("STATE BROKEN: 2 answers wait");
    }

    static final class Adds extends Use {
        @Override
        public void body() {
            client.adds(1, 2);
        }
    }

    static final class ThrowsUndisturbed extends Use {
        @Override
        public void body() {
            client.swallows("one");
            throw new IllegalStateException("the driver is wrong");
        }
    }

    static final class WrongCheck extends Use {
        @Override
        public void body() {
            client.swallows("one");
        }

        @Override
        public void check(Ended ended) {
            throw new AssertionError("always");
        }
    }

    static final class WrongBefore extends Use {
        @Override
        public void before() throws Exception {
            throw new java.io.IOException("no server");
        }

        @Override
        public void body() {}
    }

    /** Not static: nobody can make one without a test around it. */
    final class Inner implements LibraryDriver {
        @Override
        public void body() {}
    }

    @Test
    void aBodyWithoutAPointIsNotJudged() {
        assertThat(notJudged(Adds.class))
                .isEqualTo("the body passes no point of the library (2 of its classes are woven)");
        assertThatThrownBy(() -> LIBRARY.judge(Adds.class).mustHold())
                .hasMessageStartingWith("Adds: not judged");
    }

    @Test
    void aDriverThatIsWrongUndisturbedIsNotJudged() {
        assertThat(notJudged(ThrowsUndisturbed.class))
                .isEqualTo(
                        "the undisturbed body throws java.lang.IllegalStateException: the driver is"
                                + " wrong");
        assertThat(notJudged(WrongCheck.class))
                .isEqualTo("the check fails in the undisturbed run: always");
        assertThat(notJudged(WrongBefore.class))
                .isEqualTo("before: java.io.IOException: no server");
        assertThat(notJudged(Inner.class)).contains("needs a constructor without parameters");
    }

    @Test
    void aPrefixOfTheJdkIsRefused() {
        assertThatThrownBy(() -> RealThreads.weaving("java.util."))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the JDK is not woven");
        assertThatThrownBy(RealThreads::weaving).isInstanceOf(IllegalArgumentException.class);
    }
}
