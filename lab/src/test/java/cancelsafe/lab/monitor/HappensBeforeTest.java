package cancelsafe.lab.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.hook.CodeLocation.Kind;
import cancelsafe.lab.hook.FieldReference;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Vector;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** The order of steps, asked directly: who may have seen whose access to a field. */
class HappensBeforeTest {
    private final HappensBefore order = new HappensBefore(c -> c != Library.class);
    private final Thread a = Thread.ofVirtual().unstarted(() -> {});
    private final Thread b = Thread.ofVirtual().unstarted(() -> {});
    private final Thread c = Thread.ofVirtual().unstarted(() -> {});
    private final Object owner = new Object();
    private final Object lock = new Object();

    private static CodeLocation site(Kind kind, String what, int line) {
        return new CodeLocation(kind, "Box", "use", "Box.java", line, what, false);
    }

    /** What the names say is not looked at; {@code Box} stands for any class. */
    private static final class Box {}

    /** What this class does itself is not seen. */
    private static final class Library {}

    private void uses(Thread thread, Kind kind, Object of, String field, int line) {
        FieldReference reference = new FieldReference(Box.class.getName(), field, "I");
        order.field(
                thread,
                of == Box.class ? null : of,
                Box.class,
                new CodeLocation(
                        kind, "Box", "use", "Box.java", line, "Box." + field, false, reference));
    }

    private void writes(Thread thread, int line) {
        uses(thread, Kind.WRITE, owner, "n", line);
    }

    private void reads(Thread thread, int line) {
        uses(thread, Kind.READ, owner, "n", line);
    }

    private void touches(Thread thread, String staticVolatile) {
        uses(thread, Kind.VOLATILE, Box.class, staticVolatile, 9);
    }

    @Test
    void twoWritesThatNothingOrdersAreARaceWithBothLines() {
        writes(a, 1);
        writes(b, 2);
        assertThat(order.races())
                .containsExactly("Box.n, written at Box.java:1 and written at Box.java:2");
    }

    @Test
    void aReadBeforeAWriteIsARaceAsWell() {
        reads(a, 1);
        writes(b, 2);
        assertThat(order.races())
                .containsExactly("Box.n, read at Box.java:1 and written at Box.java:2");
    }

    @Test
    void everyReaderCountsNotOnlyTheLast() {
        reads(a, 1);
        reads(b, 2);
        order.wakes(b, c);
        writes(c, 3);
        assertThat(order.races())
                .containsExactly("Box.n, read at Box.java:1 and written at Box.java:3");
    }

    @Test
    void readsAloneAreNone() {
        reads(a, 1);
        reads(b, 2);
        assertThat(order.races()).isEmpty();
    }

    @Test
    void whoIsWokenHasSeenWhatCameBeforeAndNothingLater() {
        writes(a, 1);
        order.wakes(a, b);
        reads(b, 2);
        assertThat(order.races()).isEmpty();
        writes(a, 3);
        reads(b, 4);
        assertThat(order.races()).contains("Box.n, written at Box.java:3 and read at Box.java:4");
    }

    @Test
    void theSameLockOrdersAndAnotherDoesNot() {
        writes(a, 1);
        order.synced(a, lock);
        order.synced(b, lock);
        writes(b, 2);
        assertThat(order.races()).isEmpty();
        order.synced(b, lock);
        order.synced(c, new Object());
        writes(c, 3);
        assertThat(order.races()).hasSize(1);
    }

    @Test
    void whatIsWrittenAfterTheLockIsNotSeenThroughIt() {
        order.synced(a, lock);
        writes(a, 1);
        order.synced(b, lock);
        reads(b, 2);
        assertThat(order.races()).hasSize(1);
    }

    @Test
    void whatMayOrderAnybodyOrdersAll() {
        writes(a, 1);
        order.synced(a, null);
        order.synced(b, null);
        writes(b, 2);
        assertThat(order.races()).isEmpty();
    }

    @Test
    void theSameVolatileFieldOfTheSameObjectOrders() {
        writes(a, 1);
        uses(a, Kind.VOLATILE, owner, "flag", 2);
        uses(b, Kind.VOLATILE, owner, "flag", 3);
        writes(b, 4);
        assertThat(order.races()).isEmpty();
    }

    @Test
    void anotherVolatileFieldOfTheSameObjectDoesNotOrder() {
        writes(a, 1);
        uses(a, Kind.VOLATILE, owner, "flag", 2);
        uses(b, Kind.VOLATILE, owner, "other", 3);
        writes(b, 4);
        assertThat(order.races()).hasSize(1);
    }

