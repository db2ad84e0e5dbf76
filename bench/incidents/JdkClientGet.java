import cancelsafe.lab.real.LibraryDriver;
import cancelsafe.lab.real.RealThreads;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.jdk.JdkHttpClient;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A thread waits for the answer of a server, which answers when it is waited for. */
public final class JdkClientGet implements LibraryDriver {
    private final ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = JdkHttpClient.builder().build();
    private HttpServer server;

    @Override
    public void before() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(answering);
        server.createContext("/", JdkClientGet::answer);
        server.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try {
            RealThreads.awaitBody();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    @Override
    public void body() {
        client.execute(
                HttpRequest.builder()
                        .method(HttpMethod.GET)
                        .url("http://127.0.0.1:" + server.getAddress().getPort() + "/")
                        .build());
    }

    @Override
    public void after() {
        server.stop(0);
        answering.shutdownNow();
    }
}
