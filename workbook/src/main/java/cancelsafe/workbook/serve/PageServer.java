package cancelsafe.workbook.serve;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * Serves a folder to browsers on this machine. Only requests that name this server are answered: a
 * page of somebody else, however it got its address, learns nothing.
 */
public final class PageServer implements AutoCloseable {
    /** Where it listens unless it is told otherwise or the port is taken. */
    public static final int USUAL_PORT = 8025;

    private static final int PORTS_TRIED = 20;

    private final HttpServer server;

    private PageServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts to serve.
     *
     * @param folder absolute
     * @param port where it is to listen; if that is taken, the next free one is used
     * @throws BindException if all of the next ports are taken
     */
    public static PageServer start(Path folder, int port) throws IOException {
        return start(SimpleFileServer.createFileHandler(folder), port);
    }

    /**
     * Starts to serve pages that a browser loads again as soon as they change.
     *
     * @param port where it is to listen; if that is taken, the next free one is used
     * @throws BindException if all of the next ports are taken
     */
    public static PageServer start(LivePages pages, int port) throws IOException {
        Path folder = pages.folder();
        return start(new LiveHandler(pages, SimpleFileServer.createFileHandler(folder)), port);
    }

    private static PageServer start(HttpHandler handler, int port) throws IOException {
        HttpServer server = bound(port);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        HttpContext pages = server.createContext("/", handler);
        pages.getFilters().add(new OnlyForUs(server.getAddress().getPort()));
        server.start();
        return new PageServer(server);
    }

    private static HttpServer bound(int port) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        for (int tried = port; tried < port + PORTS_TRIED && tried <= 65_535; tried++) {
            try {
                return HttpServer.create(new InetSocketAddress(here, tried), 0);
            } catch (BindException _) {
                // taken: the next one
            }
        }
        throw new BindException(
                "The ports from %d to %d are taken; choose another one with --port"
                        .formatted(port, Math.min(65_535, port + PORTS_TRIED - 1)));
    }

    /** The port at which it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** The address of its first page. */
    public URI address() {
        return URI.create("http://localhost:" + port() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static final class OnlyForUs extends Filter {
        private final List<String> names;

        OnlyForUs(int port) {
            names = List.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port);
        }

        @Override
        public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
            String host = exchange.getRequestHeaders().getFirst("Host");
            String origin = exchange.getRequestHeaders().getFirst("Origin");
            boolean ours =
                    host != null
                            && names.contains(host)
                            && (origin == null
                                    || names.stream().anyMatch(n -> origin.equals("http://" + n)));
            if (ours) {
                chain.doFilter(exchange);
            } else {
                exchange.sendResponseHeaders(403, -1);
                exchange.close();
            }
        }

        @Override
        public String description() {
            return "answers only requests that name this server";
        }
    }
}
