package proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.explore.Cancel;
import cancelsafe.lab.story.Story;
import cancelsafe.lab.story.StoryJson;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** What a reader is told: the text of a failure, and the story as JSON. */
class StoryTest {
    private static final String FILE = "StoryTest.java";

    private static final class Transfer {
        int a = 100;
        int b;

        void torn() throws InterruptedException {
            a -= 30;
            Thread.sleep(5); // torn
            b += 30;
        }

        void whole() throws InterruptedException {
            Thread.sleep(5);
            a -= 30;
            b += 30;
        }

        void lateAndTorn() throws InterruptedException {
            Thread.sleep(1);
            torn();
        }
    }

    private interface Way {
        void go(Transfer transfer) throws InterruptedException;
    }

    private static Consumer<Attempt> watched(Way way) {
        return attempt -> {
            Transfer t = new Transfer();
            attempt.watch("a", () -> t.a)
                    .watch("b", () -> t.b)
                    .invariant("a + b = 100", () -> t.a + t.b == 100)
                    .run(() -> way.go(t));
        };
    }

    /** The text of a failure, its blanks and line numbers made plain. */
    private static List<String> told(Way way) {
        return Judged.broken(watched(way))
                .lines()
                .map(l -> l.strip().replaceAll(" {2,}", " | "))
                .toList();
    }

    private static int line(String mark) {
        String at = Judged.line(FILE, mark);
        return Integer.parseInt(at.substring(at.indexOf(':') + 1));
    }

    @Test
    void aFailureShowsTheLineTheStateThePromiseAndTheWay() {
        int at = line("torn");
        assertThat(told(Transfer::torn))
                .startsWith(
                        "cancelled at 1 point, broken there",
                        "",
                        (at - 1) + " | a -= 30;",
                        "> | %d | Thread.sleep(5); // torn | InterruptedException came here"
                                .formatted(at),
                        (at + 1) + " | b += 30; | never reached",
                        "",
                        "before | at line %d | after".formatted(at),
                        "a | 100 | 70 | 70",
                        "b | 0 | 0 | 0",
                        "",
                        "the body threw InterruptedException, at %s:%d".formatted(FILE, at),
                        "broken: a + b = 100",
                        "kept: | the cancellation is not lost");
        assertThat(told(Transfer::torn).getLast())
                .startsWith("how it went, in lines of " + FILE + ": ")
                .endsWith((at - 1) + ", " + at);
    }

    @Test
    void theHeadlineCountsThePoints() {
        assertThat(told(Transfer::lateAndTorn).getFirst())
                .isEqualTo("cancelled at 2 points, broken at 1 of them");
        assertThat(told(t -> tornTwice(t)).getFirst())
                .isEqualTo("cancelled at 2 points, broken at all of them");
    }

    private static void tornTwice(Transfer t) throws InterruptedException {
        t.a -= 30;
        Thread.sleep(1);
        Thread.sleep(1);
        t.b += 30;
    }

    @Test
    void theFirstBrokenRunIsTold() {
        assertThat(told(Transfer::lateAndTorn))
                .contains("before | at line %d | after".formatted(line("torn")));
    }

    @Test
    void aFailureWithoutACancellationSaysSo() {
        assertThat(told(t -> t.a--))
                .startsWith(
                        "broken without any cancellation",
                        "",
                        "before | after",
                        "a | 100 | 99",
                        "b | 0 | 0",
                        "",
                        "the body returned",
                        "broken: a + b = 100");
    }

    @Test
    void aCancellationThatCameWhileTheBodyWaitedSaysSo() {
        Consumer<Attempt> test =
                attempt -> {
                    AtomicBoolean worked = new AtomicBoolean();
                    AtomicBoolean cutShort = new AtomicBoolean();
                    attempt.invariant("no work is cut short", () -> !cutShort.get())
                            .run(
                                    () -> {
                                        Thread worker =
                                                Thread.startVirtualThread(() -> worked.set(true));
                                        try {
                                            Thread.sleep(5);
                                        } catch (InterruptedException e) {
                                            cutShort.set(worked.get());
                                            throw e;
                                        } finally {
                                            worker.join();
                                        }
                                    });
                };
        assertThat(Judged.broken(test))
                .startsWith("cancelled at 2 points, broken at 1 of them")
                .contains("InterruptedException came here while it waited");
    }

    private static final class Once {
        private volatile boolean taken;

