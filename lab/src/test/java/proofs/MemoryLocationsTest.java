package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.Body;
import cancelsafe.lab.agent.WovenLoader;
import cancelsafe.lab.explore.Cancel;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.net.URL;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Two accesses are in conflict, and two volatile ones are ordered, if they reach the same variable:
 * whatever class the code names, and whatever way it takes.
 */
class MemoryLocationsTest {
    /** What two threads do with the same object. */
    private record Pair(Body first, Body second) {}

    private static Consumer<Attempt> allInterleavings(Supplier<Pair> pairs) {
        return attempt -> {
            Pair pair = pairs.get();
            attempt.undisturbed()
                    .allInterleavings()
                    .run(
                            () -> {
                                Thread other = Thread.ofVirtual().unstarted(task(pair.first));
                                other.start();
                                pair.second.run();
                                other.join();
                            });
        };
    }

    private static Runnable task(Body body) {
        return () -> {
            try {
                body.run();
            } catch (Throwable t) {
                throw new AssertionError(t);
            }
        };
    }

    private static void race(String field, Supplier<Pair> pairs) {
        assertThat(Judged.broken(allInterleavings(pairs))).contains("data race: " + field + ", ");
    }

    private static void noRace(Supplier<Pair> pairs) {
        Cancel.everywhere(allInterleavings(pairs));
    }

    // Fields and the classes that declare them

    private static class Base {
        int x;
        static int s;
        volatile boolean ready;
        static volatile boolean allReady;

        void writeX() {
            x = 1;
        }

        synchronized void writeLocked() {
            x = 1;
        }
    }

    private static class Middle extends Base {}

    private static final class Sub extends Middle {
        int readX() {
            return x;
        }

        synchronized int readLocked() {
            return x;
        }
    }

    /** Has a field of the same name, which is another one. */
    private static final class Hiding extends Base {
        @SuppressWarnings("HidingField")
        int x;

        int readMine() {
            return x;
        }

        int readInherited() {
            return super.x;
        }
    }

    @Test
    void aFieldIsTheSameInItsClassAndInItsSubclasses() {
        race(
                "MemoryLocationsTest.Base.x",
                () -> {
                    Sub sub = new Sub();
                    return new Pair(sub::writeX, sub::readX);
                });
        noRace(
                () -> {
                    Sub sub = new Sub();
                    return new Pair(sub::writeLocked, sub::readLocked);
                });
    }

    @Test
    void aFieldThatHidesAnotherIsAFieldOfItsOwn() {
        noRace(
                () -> {
                    Hiding hiding = new Hiding();
                    return new Pair(hiding::writeX, hiding::readMine);
                });
        race(
                "MemoryLocationsTest.Base.x",
                () -> {
                    Hiding hiding = new Hiding();
                    return new Pair(hiding::writeX, hiding::readInherited);
                });
    }

    @Test
    @SuppressWarnings("StaticQualifiedUsingExpression")
    void aStaticFieldIsTheSameInItsClassAndInItsSubclasses() {
        race("MemoryLocationsTest.Base.s", () -> new Pair(() -> Base.s = 1, () -> Sub.s = 2));
        noRace(
                () ->
                        new Pair(
                                () -> {
                                    synchronized (Base.class) {
                                        Base.s = 1;
                                    }
                                },
                                () -> {
                                    synchronized (Base.class) {
                                        Sub.s = 2;
                                    }
                                }));
    }

    /** Named like {@link proofs.library.State}. */
    private static final class State {
        static int count;
    }

    private static final class OtherState {
        /** Named like the outer one but for its outer class. */
        private static final class State {
            static int count;
        }
    }

    @Test
    void equallyNamedStaticFieldsOfEquallyNamedClassesAreTwo() {
        noRace(() -> new Pair(() -> State.count++, () -> proofs.library.State.count++));
        noRace(() -> new Pair(() -> State.count++, () -> OtherState.State.count++));
        race(
                "State.count",
                () ->
                        new Pair(
                                () -> proofs.library.State.count++,
                                () -> proofs.library.State.count++));
    }

    private final class Inner {
        int n;

        final class Innermost {
            int get() {
                return n;
            }
        }
    }

