package cancelsafe.lab;

import cancelsafe.lab.hook.Site;
import cancelsafe.lab.hook.Site.Kind;
import cancelsafe.lab.schedule.Order;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.Stack;
import java.util.Vector;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Which steps of a run come before which, by vector clocks, and which accesses to a plain field or
 * to a collection that does not guard itself have no order between them. What the JDK does inside
 * is not seen, so every use of one of its objects counts as an order with everybody who has used it
 * or has gone to sleep in it: a data race may be missed there, but nobody is accused who is right.
 */
final class HappensBefore implements Order {
    private final Map<Thread, Clock> threads = new IdentityHashMap<>();
    private final Map<Object, Clock> synced = new IdentityHashMap<>();
    private final Map<Object, Map<String, Cell>> cells = new IdentityHashMap<>();
    private final Map<String, Cell> statics = new HashMap<>();
    private final Map<String, Clock> staticVolatiles = new HashMap<>();
    private final Clock jdk = new Clock(-1);
    private final Set<String> races = new LinkedHashSet<>();

    /** How much of each thread is known; {@code own} is the index of the thread itself. */
    private static final class Clock {
        final int own;
        int[] times = new int[4];

        Clock(int own) {
            this.own = own;
        }

        int time(int thread) {
            return thread < times.length ? times[thread] : 0;
        }

        void tick() {
            grow(own + 1);
            times[own]++;
        }

        void join(Clock other) {
            grow(other.times.length);
            for (int i = 0; i < other.times.length; i++) {
                times[i] = Math.max(times[i], other.times[i]);
            }
        }

        /** Never further than asked: two clocks that join in turn would drive each other up. */
        private void grow(int size) {
            if (times.length < size) {
                times = Arrays.copyOf(times, size);
            }
        }
    }

    /** Collections of {@code java.util} that lock themselves. */
    private static final Set<Class<?>> GUARDED =
            Set.of(Vector.class, Stack.class, Hashtable.class, Properties.class);

    private record Access(int thread, int time, Site site) {}

    /** The last write of a field, and the last read of each thread since then. */
    private static final class Cell {
        @Nullable Access write;
        final List<Access> reads = new ArrayList<>();
    }

    private Clock clock(Thread thread) {
        return threads.computeIfAbsent(
                thread,
                t -> {
                    Clock fresh = new Clock(threads.size());
                    fresh.tick();
                    return fresh;
                });
    }

    @Override
    public void wakes(Thread by, Thread woken) {
        Clock from = clock(by);
        clock(woken).join(from);
        from.tick();
    }

    @Override
    public void leaves(Thread thread) {
        Clock clock = clock(thread);
        jdk.join(clock);
        clock.tick();
    }

    /** {@code thread} uses something that orders it with others; null means anything at all. */
    void synced(Thread thread, @Nullable Object by) {
        Clock clock = clock(thread);
        clock.join(jdk);
        boolean alone = by != null && !isHalfOfALock(by);
        exchange(clock, alone ? synced.computeIfAbsent(by, o -> new Clock(-1)) : jdk);
    }

    /** The two halves of a read-write lock order each other, and neither tells of which lock. */
    private static boolean isHalfOfALock(Object by) {
        return by instanceof ReentrantReadWriteLock.ReadLock
                || by instanceof ReentrantReadWriteLock.WriteLock;
    }

    private static void exchange(Clock clock, Clock shared) {
        clock.join(shared);
        shared.join(clock);
        clock.tick();
    }

    /** {@code thread} reads or writes a field of {@code owner}, null for a static one. */
    void access(Thread thread, @Nullable Object owner, int index, Site site) {
        String name = index < 0 ? site.what() : "[" + index + "]";
        Clock clock = clock(thread);
        if (site.kind() == Kind.VOLATILE) {
            exchange(
                    clock,
                    owner == null
                            ? staticVolatiles.computeIfAbsent(name, n -> new Clock(-1))
                            : synced.computeIfAbsent(owner, o -> new Clock(-1)));
            return;
        }
        Cell cell =
                owner == null ? statics.computeIfAbsent(name, n -> new Cell()) : cell(owner, name);
        access(clock, cell, site, site.what());
    }

    /** {@code thread} reads or changes a collection, which does not tell what it does inside. */
    void inside(Thread thread, Object collection, Site site) {
        Class<?> type = collection.getClass();
        boolean guardsItself =
                !type.getPackageName().equals("java.util")
                        || !Modifier.isPublic(type.getModifiers())
                        || GUARDED.contains(type);
        if (!guardsItself) {
            Cell cell = cell(collection, "");
            access(clock(thread), cell, site, "the " + type.getSimpleName());
        }
    }

    private Cell cell(Object owner, String name) {
        return cells.computeIfAbsent(owner, o -> new HashMap<>())
                .computeIfAbsent(name, n -> new Cell());
    }

    private void access(Clock clock, Cell cell, Site site, String what) {
        Access access = new Access(clock.own, clock.time(clock.own), site);
        compare(clock, cell.write, access, what);
        if (site.kind() == Kind.WRITE) {
            cell.reads.forEach(read -> compare(clock, read, access, what));
            cell.reads.clear();
            cell.write = access;
        } else {
            cell.reads.removeIf(read -> read.thread == clock.own);
            cell.reads.add(access);
        }
    }

    private void compare(Clock clock, @Nullable Access earlier, Access access, String what) {
        if (earlier != null
                && earlier.thread != access.thread
                && earlier.time > clock.time(earlier.thread)) {
            races.add(
                    "%s, %s at %s and %s at %s"
                            .formatted(
                                    what,
                                    verb(earlier),
                                    earlier.site.where(),
                                    verb(access),
                                    access.site.where()));
        }
    }

    private static String verb(Access access) {
        return access.site.kind() == Kind.WRITE ? "written" : "read";
    }

    /** Accesses that nothing orders, in words. */
    List<String> races() {
        return List.copyOf(races);
    }
}
