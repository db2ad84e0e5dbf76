package cancelsafe.workbook.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A request of a page that carries JSON, and its answer. */
final class Call {
    /** Longest body of a request, in bytes. */
    static final int MOST_BYTES = 128 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpExchange exchange;

    Call(HttpExchange exchange) {
        this.exchange = exchange;
    }

    /**
     * Reads the body.
     *
     * @throws Refusal if it is too long, or not of this type
     */
    <T> T body(Class<T> type) throws IOException, Refusal {
        byte[] bytes = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new Refusal(413, "The text is longer than %,d bytes.".formatted(MOST_BYTES));
        }
        try {
            T body = JSON.readValue(bytes, type);
            if (body != null) {
                return body;
            }
        } catch (IOException _) {
            // the sentence below says it
        }
        throw new Refusal(400, "The body of the request is not the expected JSON.");
    }

    /** Answers with one JSON value. */
    void answer(int status, Object value) throws IOException {
        byte[] bytes = json(value);
        begin("application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Answers that it is done, without a value. */
    void done() throws IOException {
        exchange.sendResponseHeaders(204, -1);
    }

    /** Begins an answer of many JSON values, one a line. */
    Lines lines() throws IOException {
        begin("application/x-ndjson");
        exchange.sendResponseHeaders(200, 0);
        return new Lines(exchange.getResponseBody());
    }

    private void begin(String type) {
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
    }

    private static byte[] json(Object value) throws JsonProcessingException {
        return JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
    }

    /** An answer line by line. A write fails as soon as it is known that the page has gone. */
    record Lines(OutputStream out) implements AutoCloseable {
        void write(Object value) throws IOException {
            out.write(json(value));
            heartbeat();
        }

        /** An empty line, which finds out whether the page is still there. */
        void heartbeat() throws IOException {
            out.write('\n');
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