    @Test
    void aNestedClassReachesTheFieldOfTheOuterOne() {
        race(
                "MemoryLocationsTest.Inner.n",
                () -> {
                    Inner inner = new Inner();
                    Inner.Innermost innermost = inner.new Innermost();
                    return new Pair(() -> inner.n = 1, innermost::get);
                });
        noRace(
                () -> {
                    Inner inner = new Inner();
                    Inner.Innermost another = new Inner().new Innermost();
                    return new Pair(() -> inner.n = 1, another::get);
                });
    }

    private static class Holder<T> {
        T held;
        volatile T published;

        Holder(T held) {
            this.held = held;
            this.published = held;
        }
    }

    private static final class TextHolder extends Holder<String> {
        TextHolder() {
            super("");
        }

        int length() {
            return held.length();
        }
    }

    @Test
    void aFieldOfAGenericClassIsOneForAllTypes() {
        race(
                "MemoryLocationsTest.Holder.held",
                () -> {
                    TextHolder holder = new TextHolder();
                    Holder<String> same = holder;
                    return new Pair(() -> same.held = "a", holder::length);
                });
        noRace(
                () -> {
                    TextHolder holder = new TextHolder();
                    Holder<String> same = holder;
                    return new Pair(
                            () -> {
                                same.held = "a";
                                same.published = "b";
                            },
                            () -> {
                                if (holder.published.equals("b")) {
                                    holder.length();
                                }
                            });
                });
    }

    private interface Constants {
        Set<String> NAMES = Set.of("a");
        int[] COUNTS = new int[2];
    }

    private static final class Uses extends Base implements Constants {
        int first() {
            return COUNTS[0];
        }

        int size() {
            return NAMES.size() + x;
        }
    }

    @Test
    void aConstantOfAnInterfaceIsNoConflictAndWhatItHoldsMayBe() {
        noRace(
                () -> {
                    Uses uses = new Uses();
                    return new Pair(uses::size, uses::size);
                });
        race(
                "int[]",
                () -> {
                    Uses uses = new Uses();
                    return new Pair(() -> Constants.COUNTS[0] = 1, uses::first);
                });
    }

    private record Point(int x, int[] more) {}

    @Test
    void aRecordIsFinalAndItsArrayIsNot() {
        noRace(
                () -> {
                    Point point = new Point(1, new int[1]);
                    return new Pair(point::x, () -> point.more());
                });
        race(
                "int[]",
                () -> {
                    Point point = new Point(1, new int[1]);
                    return new Pair(() -> point.more[0]++, () -> point.more()[0]++);
                });
    }

    private enum Light {
        RED,
        GREEN {
            @Override
            int seen() {
                return shown;
            }
        };

        @SuppressWarnings("ImmutableEnumChecker")
        int shown;

        int seen() {
            return -1;
        }
    }

    @Test
    void eachConstantOfAnEnumHasFieldsOfItsOwn() {
        race(
                "MemoryLocationsTest.Light.shown",
                () -> new Pair(() -> Light.GREEN.shown = 1, Light.GREEN::seen));
        noRace(() -> new Pair(() -> Light.RED.shown = 1, Light.GREEN::seen));
    }

    // Arrays

    @Test
    void anElementIsToldByItsArrayAndItsIndex() {
        race(
                "int[]",
                () -> {
                    int[][] rows = new int[2][2];
                    int[] row = rows[1];
                    return new Pair(() -> rows[1][0] = 1, () -> row[0] = 2);
                });
        noRace(
                () -> {
                    int[][] rows = new int[2][2];
                    return new Pair(() -> rows[1][0] = 1, () -> rows[0][0] = rows[1][1]);
                });
        race(
                "reference[]",
                () -> {
                    int[][] rows = new int[2][2];
                    return new Pair(() -> rows[1] = new int[1], () -> rows[1][0] = 2);
                });
    }

    @Test
    void accessesThroughNullReachNothing() {
        noRace(
                () -> {
                    Base none = nothing();
                    int[] noArray = nothing();
                    Body fails =
                            () -> {
                                try {
                                    none.x = 1;
                                } catch (NullPointerException e) {
                                    try {
                                        noArray[0] = 1;
                                    } catch (NullPointerException again) {
                                        return;
                                    }
                                }
                            };
                    return new Pair(fails, fails);
                });
    }

    @SuppressWarnings("NullAway") // that is what it is for
    private static <T> T nothing() {
        return null;
    }

