package cancelsafe.lab.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The strategies, asked about threads that are only letters: a thread of two steps is "aa". */
class ScheduleSearchTest {
    /** Threads and timers that the strategies decide about, as the scheduler would ask. */
    private static final class Model {
        private final ScheduleSearch search;
        private final int[] steps;
        private final StringBuilder ran = new StringBuilder();
        private int timers;
        private int last = -1;

        Model(ScheduleSearch search, int timers, int... steps) {
            this.search = search;
            this.timers = timers;
            this.steps = steps.clone();
        }

        /** The steps of the threads, a to c, and the timers, which all are due at once, t and u. */
        String run() {
            for (List<Integer> ready = ready(); !ready.isEmpty(); ready = ready()) {
                int next = ready.get(ready.size() == 1 ? 0 : search.nextThread(ready));
                if (next == ScheduleSearch.TIMER) {
                    fire();
                } else {
                    steps[next]--;
                    last = next;
                    ran.append((char) ('a' + next));
                }
            }
            while (timers > 0) {
                fire();
            }
            return ran.toString();
        }

        private void fire() {
            int first = timers == 1 ? 0 : search.nextTimer(timers);
            ran.append(timers == 2 && first == 1 ? "ut" : timers == 2 ? "tu" : "t");
            timers = 0;
        }

        private List<Integer> ready() {
            List<Integer> ready = new ArrayList<>();
            for (int thread = 0; thread < steps.length; thread++) {
                if (steps[thread] > 0) {
                    ready.add(thread == last ? 0 : ready.size(), thread);
                }
            }
            if (timers > 0 && !ready.isEmpty() && search.firesTimersEarly()) {
                ready.add(1, ScheduleSearch.TIMER);
            }
            return ready;
        }
    }

    /** What ran in each schedule, by its encoding. */
    private static Map<String, String> all(ScheduleSearch search, int timers, int... steps) {
        Map<String, String> all = new LinkedHashMap<>();
        do {
            String ran = new Model(search, timers, steps).run();
            String former = all.put(search.encode(), ran);
            assertThat(former).as("what %s meant before", search.encode()).isNull();
        } while (search.next());
        return all;
    }

    private static Map<String, String> bounded(int delayBound, int... steps) {
        return all(new DelayBounded(delayBound, false), 0, steps);
    }

    @Test
    void noDelayIsTheExpectedSchedule() {
        assertThat(bounded(0, 2, 2).values()).containsExactly("aabb");
        assertThat(bounded(0, 1, 1, 1).values()).containsExactly("abc");
    }

    @Test
    void oneDelayPassesOverTheExpectedThreadOnce() {
        assertThat(bounded(1, 2, 2).values()).containsExactly("aabb", "bbaa", "abba");
        assertThat(bounded(1, 1, 1, 1).values()).containsExactly("abc", "bac", "acb");
    }

    @Test
    void twoDelaysPassOverTwoThreadsOrOneTwice() {
        assertThat(bounded(2, 2, 2).values())
                .containsExactly("aabb", "bbaa", "abba", "baab", "abab");
        assertThat(bounded(2, 1, 1, 1).values()).containsExactly("abc", "bac", "acb", "cab", "bca");
    }

    @Test
    void aBoundThatRisesAddsOnlyTheSchedulesWithOneDelayMore() {
        DelayBounded search = new DelayBounded(0, false);
        List<String> ran = new ArrayList<>();
        for (int delays = 0; delays <= 9; delays++) {
            if (delays == 0 || search.next()) {
                do {
                    ran.add(new Model(search, 0, 2, 2, 2).run());
                } while (search.next());
            }
            assertThat(ran).hasSameSizeAs(bounded(delays, 2, 2, 2).values());
            assertThat(search.beyond()).isEqualTo(bounded(delays + 1, 2, 2, 2).size() - ran.size());
            search.raise();
        }
        assertThat(ran).hasSize(90).doesNotHaveDuplicates();
    }

    @Test
    void equalSeedsDrawEqualSchedulesAndOthersOthers() {
        assertThat(drawn(1)).isEqualTo(drawn(1)).isNotEqualTo(drawn(2));
        assertThat(drawn(1)).contains("aabb", "bbaa", "abab", "abba", "baba", "baab");
    }

