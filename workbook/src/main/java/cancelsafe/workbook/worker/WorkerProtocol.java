package cancelsafe.workbook.worker;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;

import org.jspecify.annotations.Nullable;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What a judge and its worker say to each other: texts, each with its length before it. They travel
 * over a connection of their own, so that nothing that an answer reads or prints can be among them.
 *
 * <p>The worker connects to its judge and sends a secret to be recognized. It has read port and
 * secret from its standard input, which ends after that: neither stands on a command line, in the
 * environment or in a property.
 */
public final class WorkerProtocol {
    /** Calls a run off. */
    public static final String CANCEL = "cancel";

    /** How a text begins that tells of a fault of the worker itself. */
    public static final String FAULT = "fault: ";

    /** A text that is longer is no message. */
    static final int MOST_BYTES = 32_000_000;

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new SimpleModule().addDeserializer(String.class, new Cleaning()))
                    .build();

    private WorkerProtocol() {}

    /** A message as text. */
    public static String write(Record message) {
        try {
            return MAPPER.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An answer has had a hand in every text of a reply. */
    private static final class Cleaning extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1;

        Cleaning() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            return ForeignText.clean(parser.getValueAsString(""));
        }
    }

    /**
     * The message that {@link #write} wrote, its texts {@link ForeignText cleaned}.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static <T extends Record> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a message of the worker", e);
        }
    }

    /**
     * Sends a text at once.
     *
     * @throws IllegalArgumentException if it is too long; nothing is sent
     * @throws IOException if the other side is gone
     */
    public static void send(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "a message of %d bytes is too long".formatted(bytes.length));
        }
        synchronized (out) {
            out.writeInt(bytes.length);
            out.write(bytes);
            out.flush();
        }
    }

    /**
     * The next text; null when there are no more.
     *
     * @throws IOException if it is longer than any message, or the connection breaks in it
     */
    public static @Nullable String receive(DataInputStream in) throws IOException {
        return receive(in, MOST_BYTES);
    }

    /** The next text, of at most so many bytes; null when there are no more. */
    public static @Nullable String receive(DataInputStream in, int most) throws IOException {
        int length;
        try {
            length = in.readInt();
        } catch (EOFException e) {
            return null;
        }
        if (length < 0 || length > most) {
            throw new IOException("a message cannot have %d bytes".formatted(length));
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection ended within a message");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
