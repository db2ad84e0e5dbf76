///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-70

interface Talk { void with(Socket socket, OutputStream client) throws Exception; }

void talk(Talk talk) throws Exception {
    try (var server = new ServerSocket(0);
            var client = new Socket("localhost", server.getLocalPort());
            var socket = server.accept()) {
        talk.with(socket, client.getOutputStream());
    }
}

// tag::again[]
int nextNumber(DataInputStream in, Sender sender) throws IOException {
    while (true) {
        try {
            return in.readInt();
        } catch (SocketTimeoutException e) {
            sender.sendsTheRest();                       // <1>
        }
    }
}
// end::again[]

String nextLine(BufferedReader in, Sender sender) throws IOException {
    while (true) {
        try { return in.readLine(); } catch (SocketTimeoutException e) { sender.sendsTheRest(); }
    }
}

interface Sender { void sendsTheRest() throws IOException; }

void main() throws Exception {
    talk((socket, client) -> {
        socket.setSoTimeout(100);
        var in = new DataInputStream(socket.getInputStream());
        client.write(new byte[] {0, 0});
        int number = nextNumber(in, () -> client.write(new byte[] {0, 7, 0, 0, 0, 8}));
        IO.println("sent 7 and 8, readInt returns " + number);
    });
    talk((socket, client) -> {
        socket.setSoTimeout(100);
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
        client.write("hel".getBytes());
        String line = nextLine(in, () -> client.write("lo\n".getBytes()));
        IO.println("sent hello, readLine returns " + line);
    });
    talk((socket, client) -> {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
        // tag::queue[]
        var lines = new LinkedBlockingQueue<String>();
        Thread.ofVirtual().start(() -> {                 // <1>
            try {
                for (String line; (line = in.readLine()) != null; ) lines.put(line);
            } catch (IOException | InterruptedException e) { /* the socket is closed */ }
        });
        client.write("hel".getBytes());
        var early = lines.poll(100, TimeUnit.MILLISECONDS); // <2>
        client.write("lo\n".getBytes());
        IO.println("sent hello, poll returns " + early + ", then " + lines.take());
        // end::queue[]
    });
}