    private static List<String> drawn(long seed) {
        RandomPriorities search = new RandomPriorities(seed, false);
        List<String> drawn = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            drawn.add(new Model(search, 0, 2, 2).run());
            Replay replay = new Replay(search.encode(), false);
            assertThat(new Model(replay, 0, 2, 2).run()).isEqualTo(drawn.getLast());
            assertThat(search.next()).isTrue();
        }
        return drawn;
    }

    @Test
    void aHighBoundReachesEveryInterleaving() {
        assertThat(bounded(9, 2, 2).values()).hasSize(6).contains("baba");
        assertThat(bounded(9, 1, 1, 1).values()).hasSize(6).contains("cba");
        assertThat(bounded(9, 2, 2, 2).values()).hasSize(90).doesNotHaveDuplicates();
    }

    @Test
    void aTimerThatFiresEarlyCostsOneDelay() {
        assertThat(all(new DelayBounded(0, true), 1, 1, 1).values()).containsExactly("abt");
        assertThat(all(new DelayBounded(1, true), 1, 1, 1).values())
                .containsExactly("abt", "tab", "bat", "atb");
        assertThat(all(new DelayBounded(2, true), 1, 1, 1).values())
                .containsExactly("abt", "tab", "bat", "atb", "tba", "bta");
    }

    @Test
    void behindATimerEachThreadCostsWhatItCostsWithoutOne() {
        assertThat(all(new DelayBounded(1, true), 1, 1, 1, 1).values())
                .contains("bact")
                .noneMatch(ran -> ran.startsWith("c"));
        assertThat(all(new DelayBounded(2, true), 1, 1, 1, 1).values()).contains("cabt");
    }

    @Test
    void timersThatAreDueAtOnceFireInEverySequenceWithoutADelay() {
        assertThat(all(new DelayBounded(0, false), 2, 1, 1).values())
                .containsExactly("abtu", "abut");
        assertThat(all(new ExpectedSchedule(), 2).values()).containsExactly("tu", "ut");
    }

    @Test
    void expectedSchedulesPermuteOnlyTheTimers() {
        ExpectedSchedule search = new ExpectedSchedule();
        List<String> fired = new ArrayList<>();
        do {
            fired.add(search.nextTimer(2) + " " + search.nextTimer(3) + ", " + search.encode());
        } while (search.next());
        assertThat(fired)
                .containsExactly(
                        "0 0, 0:0",
                        "0 1, 1:1",
                        "0 2, 1:2",
                        "1 0, 0:1",
                        "1 1, 0:1 1:1",
                        "1 2, 0:1 1:2");
        assertThat(search.nextThread(List.of(0, 1))).isZero();
        assertThat(search.interleavesThreads() || search.firesTimersEarly()).isFalse();
    }

    @Test
    void whereThereAreVeryManySequencesAtMostTwoTimersFireOutOfTurn() {
        ExpectedSchedule search = new ExpectedSchedule();
        Set<List<Integer>> fired = new HashSet<>();
        do {
            fired.add(IntStream.range(0, 12).map(n -> search.nextTimer(2)).boxed().toList());
        } while (search.next());
        List<Integer> both = new ArrayList<>(Collections.nCopies(12, 0));
        both.set(0, 1);
        both.set(5, 1);
        assertThat(fired).hasSizeBetween(200, 300).contains(both);
        both.set(11, 1);
        assertThat(fired).doesNotContain(both);
    }

    @Test
    void aScheduleMeansTheSameAtEveryBound() {
        Map<String, String> few = all(new DelayBounded(1, true), 2, 2, 2);
        Map<String, String> many = all(new DelayBounded(2, true), 2, 2, 2);
        assertThat(few).hasSizeLessThan(many.size());
        assertThat(many).containsAllEntriesOf(few);
    }

    @Test
    void aReplayRepeatsEachSchedule() {
        Map<String, String> found = all(new DelayBounded(2, true), 2, 2, 2, 1);
        found.forEach(
                (schedule, ran) -> {
                    Replay replay = new Replay(schedule, true);
                    assertThat(new Model(replay, 2, 2, 2, 1).run()).as(schedule).isEqualTo(ran);
                    assertThat(replay.encode()).isEqualTo(schedule);
                    assertThat(replay.next()).isFalse();
                });
    }

    @Test
    void aReplayDecidesThreadsAndFiresTimersEarlyOnlyIfToldSo() {
        assertThat(new Replay("0:0", true).firesTimersEarly()).isTrue();
        assertThat(new Replay("0:0", false).firesTimersEarly()).isFalse();
        assertThat(new Replay("0:0", false).interleavesThreads()).isTrue();
        assertThat(new DelayBounded(0, false).interleavesThreads()).isTrue();
    }

    @Test
    void aReplayTakesTheLastAlternativeWhereFewerAreLeft() {
        Replay replay = new Replay("0:7 2:1", false);
        assertThat(new Model(replay, 0, 2, 2).run()).isEqualTo("bbaa");
        assertThat(replay.encode()).isEqualTo("0:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "3", "3.1", "3:", ":1", "-1:2", "1:2,3:4", "1:2  3:4", "1:2 "})
    void aTextThatIsNoScheduleIsRejectedWithAnExample(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Replay(text, false))
                .withMessage(
                        "\"%s\" is not a schedule: copy the one that the failure names, such as"
                                + " 12:1 30:2",
                        text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999999:1", "1:1000"})
    void numbersBeyondAnyRunAreRejectedToo(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Replay(text, false));
    }
}
