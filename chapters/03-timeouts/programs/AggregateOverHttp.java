///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-23 S3-25 S3-28

import com.sun.net.httpserver.*;
import java.net.http.*;
import java.net.http.HttpResponse.BodyHandlers;

// Loads a page of three parts over HTTP, once for each way to end a late request at the deadline.
// Prints what the client counts beside what the server counts. The deadline comes when the late request
// has reached the server and the other parts have ended, so no count depends on a duration.

/** Answers "/profile" at once, "/posts" at the second request, and "/friends" only after the deadline. */
final class Server implements AutoCloseable {
    final HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    final AtomicInteger accepted = new AtomicInteger();
    final AtomicInteger finished = new AtomicInteger();
    final AtomicInteger abandoned = new AtomicInteger();
    final CountDownLatch late = new CountDownLatch(1);
    final CountDownLatch friends = new CountDownLatch(1);

    Server(boolean allInTime) throws IOException {
        var failures = new AtomicInteger(1);
        handle("/profile", exchange -> answer(exchange, 200, 1));
        handle("/posts", exchange -> answer(exchange, failures.getAndDecrement() > 0 ? 503 : 200, 1));
        handle("/friends", exchange -> {
            if (!allInTime) {
                late.countDown();
                friends.await();
            }
            answer(exchange, 200, 500);
        });
        http.setExecutor(handlers);
        http.start();
    }

    interface Handler { void handle(HttpExchange exchange) throws IOException, InterruptedException; }

    void handle(String path, Handler handler) {
        http.createContext(path, exchange -> {
            accepted.incrementAndGet();
            try (exchange) {
                handler.handle(exchange);
                finished.incrementAndGet();
            } catch (IOException e) {             // the client has closed the connection
                abandoned.incrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Slowly: whether the client has closed the connection shows only in a later piece. */
    static void answer(HttpExchange exchange, int status, int pieces) throws IOException, InterruptedException {
        exchange.sendResponseHeaders(status, 0);
        for (int piece = 0; piece < pieces; piece++) {
            exchange.getResponseBody().write("data ".getBytes());
            exchange.getResponseBody().flush();
            if (pieces > 1) Thread.sleep(1);
        }
        exchange.getResponseBody().close();
    }

    URI address(String path) {
        return URI.create("http://localhost:" + http.getAddress().getPort() + path);
    }

    @Override
    public void close() {
        handlers.close();                         // waits for the handlers
        http.stop(0);
    }
}

/** Sends a request, waits for the response, and ends the request in some way if it is interrupted. */
interface Way { HttpResponse<String> send(HttpClient client, HttpRequest request) throws Exception; }

/** For an interrupt while the future is not done: the deadline. */
Way async(Consumer<CompletableFuture<?>> atTheDeadline) {
    return (client, request) -> {
        var response = client.sendAsync(request, BodyHandlers.ofString());
        try {
            return response.get();
        } catch (InterruptedException e) {
            atTheDeadline.accept(response);
            throw e;
        }
    };
}

final Way SEND = (client, request) -> client.send(request, BodyHandlers.ofString());

/** The aggregation: each part with a permit for each request, a retry, and an end at the deadline. */
void load(String name, Way way, boolean allInTime) throws Exception {
    var permits = new Semaphore(3);
    var sent = new AtomicInteger();
    var failures = new AtomicInteger();           // what a breaker would count
    var parts = new ArrayList<Future<String>>();
    var server = new Server(allInTime);
    try (server; var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var path : List.of("/profile", "/posts", "/friends")) {
                var request = HttpRequest.newBuilder(server.address(path)).build();
                parts.add(threads.submit(() -> {
                    while (true) {
                        permits.acquire();
                        try {
                            sent.incrementAndGet();
                            var response = way.send(client, request);
                            if (response.statusCode() == 200) return response.body();
                            failures.incrementAndGet();
                        } finally {
                            permits.release();
                        }
                    }
                }));
            }
            for (var part : allInTime ? parts : parts.subList(0, 2)) part.get();
            if (!allInTime) server.late.await();
            parts.forEach(part -> part.cancel(true));   // the deadline
        }                                               // waits for the threads
        long there = parts.stream().filter(part -> part.state() == Future.State.SUCCESS).count();
        IO.print(name + "\t" + there + " of 3\t" + sent + "\t" + failures + "\t" + permits.availablePermits());
        server.friends.countDown();
    }                                                   // waits for the requests, then for the handlers
    IO.println("\t" + server.accepted + "\t" + server.finished + "\t" + server.abandoned);
}

void main() throws Exception {
    IO.println("at the deadline\tparts\tsent\tfailures\tfree permits\taccepted\tfinished\tabandoned");
    load("no part is late", SEND, true);
    load("`send` is interrupted", SEND, false);
    load("`cancel(true)` of the future of `sendAsync`", async(response -> response.cancel(true)), false);
    load("`cancel(true)` of a copy of it", async(response -> response.copy().cancel(true)), false);
    load("`completeExceptionally`, as `orTimeout` does",
            async(response -> response.completeExceptionally(new TimeoutException())), false);
    load("`get` ends, and the future is forgotten", async(_ -> {}), false);
}