    // Volatile fields

    private static class Two {
        int x;
        volatile int a;
        volatile int b;
        static volatile int sa;
        static volatile int sb;
    }

    private static final class TwoBelow extends Two {
        int readAThenX() {
            return a == 1 ? x : 0;
        }
    }

    @Test
    void aVolatileFieldOrdersWhereverItIsNamed() {
        noRace(
                () -> {
                    TwoBelow two = new TwoBelow();
                    Two same = two;
                    return new Pair(
                            () -> {
                                same.x = 1;
                                same.a = 1;
                            },
                            two::readAThenX);
                });
    }

    @Test
    void twoVolatileFieldsOfOneObjectDoNotOrderEachOther() {
        race(
                "MemoryLocationsTest.Two.x",
                () -> {
                    Two two = new Two();
                    return new Pair(
                            () -> {
                                two.x = 1;
                                two.a = 1;
                            },
                            () -> {
                                if (two.b == 0) {
                                    two.x = 2;
                                }
                            });
                });
        race(
                "MemoryLocationsTest.Two.x",
                () -> {
                    Two two = new Two();
                    return new Pair(
                            () -> {
                                two.x = 1;
                                Two.sa = 1;
                            },
                            () -> {
                                if (Two.sb == 0) {
                                    two.x = 2;
                                }
                            });
                });
    }

    @Test
    void aVolatileFieldDoesNotOrderWithTheMonitorOfItsObject() {
        race(
                "MemoryLocationsTest.Two.x",
                () -> {
                    Two two = new Two();
                    return new Pair(
                            () -> {
                                two.x = 1;
                                two.a = 1;
                            },
                            () -> {
                                synchronized (two) {
                                    two.x = 2;
                                }
                            });
                });
    }

    @Test
    void aStaticVolatileFieldOrdersWhereverItIsNamed() {
        noRace(
                () -> {
                    Base.allReady = false;
                    Sub sub = new Sub();
                    return new Pair(
                            () -> {
                                sub.writeX();
                                Base.allReady = true;
                            },
                            () -> {
                                if (Sub.allReady) {
                                    sub.readX();
                                }
                            });
                });
    }

    @Test
    void whatALibraryDoesWithItsObjectOrders() {
        noRace(
                () -> {
                    proofs.library.Switch lever = new proofs.library.Switch();
                    Two two = new Two();
                    return new Pair(
                            () -> {
                                two.x = 1;
                                lever.turn();
                            },
                            () -> {
                                if (lever.on) {
                                    two.x = 2;
                                }
                            });
                });
    }

    // Handles, updaters, reflection

    private static final VarHandle A;
    private static final VarHandle B;
    private static final VarHandle A_BELOW;
    private static final VarHandle SA;
    private static final VarHandle SB;
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(int[].class);
    private static final VarHandle WIDE =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final MethodHandle SET_A;
    private static final MethodHandle SET_B;
    private static final Field FIELD_A;
    private static final Field FIELD_B;
    private static final AtomicIntegerFieldUpdater<Two> UPDATER_A =
            AtomicIntegerFieldUpdater.newUpdater(Two.class, "a");
    private static final AtomicIntegerFieldUpdater<Two> UPDATER_B =
            AtomicIntegerFieldUpdater.newUpdater(Two.class, "b");

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            A = lookup.findVarHandle(Two.class, "a", int.class);
            B = lookup.findVarHandle(Two.class, "b", int.class);
            A_BELOW = lookup.findVarHandle(TwoBelow.class, "a", int.class);
            SA = lookup.findStaticVarHandle(Two.class, "sa", int.class);
            SB = lookup.findStaticVarHandle(Two.class, "sb", int.class);
            SET_A = lookup.findSetter(Two.class, "a", int.class);
            SET_B = lookup.findSetter(Two.class, "b", int.class);
            FIELD_A = Two.class.getDeclaredField("a");
            FIELD_B = Two.class.getDeclaredField("b");
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private interface Access {
        void on(Two two) throws Throwable;
    }

    /** One thread writes the plain field and then lets {@code by} publish it; the other asks. */
    private static Supplier<Pair> published(Access by) {
        return () -> {
            Two.sa = 0;
            TwoBelow two = new TwoBelow();
            return new Pair(
                    () -> {
                        two.x = 1;
                        by.on(two);
                    },
                    () -> {
                        if (two.a == 1 || Two.sa == 1) {
                            two.x = 2;
                        }
                    });
        };
    }

