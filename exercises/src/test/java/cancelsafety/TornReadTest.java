package cancelsafety;

import cancelsafe.given.script.ScriptedStream;

import org.junit.jupiter.api.Test;

import predictions.Predictions;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.Set;

/** Reads four connections as each row says, and compares what is in the buffer. */
class TornReadTest {
    private static final Set<String> EMPTY = Set.of("empty", "nothing", "none");

    private final Predictions<String> predictions =
            Predictions.read(
                    "What does the buffer contain at the end?",
                    "TODO",
                    () -> new TornRead()::table);
    private static final List<String> WORDS = List.of("hello", "from", "this", "task");

    /** The call of a row. */
    private interface Reading {
        void into(OutputStream buffer) throws IOException;
    }

    /** Made once for each connection. */
    private interface Server {
        Reading over(InputStream in);
    }

    private static ScriptedStream connection(String word) {
        return new ScriptedStream(word.getBytes(StandardCharsets.UTF_8), 100, 2);
    }

    /** The buffer after at most {@code times} reads of each connection. */
    private static String measured(int times, Server server) throws IOException {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        for (String word : WORDS) {
            Reading reading = server.over(connection(word));
            boolean timedOut = true;
            for (int time = 0; timedOut && time < times; time++) {
                try {
                    reading.into(buffer);
                    timedOut = false;
                } catch (SocketTimeoutException e) {
                    timedOut = true;
                }
            }
        }
        return buffer.toString(StandardCharsets.UTF_8);
    }

    private void judge(String row, int times, Server server) throws IOException {
        predictions.compare(
                row, measured(times, server), (is, said) -> is.equals(contentMeantBy(said)));
        predictions.judge();
    }

    /** Spaces and quotes between the pieces, and a word for an empty buffer, are understood. */
    private static String contentMeantBy(String said) {
        String letters = said.replaceAll("[\\s\"(),]", "");
        return EMPTY.contains(letters.toLowerCase(Locale.ROOT)) ? "" : letters;
    }

    private static void write(OutputStream buffer, String text) throws IOException {
        buffer.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readAllBytesOnceRowMatchesTheJdk() throws IOException {
        judge(
                "once: buffer.write(in.readAllBytes())",
                1,
                in -> buffer -> buffer.write(in.readAllBytes()));
    }

    @Test
    void readAllBytesTwiceRowMatchesTheJdk() throws IOException {
        judge(
                "twice: buffer.write(in.readAllBytes())",
                2,
                in -> buffer -> buffer.write(in.readAllBytes()));
    }

    @Test
    void transferToOnceRowMatchesTheJdk() throws IOException {
        judge("once: in.transferTo(buffer)", 1, in -> in::transferTo);
    }

    @Test
    void transferToTwiceRowMatchesTheJdk() throws IOException {
        judge("twice: in.transferTo(buffer)", 2, in -> in::transferTo);
    }

    @Test
    void readLineTwiceRowMatchesTheJdk() throws IOException {
        judge(
                "twice: buffer.write(reader.readLine().getBytes())",
                2,
                in -> {
                    var reader =
                            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
                    return buffer -> write(buffer, reader.readLine());
                });
    }

    @Test
    void scannerOnceRowMatchesTheJdk() throws IOException {
        judge(
                "once: buffer.write(scanner.next().getBytes())",
                1,
                in -> {
                    var scanner = new Scanner(in, StandardCharsets.UTF_8);
                    return buffer -> write(buffer, scanner.next());
                });
    }
}
