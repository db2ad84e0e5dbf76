package cancelsafe.lab.weave;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.CancellationCheck;
import cancelsafe.lab.hook.CodeLocation.Kind;

import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;

/** The rules asked directly, call by call: what is a point is decided before any code runs. */
class PointRulesTest {
    private static final String HERE = "cancelsafe/lab/weave/PointRulesTest";
    private static final String NOTHING = "()V";

    private final PointRules rules =
            new PointRules(
                    new ClassFacts(PointRulesTest.class.getClassLoader()),
                    owner -> owner.startsWith(HERE));

    private Optional<Kind> kind(String owner, String name, String descriptor) {
        return rules.kind(owner, name, descriptor);
    }

    /** Woven, with a wait that it inherits, one of its own, and a check. */
    static class Inbox extends LinkedBlockingQueue<String> {
        private static final long serialVersionUID = 1;

        void own() throws InterruptedException {
            take();
        }

        @CancellationCheck
        boolean isCancelled() {
            return false;
        }

        @CancellationCheck
        boolean isCancelledBy(String whom) {
            return whom.isEmpty();
        }
    }

    @Test
    void whatIsDeclaredToThrowInterruptedExceptionIsAPoint() {
        assertThat(kind("java/lang/Thread", "sleep", "(J)V")).contains(Kind.POINT);
        assertThat(kind("java/lang/Object", "wait", NOTHING)).contains(Kind.POINT);
        assertThat(kind("java/util/concurrent/BlockingQueue", "take", "()Ljava/lang/Object;"))
                .contains(Kind.POINT);
        assertThat(kind("java/util/concurrent/Semaphore", "acquireUninterruptibly", NOTHING))
                .isEmpty();
    }

    @Test
    void aWaitThatWovenCodeInheritsIsAPointAndItsOwnIsNone() {
        assertThat(kind(HERE + "$Inbox", "take", "()Ljava/lang/Object;")).contains(Kind.POINT);
        assertThat(kind(HERE + "$Inbox", "own", NOTHING)).isEmpty();
    }

    @Test
    void parkingAndSelectingArePointsAndUnparkingIsNone() {
        String locks = "java/util/concurrent/locks/LockSupport";
        assertThat(kind(locks, "park", NOTHING)).contains(Kind.POINT);
        assertThat(kind(locks, "parkNanos", "(J)V")).contains(Kind.POINT);
        assertThat(kind(locks, "parkUntil", "(J)V")).contains(Kind.POINT);
        assertThat(kind(locks, "unpark", "(Ljava/lang/Thread;)V")).isEmpty();
        assertThat(kind("java/nio/channels/Selector", "select", "()I")).contains(Kind.POINT);
        assertThat(kind("java/nio/channels/Selector", "selectNow", "()I")).isEmpty();
    }

    @Test
    void aLookAtTheInterruptStatusIsAPoll() {
        assertThat(kind("java/lang/Thread", "interrupted", "()Z")).contains(Kind.POLL);
        assertThat(kind("java/lang/Thread", "isInterrupted", "()Z")).contains(Kind.POLL);
        assertThat(kind("java/lang/Thread", "interrupt", NOTHING)).isEmpty();
    }

    @Test
    void aMarkedLookAtATokenIsACheckIfItTakesNothing() {
        assertThat(kind(HERE + "$Inbox", "isCancelled", "()Z")).contains(Kind.CHECK);
        assertThat(kind(HERE + "$Inbox", "isCancelledBy", "(Ljava/lang/String;)Z")).isEmpty();
        assertThat(kind(HERE + "$Inbox", "isEmpty", "()Z")).isEmpty();
    }

    @Test
    void theOperationsOfInterruptibleChannelsAreTheirs() {
        String bytes = "(Ljava/nio/ByteBuffer;)I";
        assertThat(kind("java/nio/channels/FileChannel", "write", bytes)).contains(Kind.CHANNEL);
        assertThat(kind("java/nio/channels/FileChannel", "force", "(Z)V")).contains(Kind.CHANNEL);
        assertThat(kind("java/nio/channels/SocketChannel", "read", bytes)).contains(Kind.CHANNEL);
        assertThat(kind("java/nio/channels/FileChannel", "isOpen", "()Z")).isEmpty();
        assertThat(kind("java/io/InputStream", "read", "()I")).isEmpty();
    }

    @Test
    void theCloseOfAnExecutorWaitsAndTheCloseOfAFileDoesNot() {
        String service = "java/util/concurrent/ExecutorService";
        assertThat(kind(service, "close", NOTHING)).contains(Kind.POINT);
        assertThat(kind("java/util/concurrent/ForkJoinPool", "close", NOTHING))
                .contains(Kind.POINT);
        assertThat(kind(service, "shutdown", NOTHING)).isEmpty();
        assertThat(kind("java/io/InputStream", "close", NOTHING)).isEmpty();
        assertThat(kind("java/util/concurrent/StructuredTaskScope", "close", NOTHING))
                .contains(Kind.POINT);
    }

    @Test
    void whatNobodyKnowsIsNoPoint() {
        assertThat(kind("not/There", "take", NOTHING)).isEmpty();
        assertThat(kind("[I", "clone", "()Ljava/lang/Object;")).isEmpty();
    }
}
