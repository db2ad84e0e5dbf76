package cancelsafety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cancelsafe.given.script.PeerScript;
import cancelsafe.given.script.ScriptedStream;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.junit.CancelEverywhere;

import org.junit.jupiter.api.Test;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class ResumableReadTest {
    private static final List<String> LINES =
            List.of("\tGET / ", "", " ", "füße", "a\0b", "€😀", "end");

    /** Each place of an int has bytes below and above 127. */
    private static final List<Integer> INTS = List.of(0xc8, 0x81_82_03_04, 0x01_02_83_84, -2);

    private static final int LONGEST = 1_000;
    private static final int[] BYTES_AT_ONCE = {1, 3, 100};

    /** One call of the reader. */
    private interface Call<T> {
        T make(ResumableRead reader) throws IOException;
    }

    private int timeoutsSeen;

    private static byte[] lineBytes() {
        return String.join("\n", LINES).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] intBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * INTS.size());
        INTS.forEach(bytes::putInt);
        return bytes.array();
    }

    /** Makes the call, and repeats it each time it times out. */
    private <T> T insist(ResumableRead reader, Call<T> call, int timeouts) throws IOException {
        for (int timeout = 0; timeout < timeouts; timeout++) {
            try {
                return call.make(reader);
            } catch (SocketTimeoutException e) {
                timeoutsSeen++;
            }
        }
        return call.make(reader);
    }

    private List<String> lines(byte[] bytes, int atOnce, int... timeouts) throws IOException {
        var reader = new ResumableRead(new ScriptedStream(bytes, atOnce, timeouts));
        List<String> lines = new ArrayList<>();
        String line = insist(reader, ResumableRead::readLine, timeouts.length);
        while (line != null && lines.size() <= LINES.size()) {
            lines.add(line);
            line = insist(reader, ResumableRead::readLine, timeouts.length);
        }
        return lines;
    }

    private List<Integer> ints(int atOnce, int... timeouts) throws IOException {
        var reader = new ResumableRead(new ScriptedStream(intBytes(), atOnce, timeouts));
        List<Integer> ints = new ArrayList<>();
        try {
            while (ints.size() < INTS.size()) {
                ints.add(insist(reader, ResumableRead::readInt, timeouts.length));
            }
            return ints;
        } catch (EOFException e) {
            return ints; // the missing ints fail the comparison
        }
    }

    private static String afterBytes(int... timeouts) {
        return timeouts.length == 0
                ? "without a timeout"
                : "with a timeout after byte " + Arrays.toString(timeouts);
    }

    private void expectLines(int... timeouts) throws IOException {
        for (int atOnce : BYTES_AT_ONCE) {
            assertThat(lines(lineBytes(), atOnce, timeouts))
                    .as("lines, %s", afterBytes(timeouts))
                    .isEqualTo(LINES);
        }
    }

    private void expectInts(int... timeouts) throws IOException {
        for (int atOnce : BYTES_AT_ONCE) {
            assertThat(ints(atOnce, timeouts)).as("ints, %s", afterBytes(timeouts)).isEqualTo(INTS);
        }
    }

    @Test
    void allLinesAndIntsArriveWithoutATimeout() throws IOException {
        expectLines();
        expectInts();
    }

    @Test
    void everyLineArrivesWhereverATimeoutOccurs() throws IOException {
        for (int n = 0; n <= lineBytes().length; n++) {
            expectLines(n);
        }
    }

    @Test
    void everyLineArrivesWhereverASecondTimeoutOccurs() throws IOException {
        for (int n = 0; n <= lineBytes().length; n++) {
            for (int m = n; m <= lineBytes().length; m++) {
                expectLines(n, m);
            }
        }
    }

    @Test
    void aLongLineArrivesToo() throws IOException {
        byte[] bytes = ("x".repeat(LONGEST) + "\nend").getBytes(StandardCharsets.UTF_8);
        for (int n = 0; n <= LONGEST; n += 50) {
            assertThat(lines(bytes, 100, n).stream().map(String::length).toList())
                    .as("lengths of the lines, with a timeout after byte [%d]", n)
                    .isEqualTo(List.of(LONGEST, 3));
        }
    }

    /** Short and long lines take turns, so bytes of the next line come with the end of one. */
    @Test
    void manyLinesOfDifferentLengthsArrive() throws IOException {
        String numbers =
                IntStream.range(100, 400)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining("é"));
        List<String> lines =
                IntStream.range(0, 100)
                        .mapToObj(n -> n % 2 == 0 ? "line " + n : numbers.substring(0, 50 + 7 * n))
                        .toList(); // at most 928 bytes
        byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        int[] manyTimeouts = IntStream.range(0, bytes.length / 170).map(n -> n * 170).toArray();
        for (int[] timeouts : List.of(new int[0], manyTimeouts)) {
            var reader = new ResumableRead(new ScriptedStream(bytes, 100, timeouts));
            List<String> arrived = new ArrayList<>();
            for (int n = 0; n < lines.size(); n++) {
                arrived.add(insist(reader, ResumableRead::readLine, timeouts.length));
            }
            assertThat(arrived)
                    .as("short and long lines, with %d timeouts", timeouts.length)
                    .isEqualTo(lines);
        }
    }

    @Test
    void everyIntArrivesWhereverATimeoutOccurs() throws IOException {
        for (int n = 0; n < intBytes().length; n++) {
            expectInts(n);
        }
    }

    @Test
    void everyIntArrivesWhereverASecondTimeoutOccurs() throws IOException {
        for (int n = 0; n < intBytes().length; n++) {
            for (int m = n; m < intBytes().length; m++) {
                expectInts(n, m);
            }
        }
    }

    @Test
    void theCallerLearnsOfTheTimeout() throws IOException {
        lines(lineBytes(), 1, 3);
        assertThat(timeoutsSeen).as("timeouts thrown while reading lines").isEqualTo(1);
        ints(1, 3);
        assertThat(timeoutsSeen)
                .as("timeouts thrown by then, while reading ints as well")
                .isEqualTo(2);
    }

    @Test
    void theCallerLearnsOfEachOfSeveralTimeouts() throws IOException {
        lines(lineBytes(), 1, 0, 0, 2, 7);
        assertThat(timeoutsSeen).as("timeouts thrown while reading lines").isEqualTo(4);
        ints(1, 0, 0, 2, 7);
        assertThat(timeoutsSeen)
                .as("timeouts thrown by then, while reading ints as well")
                .isEqualTo(8);
    }

    @Test
    void theCallerLearnsOfAFailure() {
        PeerScript script = PeerScript.inPiecesOf(1).failsAfter(3);
        assertThatThrownBy(new ResumableRead(new ScriptedStream(lineBytes(), script))::readLine)
                .as("thrown by readLine when the connection fails")
                .isInstanceOf(IOException.class);
        assertThatThrownBy(new ResumableRead(new ScriptedStream(intBytes(), script))::readInt)
                .as("thrown by readInt when the connection fails")
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(EOFException.class);
    }

    @Test
    void everyLineAndIntArrivesWithThreeTimeoutsAtEachByte() throws IOException {
        expectLines(threeAtEachOf(lineBytes()));
        expectInts(threeAtEachOf(intBytes()));
    }

    private static int[] threeAtEachOf(byte[] bytes) {
        return IntStream.range(0, bytes.length).flatMap(n -> IntStream.of(n, n, n)).toArray();
    }

    @Test
    void aTruncatedIntIsAFailure() {
        var reader = new ResumableRead(new ScriptedStream(new byte[] {1, 2, 3}, 1));
        assertThatThrownBy(reader::readInt)
                .as("thrown by readInt for three bytes")
                .isInstanceOf(EOFException.class);
    }

    @Test
    void anEmptyStreamHasNoLineAndNoInt() throws IOException {
        var reader = new ResumableRead(new ScriptedStream(new byte[0], 1, 0));
        assertThat(insist(reader, ResumableRead::readLine, 1)).as("the first line").isNull();
        assertThat(reader.readLine()).as("the line after the end").isNull();
        assertThatThrownBy(reader::readInt)
                .as("thrown by readInt at the end")
                .isInstanceOf(EOFException.class);
    }

    @Test
    void theLastLineMayEndWithANewline() throws IOException {
        byte[] bytes = "one\ntwo\n".getBytes(StandardCharsets.UTF_8);
        var reader = new ResumableRead(new ScriptedStream(bytes, 3));
        assertThat(reader.readLine()).as("the first line").isEqualTo("one");
        assertThat(reader.readLine()).as("the second line").isEqualTo("two");
        assertThat(reader.readLine()).as("the line after the last").isNull();
    }

    @Test
    void twoReadersAreIndependent() throws IOException {
        var letters = new ResumableRead(stream("ab\n", 1));
        var digits = new ResumableRead(stream("12\n", 1));
        timesOut(letters, ResumableRead::readLine);
        timesOut(digits, ResumableRead::readLine);
        assertThat(letters.readLine()).as("the line of the first reader").isEqualTo("ab");
        assertThat(digits.readLine()).as("the line of the second reader").isEqualTo("12");
    }

    @Test
    void twoReadersOfIntsAreIndependent() throws IOException {
        var letters = new ResumableRead(stream("abcd", 2));
        var digits = new ResumableRead(stream("1234", 1));
        timesOut(letters, ResumableRead::readInt);
        timesOut(digits, ResumableRead::readInt);
        assertThat(letters.readInt()).as("the int of the first reader").isEqualTo(0x61_62_63_64);
        assertThat(digits.readInt()).as("the int of the second reader").isEqualTo(0x31_32_33_34);
    }

    @CancelEverywhere
    void readersOfTwoThreadsAreIndependent(Attempt attempt) {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        attempt.undisturbed()
                .delayBound(1)
                .runBudget(100)
                .invariant(
                        "each thread gets its own line",
                        () -> new HashSet<>(lines).equals(Set.of("ab", "12")))
                .run(
                        () -> {
                            Thread other = Thread.startVirtualThread(() -> lines.add(line("12\n")));
                            lines.add(line("ab\n"));
                            other.join();
                        });
    }

    private static String line(String text) {
        try {
            return new ResumableRead(stream(text)).readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ScriptedStream stream(String text, int... timeouts) {
        return new ScriptedStream(text.getBytes(StandardCharsets.UTF_8), 1, timeouts);
    }

    private static void timesOut(ResumableRead reader, Call<?> call) {
        assertThatThrownBy(() -> call.make(reader))
                .as("thrown when the stream times out")
                .isInstanceOf(SocketTimeoutException.class);
    }

    /** Some calls of a reader. */
    private interface Calls {
        void make() throws IOException;
    }

    @Test
    void theInterruptStatusStaysAsItIs() throws IOException {
        for (boolean set : new boolean[] {false, true}) {
            staysAsItIs(set, () -> expectLines(0, 3));
            staysAsItIs(set, () -> expectInts(0, 3));
            staysAsItIs(set, this::aTruncatedIntIsAFailure);
            staysAsItIs(set, this::anEmptyStreamHasNoLineAndNoInt);
        }
    }

    private static void staysAsItIs(boolean set, Calls calls) throws IOException {
        if (set) {
            Thread.currentThread().interrupt();
        }
        calls.make();
        assertThat(Thread.interrupted())
                .as("interrupt status after the calls, %s before", set ? "set" : "clear")
                .isEqualTo(set);
    }
}
