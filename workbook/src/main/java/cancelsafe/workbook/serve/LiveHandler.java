package cancelsafe.workbook.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Gives the pages the scripts by which they speak with this server. Other files are unchanged. */
final class LiveHandler implements HttpHandler {
    /** What the pages' own policy begins with. */
    private static final String POLICY = "default-src 'none';";

    /** The methods of requests that change nothing. */
    private static final List<String> READING = List.of("GET", "HEAD");

    private final LivePages pages;
    private final HttpHandler files;

    /**
     * A handler for pages.
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
        if (LiveAssets.has(path)) {
            String type = path.endsWith(".css") ? "text/css" : "text/javascript";
            send(exchange, type, LiveAssets.read(path));
            return;
        }
        if (path.equals(Playground.PATH)) {
            String html = live(Playground.page(pages.book()));
            send(exchange, "text/html", html.getBytes(StandardCharsets.UTF_8));
            return;
        }
        Path page = pages.folder().resolve("." + (path.endsWith("/") ? path + "index.html" : path));
        if ((path.endsWith("/") || path.endsWith(".html")) && isInFolder(page)) {
            String html = live(Files.readString(page));
            send(exchange, "text/html", html.getBytes(StandardCharsets.UTF_8));
            return;
        }
        files.handle(exchange);
    }

    /** The page with its scripts. They send requests, but only to this server. */
    private static String live(String html) {
        return html.replace("</head>", LiveAssets.head() + "</head>")
                .replace("</body>", LiveAssets.scripts() + "</body>")
                .replaceFirst(POLICY, POLICY + " connect-src 'self';");
    }

    /** Whether it is a file of the pages; one that a link leads to elsewhere is none. */
    private boolean isInFolder(Path page) throws IOException {
        return Files.isRegularFile(page)
                && page.toRealPath().startsWith(pages.folder().toRealPath());
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
