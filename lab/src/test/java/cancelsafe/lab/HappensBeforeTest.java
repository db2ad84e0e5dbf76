package cancelsafe.lab;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.hook.Site;
import cancelsafe.lab.hook.Site.Kind;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Vector;
import java.util.concurrent.CopyOnWriteArrayList;

/** The order of steps, asked directly: who may have seen whose access to a field. */
class HappensBeforeTest {
    private final HappensBefore order = new HappensBefore();
    private final Thread a = Thread.ofVirtual().unstarted(() -> {});
    private final Thread b = Thread.ofVirtual().unstarted(() -> {});
    private final Thread c = Thread.ofVirtual().unstarted(() -> {});
    private final Object owner = new Object();
    private final Object lock = new Object();

    private static Site site(Kind kind, String field, int line) {
        return new Site(kind, "Box", "use", "Box.java", line, field, false);
    }

    private void writes(Thread thread, int line) {
        order.access(thread, owner, -1, site(Kind.WRITE, "Box.n", line));
    }

    private void reads(Thread thread, int line) {
        order.access(thread, owner, -1, site(Kind.READ, "Box.n", line));
    }

    private void touches(Thread thread, String staticVolatile) {
        order.access(thread, null, -1, site(Kind.VOLATILE, staticVolatile, 9));
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
    void aVolatileFieldOfTheSameObjectOrders() {
        writes(a, 1);
        order.access(a, owner, -1, site(Kind.VOLATILE, "Box.flag", 2));
        order.access(b, owner, -1, site(Kind.VOLATILE, "Box.flag", 3));
        writes(b, 4);
        assertThat(order.races()).isEmpty();
    }

    @Test
    void aStaticVolatileFieldOrdersByItsName() {
        writes(a, 1);
        touches(a, "Box.flag");
        touches(b, "Box.flag");
        writes(b, 2);
        assertThat(order.races()).isEmpty();
        touches(b, "Box.flag");
        touches(c, "Box.other");
        writes(c, 3);
        assertThat(order.races()).hasSize(1);
    }

    @Test
    void objectsElementsAndStaticFieldsAreToldApart() {
        order.access(a, owner, -1, site(Kind.WRITE, "Box.n", 1));
        order.access(b, new Object(), -1, site(Kind.WRITE, "Box.n", 2));
        order.access(a, lock, 0, site(Kind.WRITE, "int[]", 3));
        order.access(b, lock, 1, site(Kind.WRITE, "int[]", 4));
        order.access(a, null, -1, site(Kind.WRITE, "Box.s", 5));
        order.access(b, null, -1, site(Kind.WRITE, "Box.t", 6));
        assertThat(order.races()).isEmpty();
        order.access(b, null, -1, site(Kind.WRITE, "Box.s", 7));
        order.access(b, lock, 0, site(Kind.WRITE, "int[]", 8));
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
}
