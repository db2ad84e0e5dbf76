import cancelsafe.lab.real.LibraryDriver;
import cancelsafe.lab.real.Ended;
import cancelsafe.lab.real.RealThreads;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.pool.PoolStats;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A pool of one connection, on which a slow request runs; a second request waits for the lease. */
public final class HttpLease implements LibraryDriver {
    private final ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();
    private final PoolingHttpClientConnectionManager pool =
            new PoolingHttpClientConnectionManager();
    private final CountDownLatch leased = new CountDownLatch(1);
    private HttpServer server;
    private CloseableHttpClient client;
    private Thread slow;

    @Override
    public void before() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(answering);
        server.createContext("/", this::answer);
        server.start();
        pool.setMaxTotal(1);
        pool.setDefaultMaxPerRoute(1);
        client =
                HttpClients.custom().setConnectionManager(pool).disableAutomaticRetries().build();
        slow =
                new Thread(
                        () -> {
                            try {
                                get("/slow");
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        slow.start();
        leased.await();
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().equals("/slow")) {
            leased.countDown();
            try {
                RealThreads.awaitBody();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private void get(String path) throws IOException {
        int port = server.getAddress().getPort();
        HttpGet request = new HttpGet("http://127.0.0.1:" + port + path);
        try (CloseableHttpResponse response = client.execute(request)) {
            EntityUtils.consume(response.getEntity());
        }
    }

    @Override
    public void body() throws IOException {
        get("/quick");
    }

    @Override
    public void check(Ended ended) throws Exception {
        slow.join();
        PoolStats stats = pool.getTotalStats();
        if (stats.getLeased() + stats.getPending() > 0) {
            throw new AssertionError(
                    "no thread uses the pool, and it says leased %d, pending %d"
                            .formatted(stats.getLeased(), stats.getPending()));
        }
        get("/quick");
    }

    @Override
    public void after() throws IOException {
        server.stop(0);
        answering.shutdownNow();
        client.close();
    }
}
