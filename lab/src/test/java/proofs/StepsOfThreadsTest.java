package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Steps that are easily overlooked: inherited methods, arguments, and failures in succession. */
class StepsOfThreadsTest {
    private static final class Units extends Semaphore {
        private static final long serialVersionUID = 1;

        Units() {
            super(5);
        }

        void withdrawInTwoSteps() {
            reducePermits(availablePermits());
        }
    }

    private static void withdraw(Attempt attempt, Runnable withdraw, Units units) {
        attempt.undisturbed()
                .allInterleavings()
                .invariant("none are left", () -> units.availablePermits() >= 0)
                .run(
                        () -> {
                            Thread other = Thread.startVirtualThread(withdraw);
                            withdraw.run();
                            other.join();
                        });
    }

    @Test
    void aMethodThatAClassInheritsFromTheJdkIsAStep() {
        assertThat(
                        Judged.broken(
                                a -> {
                                    Units units = new Units();
                                    withdraw(a, units::withdrawInTwoSteps, units);
                                }))
                .contains("broken: none are left");
        Judged.holds(
                a -> {
                    Units units = new Units();
                    withdraw(a, units::drainPermits, units);
                });
    }

    private static void weak(Attempt attempt, int tries) {
        AtomicInteger value = new AtomicInteger();
        attempt.undisturbed()
                .invariant("1", () -> value.get() == 1)
                .run(
                        () -> {
                            for (int i = 0; i < tries; i++) {
                                if (value.weakCompareAndSetVolatile(0, 1)) {
                                    return;
                                }
                            }
                        });
    }

    /** Three tries are found out by nobody; a loop without end is right. */
    @Test
    void aWeakCompareAndSetFailsTwiceInSuccession() {
        assertThat(Judged.broken(a -> weak(a, 2))).contains("broken: 1", "fails spuriously");
        Judged.holds(a -> weak(a, Integer.MAX_VALUE));
    }

    private static void copied(Attempt attempt, Consumer<List<String>> use, boolean locks) {
        List<String> names = new ArrayList<>(List.of("a"));
        Runnable looks = () -> use.accept(names);
        attempt.undisturbed()
                .allInterleavings()
                .run(
                        () -> {
                            Thread other =
                                    Thread.startVirtualThread(
                                            () -> {
                                                synchronized (names) {
                                                    names.add("b");
                                                }
                                            });
                            if (locks) {
                                synchronized (names) {
                                    looks.run();
                                }
                            } else {
                                looks.run();
                            }
                            other.join();
                        });
    }

    private static void isRead(Consumer<List<String>> use) {
        assertThat(Judged.broken(a -> copied(a, use, false))).contains("the ArrayList");
        Judged.holds(a -> copied(a, use, true));
    }

    @Test
    void whatIsGivenToTheJdkIsRead() {
        isRead(names -> List.copyOf(names));
        isRead(names -> new ArrayList<>(names));
        isRead(names -> new ArrayList<>(List.of("c")).addAll(names));
        isRead(names -> String.join(", ", names));
        isRead(Collections::sort);
        isRead(names -> new LinkedBlockingQueue<>(List.of("c")).drainTo(names));
    }

    @Test
    void aMethodReferenceReadsToo() {
        isRead(List::copyOf);
        isRead(ArrayList::new);
    }

    @Test
    void aViewReadsNothingWhenItIsMade() {
        Judged.holds(a -> copied(a, Collections::unmodifiableList, false));
    }
}
