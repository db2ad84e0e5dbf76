///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-75

import com.sun.net.httpserver.*;

final CountDownLatch started = new CountDownLatch(1);
final CountDownLatch left = new CountDownLatch(1);
final CountDownLatch ended = new CountDownLatch(1);

// tag::shown[]
void handle(HttpExchange exchange) throws IOException {
    started.countDown();
    try {
        left.await();                                             // <1>
        Thread.sleep(300);                                        // <2>
        IO.println("the work is done, and no exception came");
        exchange.sendResponseHeaders(200, 0);                     // <3>
        OutputStream body = exchange.getResponseBody();
        IO.println("the first write: accepted");
        while (true) {
            body.write(new byte[8192]);                           // <4>
            body.flush();
        }
    } catch (InterruptedException e) {
        IO.println("the handler was interrupted");
    } catch (IOException e) {
        IO.println("a later write: IOException");
    }
    ended.countDown();
}
// end::shown[]

void main() throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        server.setExecutor(executor);
        server.start();
        try (var client = new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
            client.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes());
            started.await();
        }
        IO.println("the client has closed its connection");
        left.countDown();
        ended.await();
        server.stop(0);
    }
}
