package cancelsafe.lab.monitor;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.hook.CodeLocation.Kind;
import cancelsafe.lab.hook.FieldHandles;
import cancelsafe.lab.hook.FieldId;
import cancelsafe.lab.hook.FieldReference;
import cancelsafe.lab.hook.MemoryLocation;
import cancelsafe.lab.jdk25.Locks;
import cancelsafe.lab.schedule.SchedulingListener;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.Stack;
import java.util.Vector;
import java.util.function.Predicate;

/**
 * Which steps of a run come before which, by vector clocks, and which accesses to a plain field or
 * to a collection that does not guard itself have no order between them. What the JDK does inside
 * is not seen, so every use of one of its objects counts as an order with everybody who has used it
 * or has gone to sleep in it: a data race may be missed there, but nobody is accused who is right.
 */
public final class HappensBefore implements SchedulingListener {
    private final Map<Thread, Clock> threads = new IdentityHashMap<>();
    private final Map<Object, Clock> synced = new IdentityHashMap<>();
    private final Map<MemoryLocation, Cell> cells = new HashMap<>();
    private final Map<MemoryLocation, Clock> volatiles = new HashMap<>();
    private final Clock jdk = new Clock(-1);

    /** All accesses to known volatile variables: a handle may have reached any of them. */
    private final Clock anyVolatile = new Clock(-1);

    /** All accesses through handles whose variable is not known. */
    private final Clock unknown = new Clock(-1);

    private final Set<String> races = new LinkedHashSet<>();
    private final Predicate<Class<?>> isWoven;

    /**
     * Nothing has happened.
     *
     * @param isWoven whether all accesses to fields that this class declares are seen
     */
    public HappensBefore(Predicate<Class<?>> isWoven) {
        this.isWoven = isWoven;
    }

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

    private record Access(int thread, int time, CodeLocation site) {}

    /** The last write of a location, and the last read of each thread since then. */
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
    public void synced(Thread thread, @Nullable Object by) {
        Clock clock = clock(thread);
        clock.join(jdk);
        exchange(
                clock,
                by == null
                        ? jdk
                        : synced.computeIfAbsent(Locks.synchronizer(by), o -> new Clock(-1)));
    }

    private static void exchange(Clock clock, Clock shared) {
        clock.join(shared);
        shared.join(clock);
        clock.tick();
    }

    /**
     * {@code thread} reads or writes a field.
     *
     * @param owner the object, null for a static field
     * @param referenced the class that the code names
     */
    public void field(
            Thread thread, @Nullable Object owner, Class<?> referenced, CodeLocation site) {
        FieldReference reference = site.field();
        if (reference == null) {
            throw new IllegalArgumentException("no field at " + site);
        }
        Optional<FieldId> known = reference.in(referenced);
        if (known.isPresent()) {
            MemoryLocation location = MemoryLocation.of(owner, known.get());
            if (site.kind() == Kind.VOLATILE) {
                synchronizes(thread, location);
            } else {
                access(clock(thread), location, site, site.what());
            }
        } else {
            reference.reflected(referenced).ifPresent(f -> field(thread, owner, f, site));
        }
    }

    /** The weaver did not know what field it is, and so not what kind of access. */
    private void field(Thread thread, @Nullable Object owner, Field field, CodeLocation site) {
        MemoryLocation location = MemoryLocation.of(owner, FieldId.of(field));
        if (Modifier.isVolatile(field.getModifiers())) {
            synchronizes(thread, location);
        } else if (!Modifier.isFinal(field.getModifiers())
                && isWoven.test(field.getDeclaringClass())) {
            access(clock(thread), location, site, site.what());
        }
    }

    /** {@code thread} reads or writes an element. */
    public void element(Thread thread, Object array, int index, CodeLocation site) {
        access(clock(thread), MemoryLocation.of(array, index), site, site.what());
    }

    /**
     * {@code thread} goes through a handle, an updater or reflection. Where the variable is not
     * known, that is ordered with all accesses to volatile variables.
     */
    public void indirect(Thread thread, Object handle, @Nullable Object first, int index) {
        if (!FieldHandles.mayOrder(handle)) {
            return;
        }
        Optional<MemoryLocation> location = FieldHandles.variable(handle, first, index);
        if (location.isPresent()) {
            synchronizes(thread, location.get());
        } else {
            synced(thread, null);
            Clock clock = clock(thread);
            clock.join(anyVolatile);
            exchange(clock, unknown);
        }
    }

    /** An access with the effect of a volatile one orders all such accesses to its variable. */
    private void synchronizes(Thread thread, MemoryLocation location) {
        if (location.part() instanceof FieldId field && !isWoven.test(field.declaring())) {
            // methods of that class access it unseen, and a call of one is known by its receiver
            synced(thread, location.holder() == field.declaring() ? null : location.holder());
        }
        Clock clock = clock(thread);
        clock.join(unknown);
        anyVolatile.join(clock);
        exchange(clock, volatiles.computeIfAbsent(location, l -> new Clock(-1)));
    }

    /** {@code thread} reads or changes a collection, which does not tell what it does inside. */
    public void inside(Thread thread, Object collection, CodeLocation site) {
        Class<?> type = collection.getClass();
        boolean guardsItself =
                !type.getPackageName().equals("java.util")
                        || !Modifier.isPublic(type.getModifiers())
                        || GUARDED.contains(type);
        if (!guardsItself) {
            access(
                    clock(thread),
                    MemoryLocation.contents(collection),
                    site,
                    "the " + type.getSimpleName());
        }
    }

    private void access(Clock clock, MemoryLocation location, CodeLocation site, String what) {
        Cell cell = cells.computeIfAbsent(location, l -> new Cell());
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
    public List<String> races() {
        return List.copyOf(races);
    }
}
