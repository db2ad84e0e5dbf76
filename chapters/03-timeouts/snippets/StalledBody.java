///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-71

import com.sun.net.httpserver.HttpServer;
import java.net.http.*;

HttpServer server(CountDownLatch rest) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/warm", exchange -> {
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    });
    server.createContext("/", exchange -> {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write("hel".getBytes());
        exchange.getResponseBody().flush();
        try {
            rest.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.getResponseBody().write("lo".getBytes());
        exchange.close();
    });
    server.start();
    return server;
}

void main() throws Exception {
    var rest = new CountDownLatch(1);
    var server = server(rest);
    var address = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    try (var client = HttpClient.newHttpClient()) {
        client.send(HttpRequest.newBuilder(address.resolve("warm")).build(),
                HttpResponse.BodyHandlers.discarding());     // loads the client
        // tag::shown[]
        var limit = Duration.ofSeconds(1);
        var request = HttpRequest.newBuilder(address).timeout(limit).build();
        var answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        Thread.sleep(limit.multipliedBy(2));                 // <1>
        IO.println("after twice the limit: " + answer.state());
        rest.countDown();                                    // <2>
        IO.println("in the end:            " + answer.get().body());
        // end::shown[]
    }
    server.stop(0);
}
