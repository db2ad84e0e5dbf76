package cancelsafe.workbook.serve;

import cancelsafe.workbook.screen.Sentence;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * What the scripts of the pages ask of this server. All requests have one form:
 *
 * <ul>
 *   <li>{@code POST /live/NAME}, with the key of this start of the server in the header {@link
 *       #KEY}, and a JSON object of at most {@link Call#MOST_BYTES} as the body;
 *   <li>the answer is a JSON object, or many of them, one a line and with empty lines between them,
 *       or nothing;
 *   <li>a request that is not carried out is answered with a status from 400 on and with {@code
 *       {"refused": SENTENCE}}: 403 without the key, 404 for what is not there, 405 for another
 *       method, 413 for a long body, 422 if a file or a process fails, 429 if too much is going on.
 * </ul>
 *
 * <p>{@link ProgramCalls} and {@link KataCalls} describe the names. A page that goes away ends what
 * it has started.
 */
final class LiveApi implements HttpHandler {
    /** Where it answers. */
    static final String ROOT = "/live/";

    /** Header of a request that carries the key. */
    static final String KEY = "X-Kata-Key";

    private static final int MOST_CALLS = 32;

    /** Carries out the requests of one name. */
    @FunctionalInterface
    interface Route {
        /**
         * Answers a call.
         *
         * @throws Refusal if it is not carried out
         * @throws InterruptedException if the server ends meanwhile
         */
        void answer(Call call) throws IOException, InterruptedException, Refusal;
    }

    /** What a request that is not carried out is answered with. */
    private record Refused(String refused) {}

    private final byte[] key;
    private final Map<String, Route> routes;
    private final Semaphore places = new Semaphore(MOST_CALLS);

    LiveApi(String key, Map<String, Route> routes) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
        this.routes = Map.copyOf(routes);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Call call = new Call(exchange);
            try {
                Route route = route(exchange);
                if (!places.tryAcquire()) {
                    throw new Refusal(429, "Too many pages are connected. Close one of them.");
                }
                try {
                    route.answer(call);
                } finally {
                    places.release();
                }
            } catch (Refusal refusal) {
                call.answer(refusal.status(), new Refused(String.valueOf(refusal.getMessage())));
            } catch (IOException e) {
                if (exchange.getResponseCode() >= 0) {
                    throw e; // the page has gone in the middle of its answer
                }
                call.answer(422, new Refused(Sentence.of(e)));
            } catch (RuntimeException e) {
                call.answer(500, new Refused("The server failed: " + e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the server ends, and so does this answer
            }
        }
    }

    private Route route(HttpExchange exchange) throws Refusal {
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            throw new Refusal(405, "Only POST is answered here.");
        }
        String given = exchange.getRequestHeaders().getFirst(KEY);
        if (given == null || !MessageDigest.isEqual(key, given.getBytes(StandardCharsets.UTF_8))) {
            throw new Refusal(
                    403,
                    "This page does not have the key of this server. Open the address that ./kata"
                            + " printed.");
        }
        Route route = routes.get(exchange.getRequestURI().getPath().substring(ROOT.length()));
        if (route == null) {
            throw new Refusal(404, "There is nothing of this name.");
        }
        return route;
    }
}