        boolean take() {
            if (taken) { // looked
                return false;
            }
            taken = true; // took
            return true;
        }
    }

    /** Two threads, each in a column of its own; the other one goes on once, in the middle. */
    @Test
    void aStoryOfSchedulesHasAColumnForEachThreadAndAsFewSwitchesAsCanBe() {
        Consumer<Attempt> test =
                attempt -> {
                    Once once = new Once();
                    AtomicInteger winners = new AtomicInteger();
                    Runnable taker =
                            () -> {
                                if (once.take()) {
                                    winners.incrementAndGet();
                                }
                            };
                    attempt.undisturbed()
                            .allInterleavings()
                            .invariant("one winner", () -> winners.get() == 1)
                            .run(
                                    () -> {
                                        Thread left = Thread.ofVirtual().name("left").start(taker);
                                        Thread right =
                                                Thread.ofVirtual().name("right").start(taker);
                                        left.join();
                                        right.join();
                                    });
                };
        List<String> lines = Judged.broken(test).lines().toList();
        int from = lines.indexOf("   body   left   right") + 1;
        assertThat(from).isPositive();
        List<String> steps =
                lines.stream()
                        .skip(from)
                        .takeWhile(l -> !l.isEmpty())
                        .map(StoryTest::threadAndLine)
                        .toList();
        assertThat(steps)
                .containsSubsequence(
                        "left " + line("looked"),
                        "left " + line("took"),
                        "right " + line("looked"),
                        "right " + line("took"),
                        "left " + (line("took") + 1));
        List<String> turns = new ArrayList<>();
        for (String step : steps) {
            String thread = step.substring(0, step.indexOf(' '));
            if (turns.isEmpty() || !turns.getLast().equals(thread)) {
                turns.add(thread);
            }
        }
        assertThat(turns).containsExactly("body", "left", "right", "left", "body");
    }

    /** The columns are as wide as their names, and three blanks stand before each. */
    private static String threadAndLine(String row) {
        String number = row.strip().split(" ", 2)[0];
        int end = row.indexOf(number) + number.length();
        return (end == 7 ? "body " : end == 14 ? "left " : "right ") + number;
    }

    private static List<String> fields(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void theJsonHasExactlyTheFieldsOfSchema3() throws Exception {
        JsonNode story =
                new ObjectMapper()
                        .readTree(StoryJson.write(Cancel.everywhere(watched(Transfer::whole))));
        assertThat(story.get("schema").intValue()).isEqualTo(3);
        assertThat(fields(story))
                .containsExactly(
                        "schema",
                        "kata",
                        "answer",
                        "test",
                        "source",
                        "sourceSha256",
                        "watch",
                        "points",
                        "runs",
                        "tried");
        assertThat(fields(story.at("/tried/0"))).containsExactly("what", "runs");
        assertThat(fields(story.at("/points/0")))
                .containsExactly("n", "file", "line", "call", "thread");
        assertThat(fields(story.at("/runs/1")))
                .containsExactly(
                        "cancel", "thrown", "flag", "values", "promises", "lastLine", "steps");
        assertThat(fields(story.at("/runs/1/cancel/0"))).containsExactly("n", "when");
        assertThat(fields(story.at("/runs/1/values"))).containsExactly("before", "at", "end");
        assertThat(fields(story.at("/runs/1/promises/0")))
                .containsExactly("kind", "subject", "kept");
        assertThat(fields(story.at("/runs/1/steps/0"))).containsExactly("thread", "line");
        assertThat(story.at("/runs/0/cancel")).isEmpty();
        assertThat(story.at("/runs/0/thrown").isNull()).isTrue();
        assertThat(story.findValuesAsText("when")).containsExactly("before", "waiting");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Story story = Cancel.everywhere(watched(Transfer::whole));
        assertThat(StoryJson.read(StoryJson.write(story))).isEqualTo(story);
    }

    @Test
    void aStoryOfAnotherSchemaAndATextThatIsNoneAreNamed() {
        String json = StoryJson.write(Cancel.everywhere(watched(Transfer::whole)));
        assertThatThrownBy(() -> StoryJson.read(json.replace("\"schema\":3", "\"schema\":4")))
                .hasMessage("a story of schema 4; this lab reads 2 to 3");
        assertThatThrownBy(() -> StoryJson.read("once upon a time"))
                .hasMessageStartingWith("not a story: ");
    }
}
