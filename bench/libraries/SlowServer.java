import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on the loopback interface; it answers when the body has waited for a while. */
final class SlowServer implements AutoCloseable {
    private final ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    SlowServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(answering);
        server.createContext("/", SlowServer::answer);
        server.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        Hold.untilBodyWaits();
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
        answering.shutdownNow();
    }
}
