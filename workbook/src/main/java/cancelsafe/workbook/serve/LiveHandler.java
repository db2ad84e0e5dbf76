package cancelsafe.workbook.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Gives each page a script that waits for the next version of the pages. It asks by loading another
 * script, which is all that the pages' own policy lets it do.
 */
final class LiveHandler implements HttpHandler {
    /** The address of the script. */
    static final String SCRIPT = "/live.js";

    /** What the pages' own policy begins with. */
    private static final String POLICY = "default-src 'none';";

    private static final String SINCE = "since=";

    /** The methods of requests that change nothing. */
    private static final List<String> READING = List.of("GET", "HEAD");

    /** After this long a waiting browser is told to ask again. */
    private static final Duration MOST = Duration.ofSeconds(25);

    private final LivePages pages;
    private final HttpHandler files;

    /**
     * A handler for pages that change.
     *
     * @param files answers for everything that is no page
     */
    LiveHandler(LivePages pages, HttpHandler files) {
        this.pages = pages;
        this.files = files;
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
        if (LiveAssets.has(path)) {
            String type = path.endsWith(".css") ? "text/css" : "text/javascript";
            send(exchange, type, LiveAssets.read(path));
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

    /** The page with its scripts. They send requests, but only to this server. */
    private static String live(String html) {
        String wait = "<script src=\"" + SCRIPT + "\"></script>\n";
        return html.replace("</head>", LiveAssets.head() + "</head>")
                .replace("</body>", wait + LiveAssets.scripts() + "</body>")
                .replaceFirst(POLICY, POLICY + " connect-src 'self';");
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
        send(exchange, type, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, String type, byte[] bytes) throws IOException {
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
