///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-75 S3-95

final CountDownLatch started = new CountDownLatch(1);

// tag::shown[]
void serve(Socket connection) throws IOException {
    try (connection; var workers = Executors.newVirtualThreadPerTaskExecutor()) {
        while (true) {
            int request = connection.getInputStream().read();  // <1>
            if (request < 0) {
                workers.shutdownNow();                         // <2>
                break;                                         // <3>
            }
            workers.submit(this::makeReport);
        }
    }
    IO.println("the connection is closed, and no worker is left");
}

void makeReport() {
    started.countDown();
    try {
        Thread.sleep(Duration.ofMinutes(1));
        IO.println("the report is complete");
    } catch (InterruptedException e) {
        IO.println("the report is cancelled");
    }
}
// end::shown[]

void main() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        var client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket connection = server.accept();
        var serving = new FutureTask<Void>(() -> {
            serve(connection);
            return null;
        });
        Thread.ofPlatform().start(serving);
        client.getOutputStream().write('r');
        started.await();
        IO.println("the client closes its connection");
        client.close();
        serving.get();
    }
}
