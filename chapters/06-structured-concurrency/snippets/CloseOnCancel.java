///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
// covers: S2-05 B-77

final CountDownLatch reading = new CountDownLatch(1);

int deafRead(Socket socket) throws IOException {
    reading.countDown();
    try {
        return socket.getInputStream().read();
    } catch (IOException e) {
        IO.println("the read ends: " + e.getClass().getSimpleName());
        throw e;
    }
}

// tag::shown[]
int read(Socket socket) throws Exception {
    try (var reader = Executors.newSingleThreadExecutor(); socket) {     // <1>
        return reader.submit(() -> deafRead(socket)).get();              // <2>
    }                                                                    // <3>
}
// end::shown[]

void main() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        var socket = new Socket(server.getInetAddress(), server.getLocalPort());
        try (var scope = StructuredTaskScope.open()) {
            scope.fork(() -> read(socket));
            scope.fork(() -> {
                reading.await();
                throw new IOException("a sibling fails");
            });
            scope.join();
        } catch (StructuredTaskScope.FailedException e) {
            IO.println("the scope ends: " + e.getCause().getMessage());
        }
    }
}