    /**
     * One thread writes the plain field and then another; the other asks {@code by} for its own.
     */
    private static Supplier<Pair> apart(Access by) {
        return () -> {
            Two.sa = 0;
            Two.sb = 0;
            TwoBelow two = new TwoBelow();
            return new Pair(
                    () -> {
                        two.x = 1;
                        two.a = 1;
                        Two.sa = 1;
                    },
                    () -> {
                        by.on(two);
                        two.x = 2;
                    });
        };
    }

    @Test
    void aVarHandleOrdersWithItsField() {
        noRace(published(two -> A.setVolatile(two, 1)));
        noRace(published(two -> A.setRelease(two, 1)));
        noRace(published(two -> A_BELOW.setVolatile((TwoBelow) two, 1)));
        noRace(published(two -> A.compareAndSet(two, 0, 1)));
        noRace(published(two -> SA.setVolatile(1)));
        race("MemoryLocationsTest.Two.x", apart(two -> B.setVolatile(two, 1)));
        race("MemoryLocationsTest.Two.x", apart(two -> SB.setVolatile(1)));
        race("MemoryLocationsTest.Two.x", apart(two -> A.setVolatile(new Two(), 1)));
    }

    @Test
    void aVarHandleThatIsNotKnownOrdersWithEveryVolatileField() {
        VarHandle exact = A.withInvokeExactBehavior();
        noRace(published(two -> exact.setVolatile(two, 1)));
        noRace(
                () -> {
                    Two two = new Two();
                    VarHandle bound = MethodHandles.insertCoordinates(A, 0, two);
                    return new Pair(
                            () -> {
                                two.x = 1;
                                two.a = 1;
                            },
                            () -> {
                                if ((int) bound.getVolatile() == 1) {
                                    two.x = 2;
                                }
                            });
                });
    }

    @Test
    void aVarHandleOfElementsOrdersByArrayAndIndex() {
        noRace(() -> elements(0));
        race("MemoryLocationsTest.Two.x", () -> elements(1));
    }

    private static Pair elements(int looksAt) {
        Two two = new Two();
        int[] array = new int[2];
        return new Pair(
                () -> {
                    two.x = 1;
                    ELEMENT.setRelease(array, 0, 1);
                },
                () -> {
                    if ((int) ELEMENT.getAcquire(array, looksAt) == 1 - looksAt) {
                        two.x = 2;
                    }
                });
    }

    @Test
    void aViewOfBytesReachesSeveralElements() {
        noRace(
                () -> {
                    Two two = new Two();
                    byte[] array = new byte[16];
                    int aligned = array.length / 2;
                    return new Pair(
                            () -> {
                                two.x = 1;
                                WIDE.set(array, aligned, 1);
                            },
                            () -> {
                                if ((int) WIDE.get(array, aligned) == 1) {
                                    two.x = 2;
                                }
                            });
                });
    }

    @Test
    void anUpdaterOrdersWithItsField() {
        noRace(published(two -> UPDATER_A.set(two, 1)));
        noRace(published(two -> UPDATER_A.compareAndSet(two, 0, 1)));
        noRace(published(two -> UPDATER_A.updateAndGet(two, n -> n + 1)));
        race("MemoryLocationsTest.Two.x", apart(two -> UPDATER_B.set(two, 1)));
        race("MemoryLocationsTest.Two.x", apart(two -> UPDATER_A.set(new Two(), 1)));
    }

    private static final class Updated {
        private static final AtomicLongFieldUpdater<Updated> N =
                AtomicLongFieldUpdater.newUpdater(Updated.class, "n");
        private static final AtomicReferenceFieldUpdater<Updated, String> TEXT =
                AtomicReferenceFieldUpdater.newUpdater(Updated.class, String.class, "text");

        int x;
        volatile long n;
        volatile String text = "";
    }

