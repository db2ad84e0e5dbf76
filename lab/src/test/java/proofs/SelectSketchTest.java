package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A sketch of a select: receive from one channel or send to another. It is cancelled at every point
 * in every order while one thread gives to the first channel and another makes room in the second.
 */
@Timeout(60)
class SelectSketchTest {
    /** The steps that make it right. Each test leaves out one at most. */
    private enum Step {
        NONE,
        WIN_BEFORE_TAKING,
        ASK_WHETHER_IT_HAS_WON,
        LEAVE_THE_CHANNELS
    }

    private static final int GIVEN = 7;
    private static final int OLD = 1;
    private static final int OFFERED = 9;
    private static final int SENT = -1;

    /** Holds one thing. Whoever waits here has a future, and the first to complete it has won. */
    private static final class Channel {
        private final Deque<Integer> slot = new ArrayDeque<>();
        private final Deque<CompletableFuture<Integer>> receivers = new ArrayDeque<>();
        private final Map<CompletableFuture<Integer>, Integer> senders = new LinkedHashMap<>();

        synchronized void give(int value) {
            while (!receivers.isEmpty()) {
                if (receivers.remove().complete(value)) {
                    return;
                }
            }
            slot.add(value);
        }

        synchronized void makeRoom() {
            slot.remove();
            for (var sender : senders.entrySet()) {
                if (sender.getKey().complete(SENT)) {
                    slot.add(sender.getValue());
                    return;
                }
            }
        }

        synchronized void receive(CompletableFuture<Integer> choice, Step missing) {
            if (slot.isEmpty()) {
                receivers.add(choice);
            } else if (missing == Step.WIN_BEFORE_TAKING) {
                choice.complete(slot.remove());
            } else if (choice.complete(slot.element())) {
                slot.remove();
            }
        }

        synchronized void send(CompletableFuture<Integer> choice, int value) {
            if (!slot.isEmpty()) {
                senders.put(choice, value);
            } else if (choice.complete(SENT)) {
                slot.add(value);
            }
        }

        synchronized void forget(CompletableFuture<Integer> choice) {
            receivers.remove(choice);
            senders.remove(choice);
        }

        synchronized String holds() {
            return slot.toString();
        }

        synchronized int waiting() {
            return receivers.size() + senders.size();
        }
    }

    private static int select(Channel in, Channel out, Step missing)
            throws InterruptedException, ExecutionException {
        CompletableFuture<Integer> choice = new CompletableFuture<>();
        try {
            out.send(choice, OFFERED);
            in.receive(choice, missing);
            return choice.get();
        } catch (InterruptedException e) {
            if (missing == Step.ASK_WHETHER_IT_HAS_WON || choice.cancel(false)) {
                throw e;
            }
            Thread.currentThread().interrupt();
            return choice.join();
        } finally {
            if (missing != Step.LEAVE_THE_CHANNELS) {
                in.forget(choice);
                out.forget(choice);
            }
        }
    }

    /** What the two channels hold once all threads have ended, by what the select said. */
    private static String mustHold(String said) {
        return switch (said) {
            case "received 7" -> "[] []";
            case "sent" -> "[7] [9]";
            case "cancelled" -> "[7] []";
            default -> "nothing that is allowed";
        };
    }

    private static void cancelled(Attempt attempt, Step missing) {
        Channel in = new Channel();
        Channel out = new Channel();
        out.give(OLD);
        String[] said = {"nothing"};
        attempt.onThread("select")
                .allInterleavings()
                .watch("said", () -> said[0])
                .watch("channels", () -> in.holds() + " " + out.holds())
                .invariant(
                        "one clause at most takes effect",
                        () -> (in.holds() + " " + out.holds()).equals(mustHold(said[0])))
                .invariant("nobody waits", () -> in.waiting() + out.waiting() == 0)
                .run(
                        () -> {
                            Thread select =
                                    Thread.ofVirtual()
                                            .name("select")
                                            .start(() -> said[0] = saidBy(in, out, missing));
                            Thread giver = Thread.startVirtualThread(() -> in.give(GIVEN));
                            Thread taker = Thread.startVirtualThread(out::makeRoom);
                            select.join();
                            giver.join();
                            taker.join();
                        });
    }

    private static String saidBy(Channel in, Channel out, Step missing) {
        try {
            int chosen = select(in, out, missing);
            return chosen == SENT ? "sent" : "received " + chosen;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "cancelled";
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void oneClauseTakesEffectAndNobodyIsLeftWaiting() {
        var story = Judged.holds(attempt -> cancelled(attempt, Step.NONE));
        assertThat(story.runs().getFirst().promises().getLast().text())
                .startsWith("every schedule with at most 2 delays: ");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void withoutOneOfItsStepsItIsCaught(Step missing) {
        assertThat(Judged.broken(attempt -> cancelled(attempt, missing)))
                .contains(
                        missing == Step.LEAVE_THE_CHANNELS
                                ? "broken: nobody waits"
                                : "broken: one clause at most takes effect");
    }
}
