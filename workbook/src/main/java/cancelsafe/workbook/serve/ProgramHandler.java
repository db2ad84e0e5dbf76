package cancelsafe.workbook.serve;

import cancelsafe.book.Book;
import cancelsafe.book.Snippet;
import cancelsafe.workbook.program.ProgramEvent;
import cancelsafe.workbook.program.ProgramRun;
import cancelsafe.workbook.program.Programs;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Runs and stops programs for the pages, for whoever knows the key of this start of the server.
 *
 * <ul>
 *   <li>{@code POST /live/run} with the name of a program as the body: its events, one JSON object
 *       a line, as they happen; the first line is {@code {"run":ID}}. A browser that goes away ends
 *       the program.
 *   <li>{@code POST /live/stop} with the id of a run as the body: interrupts it; the second time,
 *       ends it.
 * </ul>
 */
final class ProgramHandler implements HttpHandler {
    /** Where it answers. */
    static final String ROOT = "/live/";

    /** Header of a request that carries the key. */
    static final String KEY = "X-Kata-Key";

    private static final int LONGEST_NAME = 200;

    /**
     * So often a silent program is followed by an empty line, which finds out that nobody reads.
     */
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Book book;
    private final Programs programs;
    private final byte[] key;

    ProgramHandler(Book book, Programs programs, String key) {
        this.book = book;
        this.programs = programs;
        this.key = key.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().set("Allow", "POST");
                exchange.sendResponseHeaders(405, -1);
            } else if (!isAllowed(exchange)) {
                exchange.sendResponseHeaders(403, -1);
            } else {
                String name = body(exchange);
                switch (exchange.getRequestURI().getPath()) {
                    case ROOT + "run" -> run(exchange, name);
                    case ROOT + "stop" -> stop(exchange, name);
                    default -> exchange.sendResponseHeaders(404, -1);
                }
            }
        }
    }

    private boolean isAllowed(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst(KEY);
        return given != null && MessageDigest.isEqual(key, given.getBytes(StandardCharsets.UTF_8));
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(
                exchange.getRequestBody().readNBytes(LONGEST_NAME), StandardCharsets.UTF_8);
    }

    private void stop(HttpExchange exchange, String id) throws IOException {
        Optional<ProgramRun> run = programs.find(id);
        run.ifPresent(ProgramRun::stop);
        exchange.sendResponseHeaders(run.isPresent() ? 204 : 404, -1);
    }

    private void run(HttpExchange exchange, String name) throws IOException {
        Optional<Snippet> snippet = book.snippet(name);
        if (snippet.isEmpty()) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        try {
            Optional<ProgramRun> started = programs.start(snippet.get().source());
            if (started.isEmpty()) {
                refuse(exchange, 429, "Too many programs are running. Stop one of them first.");
                return;
            }
            try (ProgramRun run = started.get()) {
                send(exchange, run);
            }
        } catch (IOException e) {
            if (exchange.getResponseCode() == -1) {
                refuse(exchange, 422, String.valueOf(e.getMessage()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server ends, and so does this answer
        }
    }

    private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
        byte[] text = why.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, text.length);
        exchange.getResponseBody().write(text);
    }

    private static void send(HttpExchange exchange, ProgramRun run)
            throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            write(out, JSON.writeValueAsString(Map.of("run", run.id())));
            while (true) {
                ProgramEvent event = run.next(HEARTBEAT);
                write(out, event == null ? "" : JSON.writeValueAsString(event));
                if (event != null && event.kind() == ProgramEvent.Kind.END) {
                    return;
                }
            }
        }
    }

    private static void write(OutputStream out, String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