    @Test
    void theUpdatersOfLongAndReferenceFieldsOrderToo() {
        noRace(
                () -> {
                    Updated updated = new Updated();
                    return new Pair(
                            () -> {
                                updated.x = 1;
                                Updated.N.incrementAndGet(updated);
                            },
                            () -> {
                                if (updated.n == 1) {
                                    updated.x = 2;
                                }
                            });
                });
        noRace(
                () -> {
                    Updated updated = new Updated();
                    return new Pair(
                            () -> {
                                updated.x = 1;
                                updated.text = "a";
                            },
                            () -> {
                                if (Updated.TEXT.get(updated).equals("a")) {
                                    updated.x = 2;
                                }
                            });
                });
    }

    @Test
    void reflectionOrdersWithItsField() {
        noRace(published(two -> FIELD_A.setInt(two, 1)));
        race("MemoryLocationsTest.Two.x", apart(two -> FIELD_B.setInt(two, 1)));
    }

    @Test
    void aMethodHandleOrdersWithItsField() {
        noRace(published(two -> SET_A.invoke(two, 1)));
        noRace(published(two -> SET_A.bindTo(two).invoke(1)));
        race("MemoryLocationsTest.Two.x", apart(two -> SET_B.invoke(two, 1)));
    }

    // Classes of two loaders

    /** Two copies of this are two classes with two static fields. */
    public static class Copied {
        static int n;
        volatile boolean on;
        int x;
    }

    /** What the copies do, as tasks: to write, and to read what was written. */
    public static final class CopiedTasks extends Copied {
        /** Increments the static field. */
        public static Runnable increment() {
            return () -> n++;
        }

        /** One object, and what two threads do with it. */
        public static Runnable[] publish(boolean inOrder) {
            CopiedTasks shared = new CopiedTasks();
            Copied same = shared;
            return new Runnable[] {
                () -> {
                    same.x = 1;
                    same.on = true;
                },
                () -> {
                    if (!inOrder || shared.on) {
                        shared.x = 2;
                    }
                }
            };
        }
    }

    /** Loads these two classes once more, and weaves them, as the workbook does with answers. */
    private static final class Copies extends ClassLoader implements WovenLoader {
        private static final Set<String> NAMES =
                Set.of(Copied.class.getName(), CopiedTasks.class.getName());

        private final boolean hidesSuperclass;

        Copies(boolean hidesSuperclass) {
            super(null);
            this.hidesSuperclass = hidesSuperclass;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!NAMES.contains(name)) {
                return MemoryLocationsTest.class.getClassLoader().loadClass(name);
            }
            try (InputStream in = source(name.replace('.', '/') + ".class").openStream()) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        private static URL source(String resource) {
            URL url = MemoryLocationsTest.class.getClassLoader().getResource(resource);
            if (url == null) {
                throw new AssertionError(resource);
            }
            return url;
        }

        @Override
        protected @Nullable URL findResource(String resource) {
            boolean hidden = hidesSuperclass && resource.endsWith("$Copied.class");
            return resource.startsWith("proofs/MemoryLocationsTest$Copied") && !hidden
                    ? source(resource)
                    : null;
        }

        Object call(String method, Object... arguments) {
            try {
                Class<?> tasks = loadClass(CopiedTasks.class.getName());
                for (var each : tasks.getMethods()) {
                    if (each.getName().equals(method)) {
                        return each.invoke(null, arguments);
                    }
                }
                throw new AssertionError(method);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }

        Runnable[] publish(boolean inOrder) {
            return (Runnable[]) call("publish", inOrder);
        }

        Runnable increment() {
            return (Runnable) call("increment");
        }
    }

    private static Pair pair(Runnable first, Runnable second) {
        return new Pair(first::run, second::run);
    }

    @Test
    void equallyNamedClassesOfTwoLoadersHaveTwoStaticFields() {
        Copies one = new Copies(false);
        Copies two = new Copies(false);
        noRace(() -> pair(one.increment(), two.increment()));
        race("MemoryLocationsTest.Copied.n", () -> pair(one.increment(), one.increment()));
    }

    @Test
    void aFieldWhoseClassFileIsNotToBeReadIsFoundAtRunTime() {
        Copies copies = new Copies(true);
        Supplier<Pair> unordered =
                () -> {
                    Runnable[] tasks = copies.publish(false);
                    return pair(tasks[0], tasks[1]);
                };
        assertThat(Judged.broken(allInterleavings(unordered))).contains("data race: ");
        noRace(
                () -> {
                    Runnable[] tasks = copies.publish(true);
                    return pair(tasks[0], tasks[1]);
                });
    }
}
