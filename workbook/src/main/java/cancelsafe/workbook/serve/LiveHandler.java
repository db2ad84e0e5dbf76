package cancelsafe.workbook.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Gives each page a script that waits for the next version of the pages. It asks by loading another
 * script, which is all that the pages' own policy lets it do.
 */
final class LiveHandler implements HttpHandler {
    /** The address of the script. */
    static final String SCRIPT = "/live.js";

    /** The address of the script that runs programs. */
    static final String RUN_SCRIPT = "/run.js";

    /** The address of its style sheet. */
    private static final String RUN_STYLE = "/run.css";

    /** What the pages' own policy begins with. */
    private static final String POLICY = "default-src 'none';";

    private static final String SINCE = "since=";

    /** The methods of requests that change nothing. */
    private static final List<String> READING = List.of("GET", "HEAD");

    /** After this long a waiting browser is told to ask again. */
    private static final Duration MOST = Duration.ofSeconds(25);

    private final LivePages pages;
    private final HttpHandler files;
    private final boolean runs;

    /**
     * A handler for pages that change.
     *
     * @param files answers for everything that is no page
     * @param runs whether the pages may run programs
     */
    LiveHandler(LivePages pages, HttpHandler files, boolean runs) {
        this.pages = pages;
        this.files = files;
        this.runs = runs;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!READING.contains(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", String.join(", ", READING));
            exchange.sendResponseHeaders(405, -1);
            exchange.close();
            return;
        }
        String path = exchange.getRequestURI().getPath();
        if (path.equals(SCRIPT)) {
            send(exchange, "text/javascript", answer(exchange.getRequestURI().getQuery()));
            return;
        }
        if (runs && path.equals(RUN_SCRIPT)) {
            send(exchange, "text/javascript", resource("run.js"));
            return;
        }
        if (runs && path.equals(RUN_STYLE)) {
            send(exchange, "text/css", resource("run.css"));
            return;
        }
        Path page = pages.folder().resolve("." + (path.endsWith("/") ? path + "index.html" : path));
        if (path.endsWith("/") || path.endsWith(".html")) {
            if (isInFolder(page)) {
                send(exchange, "text/html", live(Files.readString(page)));
                return;
            }
        }
        files.handle(exchange);
    }

    /**
     * The page with its scripts; only to run programs it sends requests, and only to this server.
     */
    private String live(String html) {
        String page = html.replace("</body>", script(SCRIPT) + "</body>");
        return runs
                ? page.replace("</body>", script(RUN_SCRIPT) + "</body>")
                        .replace(
                                "</head>",
                                "<link rel=\"stylesheet\" href=\"" + RUN_STYLE + "\">\n</head>")
                        .replaceFirst(POLICY, POLICY + " connect-src 'self';")
                : page;
    }

    private static String script(String source) {
        return "<script src=\"" + source + "\"></script>\n";
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = LiveHandler.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Whether it is a file of the pages; one that a link leads to elsewhere is none. */
    private boolean isInFolder(Path page) throws IOException {
        return Files.isRegularFile(page)
                && page.toRealPath().startsWith(pages.folder().toRealPath());
    }

    private String answer(@Nullable String query) {
        if (query == null || !query.matches(SINCE + "\\d{1,18}")) {
            return first(pages.version());
        }
        long since = Long.parseLong(query.substring(SINCE.length()));
        try {
            return pages.awaitOther(since, MOST) == since
                    ? "askForTheNextVersion(" + since + ");"
                    : "location.reload();";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server ends, and so does this answer
            return "";
        }
    }

    private static String first(long version) {
        return """
        function askForTheNextVersion(since) {
          var script = document.createElement("script");
          script.src = "%s?%s" + since;
          script.onload = function () { script.remove(); };
          script.onerror = function () { script.remove(); setTimeout(askForTheNextVersion, 1000, since); };
          document.head.append(script);
        }
        addEventListener("load", function () { askForTheNextVersion(%d); });
        """
                .formatted(SCRIPT, SINCE, version);
    }

    private static void send(HttpExchange exchange, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        boolean isEmpty = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(200, isEmpty ? -1 : bytes.length);
        if (isEmpty) {
            exchange.close();
            return;
        }
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
