package cancelsafe.lab.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.hook.CodeLocation;

import org.junit.jupiter.api.Test;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** What is opened and closed, taken and given back. */
class LeaksTest {
    private static final CodeLocation HERE = line(1);
    private static final CodeLocation THERE = line(2);

    private final Leaks leaks = new Leaks(LeaksTest.class.getName()::equals);

    private static CodeLocation line(int number) {
        return new CodeLocation(
                CodeLocation.Kind.LINE, "a/Body", "run", "Body.java", number, "", false);
    }

    @Test
    void nothingOpenedIsNothingLeft() {
        assertThat(leaks.left()).isEmpty();
    }

    @Test
    void openedAndNotClosedIsLeft() {
        leaks.opened(new Object());
        assertThat(leaks.left()).singleElement().asString().startsWith("opened at LeaksTest.java:");
    }

    @Test
    void closedIsNotLeft() {
        Object resource = new Object();
        leaks.opened(resource);
        leaks.closed(resource);
        assertThat(leaks.left()).isEmpty();
    }

    @Test
    void aCrashClosesFiles() throws Exception {
        Path file = Files.createTempFile("leaks", "");
        try (FileChannel channel = FileChannel.open(file)) {
            leaks.opened(channel);
            leaks.closeFiles();
            assertThat(channel.isOpen()).isFalse();
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void everyKindOfLockThatIsLockedIsHeld() {
        ReentrantLock plain = new ReentrantLock();
        ReentrantReadWriteLock both = new ReentrantReadWriteLock();
        StampedLock stamped = new StampedLock();
        leaks.used(plain, HERE);
        leaks.used(both.readLock(), HERE);
        leaks.used(stamped, HERE);
        assertThat(leaks.held(Leaks.Permits.UNKNOWN)).isEmpty();
        plain.lock();
        both.readLock().lock();
        long stamp = stamped.writeLock();
        assertThat(leaks.held(Leaks.Permits.UNKNOWN)).hasSize(3);
        stamped.unlockWrite(stamp);
        both.readLock().unlock();
        both.writeLock().lock();
        leaks.used(both.writeLock(), HERE);
        assertThat(leaks.held(Leaks.Permits.UNKNOWN))
                .hasSize(2)
                .allSatisfy(held -> assertThat(held).startsWith("a lock taken at LeaksTest.java:"));
    }

    private static Leaks.Permits undisturbed(CodeLocation takenAt, boolean givenBack) {
        Leaks leaks = new Leaks(LeaksTest.class.getName()::equals);
        Semaphore semaphore = new Semaphore(1);
        leaks.used(semaphore, takenAt);
        boolean _ = semaphore.tryAcquire();
        if (givenBack) {
            leaks.releases(semaphore);
            semaphore.release();
        }
        return leaks.permits();
    }

    private Semaphore taken() {
        Semaphore semaphore = new Semaphore(1);
        leaks.used(semaphore, HERE);
        boolean _ = semaphore.tryAcquire();
        return semaphore;
    }

    @Test
    void aPermitIsHeldThatTheUndisturbedRunGivesBack() {
        Semaphore semaphore = taken();
        assertThat(leaks.held(undisturbed(HERE, true)))
                .singleElement()
                .asString()
                .startsWith("a permit taken at LeaksTest.java:");
        semaphore.release();
        assertThat(leaks.held(undisturbed(HERE, true))).isEmpty();
    }

    @Test
    void aPermitIsAStateThatTheUndisturbedRunKeepsToo() {
        taken();
        assertThat(leaks.held(undisturbed(HERE, false))).isEmpty();
    }

    /** A flag that is set once: nothing has ever shown that it should be given back. */
    @Test
    void aPermitIsAStateThatTheUndisturbedRunNeverTakes() {
        taken();
        assertThat(leaks.held(undisturbed(THERE, true))).isEmpty();
        assertThat(leaks.held(new Leaks(LeaksTest.class.getName()::equals).permits())).isEmpty();
    }

    /** A claim that failed, or permits that count threads: nobody has lent them. */
    @Test
    void permitsThatOthersReleaseAreNotLent() {
        Semaphore ended = new Semaphore(1);
        leaks.used(ended, HERE);
        leaks.releases(ended);
        ended.release();
        assertThat(leaks.permits().lentAt()).isEmpty();
    }

    @Test
    void permitsAreCounted() {
        taken();
        taken();
        assertThat(leaks.permits().kept()).isEqualTo(2);
        assertThat(leaks.permits().lentAt()).isEmpty();
        assertThat(undisturbed(HERE, true).lentAt()).containsExactly(HERE);
    }
}
