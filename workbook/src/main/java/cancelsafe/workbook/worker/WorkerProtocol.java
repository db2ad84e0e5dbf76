package cancelsafe.workbook.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.PrintStream;

/** Requests and replies as lines of text: each is one line of JSON. */
public final class WorkerProtocol {
    /** The line that calls a run off. */
    public static final String CANCEL = "cancel";

    /** The line by which a worker says that it can be asked. */
    public static final String READY = "ready";

    /** How a line begins that tells of a fault of the worker itself. */
    public static final String FAULT = "fault: ";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private WorkerProtocol() {}

    /** As one line, without its end. */
    public static String write(Record message) {
        try {
            return MAPPER.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The message that {@link #write} wrote.
     *
     * @throws IllegalArgumentException if the line is none
     */
    public static <T extends Record> T read(String line, Class<T> type) {
        try {
            return MAPPER.readValue(line, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a message of the worker", e);
        }
    }

    /** Sends a line at once. */
    static void send(PrintStream out, String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }
}
