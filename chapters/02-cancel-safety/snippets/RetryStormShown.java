///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-63

import com.sun.net.httpserver.HttpServer;
import java.net.http.*;

final LongAdder received = new LongAdder();
final HttpClient client = HttpClient.newHttpClient();
URI address;
CountDownLatch pausing;

interface Ask { void call() throws IOException, InterruptedException; }

void byConnection() throws IOException {
    address.toURL().openStream().close();                // throws IOException: the answer is 503
}

void byClient() throws IOException, InterruptedException {
    var answer = client.send(HttpRequest.newBuilder(address).build(),
            HttpResponse.BodyHandlers.discarding());
    if (answer.statusCode() == 503) throw new IOException("busy");
}

void pause() throws InterruptedException {
    pausing.countDown();
    Thread.sleep(Duration.ofHours(1));
}

// tag::shown[]
void restores(Ask server) {
    for (int attempt = 0; attempt < 1_000; attempt++) {
        try {
            try {
                server.call();
                return;
            } catch (IOException busy) {
                pause();                                 // <1>
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();          // <2>
        }
    }
}

void leaves(Ask server) throws InterruptedException {
    for (int attempt = 0; attempt < 1_000; attempt++) {
        try {
            server.call();
            return;
        } catch (IOException busy) {
            pause();                                     // <3>
        }
    }
}
// end::shown[]

interface Retry { void run() throws InterruptedException; }

void interrupted(String name, Retry retry) throws InterruptedException {
    received.reset();
    pausing = new CountDownLatch(1);
    var caller = Thread.ofPlatform().start(() -> {
        try { retry.run(); } catch (InterruptedException e) { /* ends */ }
    });
    pausing.await();
    caller.interrupt();
    caller.join();
    IO.println(name + ": the server received " + received.sum());
}

void main() throws Exception {
    var server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.createContext("/", exchange -> {
        received.increment();
        exchange.sendResponseHeaders(503, -1);
        exchange.close();
    });
    server.start();
    address = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    interrupted("restores, HttpURLConnection", () -> restores(this::byConnection));
    interrupted("restores, HttpClient", () -> restores(this::byClient));
    interrupted("leaves, HttpURLConnection", () -> leaves(this::byConnection));
    server.stop(0);
    client.close();
}