    @Test
    void aVolatileFieldOfALibraryOrdersWithCallsOfItsObject() {
        Library library = new Library();
        FieldReference flag = new FieldReference(Library.class.getName(), "flag", "Z");
        writes(a, 1);
        order.synced(a, library);
        order.field(
                b,
                library,
                Library.class,
                new CodeLocation(
                        Kind.VOLATILE, "Box", "use", "Box.java", 2, "Library.flag", false, flag));
        writes(b, 3);
        assertThat(order.races()).isEmpty();
    }

    @Test
    void aStaticVolatileFieldOrdersByItsName() {
        writes(a, 1);
        touches(a, "flag");
        touches(b, "flag");
        writes(b, 2);
        assertThat(order.races()).isEmpty();
        touches(b, "flag");
        touches(c, "other");
        writes(c, 3);
        assertThat(order.races()).hasSize(1);
    }

    @Test
    void objectsElementsAndStaticFieldsAreToldApart() {
        uses(a, Kind.WRITE, owner, "n", 1);
        uses(b, Kind.WRITE, new Object(), "n", 2);
        order.element(a, lock, 0, site(Kind.WRITE, "int[]", 3));
        order.element(b, lock, 1, site(Kind.WRITE, "int[]", 4));
        uses(a, Kind.WRITE, Box.class, "s", 5);
        uses(b, Kind.WRITE, Box.class, "t", 6);
        assertThat(order.races()).isEmpty();
        uses(b, Kind.WRITE, Box.class, "s", 7);
        order.element(b, lock, 0, site(Kind.WRITE, "int[]", 8));
        assertThat(order.races()).hasSize(2);
    }

    @Test
    void aCollectionThatLocksNothingRacesLikeAField() {
        List<String> list = new ArrayList<>();
        order.inside(a, list, site(Kind.WRITE, "List.add", 1));
        order.inside(b, list, site(Kind.READ, "List.size", 2));
        assertThat(order.races())
                .containsExactly("the ArrayList, written at Box.java:1 and read at Box.java:2");
    }

    @Test
    void aCollectionThatGuardsItselfOrNeverChangesRacesWithNobody() {
        for (List<String> list :
                List.<List<String>>of(
                        new Vector<>(),
                        new CopyOnWriteArrayList<>(),
                        List.of("a"),
                        Collections.synchronizedList(new ArrayList<>()))) {
            order.inside(a, list, site(Kind.WRITE, "List.add", 1));
            order.inside(b, list, site(Kind.WRITE, "List.add", 2));
        }
        assertThat(order.races()).isEmpty();
    }

    private boolean isRaceAfter(Object first, Object second) {
        HappensBefore fresh = new HappensBefore(c -> c != Library.class);
        FieldReference reference = new FieldReference(Box.class.getName(), "n", "I");
        CodeLocation write =
                new CodeLocation(
                        Kind.WRITE, "Box", "use", "Box.java", 1, "Box.n", false, reference);
        fresh.field(a, owner, Box.class, write);
        fresh.synced(a, first);
        fresh.synced(b, second);
        fresh.field(b, owner, Box.class, write);
        return !fresh.races().isEmpty();
    }

    @Test
    void aLockItsConditionsAndItsHalvesAreOne() {
        ReentrantLock reentrant = new ReentrantLock();
        Condition filled = reentrant.newCondition();
        Condition emptied = reentrant.newCondition();
        assertThat(isRaceAfter(reentrant, filled)).isFalse();
        assertThat(isRaceAfter(filled, emptied)).isFalse();
        assertThat(isRaceAfter(emptied, reentrant)).isFalse();
        assertThat(isRaceAfter(filled, new ReentrantLock().newCondition())).isTrue();

        ReentrantReadWriteLock halves = new ReentrantReadWriteLock();
        assertThat(isRaceAfter(halves.writeLock(), halves.readLock())).isFalse();
        assertThat(isRaceAfter(halves.writeLock().newCondition(), halves.writeLock())).isFalse();
        assertThat(isRaceAfter(halves.writeLock(), new ReentrantReadWriteLock().readLock()))
                .isTrue();

        StampedLock stamped = new StampedLock();
        assertThat(isRaceAfter(stamped.asWriteLock(), stamped.asReadLock())).isFalse();
        assertThat(isRaceAfter(stamped, stamped.asReadLock())).isFalse();
        assertThat(isRaceAfter(stamped, new StampedLock())).isTrue();
    }
}
