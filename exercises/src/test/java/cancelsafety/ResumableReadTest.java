package cancelsafety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cancelsafe.given.script.ScriptedStream;

import org.junit.jupiter.api.Test;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class ResumableReadTest {
    private static final List<String> LINES = List.of("GET /", "", "füße", "end");
    private static final List<Integer> INTS = List.of(200, 1_000_000, -2);
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

    private void expectLines(int... timeouts) throws IOException {
        for (int atOnce : BYTES_AT_ONCE) {
            assertThat(lines(lineBytes(), atOnce, timeouts))
                    .as("lines, with a timeout after byte %s", Arrays.toString(timeouts))
                    .isEqualTo(LINES);
        }
    }

    private void expectInts(int... timeouts) throws IOException {
        for (int atOnce : BYTES_AT_ONCE) {
            assertThat(ints(atOnce, timeouts))
                    .as("ints, with a timeout after byte %s", Arrays.toString(timeouts))
                    .isEqualTo(INTS);
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
    void aTruncatedIntIsAFailure() {
        var reader = new ResumableRead(new ScriptedStream(new byte[] {1, 2, 3}, 1));
        assertThatThrownBy(reader::readInt).isInstanceOf(EOFException.class);
    }

    @Test
    void theLastLineMayEndWithANewline() throws IOException {
        byte[] bytes = "one\ntwo\n".getBytes(StandardCharsets.UTF_8);
        var reader = new ResumableRead(new ScriptedStream(bytes, 3));
        assertThat(reader.readLine()).isEqualTo("one");
        assertThat(reader.readLine()).isEqualTo("two");
        assertThat(reader.readLine()).isNull();
    }
}
