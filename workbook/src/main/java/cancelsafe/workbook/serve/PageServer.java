package cancelsafe.workbook.serve;

import cancelsafe.workbook.program.Programs;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
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
    private final ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread atExit = new Thread(this::end, "close pages");
    private final @Nullable Programs programs;
    private final String key = Base64.getUrlEncoder().encodeToString(random());

    private PageServer(HttpServer server, @Nullable Programs programs) {
        this.server = server;
        this.programs = programs;
    }

    private static byte[] random() {
        byte[] bytes = new byte[12];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /**
     * Starts to serve.
     *
     * @param folder absolute
     * @param port where it is to listen; if that is taken, the next free one is used
     * @throws BindException if all of the next ports are taken
     */
    public static PageServer start(Path folder, int port) throws IOException {
        return new PageServer(bound(port), null).serve(SimpleFileServer.createFileHandler(folder));
    }

    /**
     * Starts to serve pages that a browser loads again as soon as they change, that run programs
     * and judge answers.
     *
     * @param live its programs are closed with this server
     * @param port where it is to listen; if that is taken, the next free one is used
     * @throws BindException if all of the next ports are taken; the programs are closed then
     */
    public static PageServer start(LiveBook live, int port) throws IOException {
        LivePages pages = live.pages();
        HttpServer http;
        try {
            http = bound(port);
        } catch (IOException e) {
            live.programs().close();
            throw e;
        }
        PageServer server = new PageServer(http, live.programs());
        pages.onChange(live.news()::rewritten);
        server.context(LiveApi.ROOT, new LiveApi(server.key, live.routes()));
        HttpHandler files = SimpleFileServer.createFileHandler(pages.folder());
        return server.serve(new LiveHandler(pages, files));
    }

    private PageServer serve(HttpHandler pages) {
        server.setExecutor(answering);
        context("/", pages);
        Runtime.getRuntime().addShutdownHook(atExit);
        server.start();
        return this;
    }

    private void context(String path, HttpHandler handler) {
        server.createContext(path, handler).getFilters().add(new OnlyForUs(port()));
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

    /**
     * The address of its first page. If the pages run programs, it ends with the key that they
     * need: a browser keeps it, and sends it to no other server.
     */
    public URI address() {
        return URI.create(
                "http://localhost:" + port() + "/" + (programs == null ? "" : "#key=" + key));
    }

    /** Ends the answers that are under way, and the programs. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // this virtual machine is ending
        }
    }

    private void end() {
        server.stop(0);
        answering.shutdownNow();
        if (programs != null) {
            programs.close();
        }
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
            exchange.getResponseHeaders().set("X-Frame-Options", "DENY");
            exchange.getResponseHeaders().set("Content-Security-Policy", "frame-ancestors 'none'");
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
