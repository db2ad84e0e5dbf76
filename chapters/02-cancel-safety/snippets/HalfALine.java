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

void main() throws Exception {
    talk((socket, client) -> {
        socket.setSoTimeout(100);
        var in = new DataInputStream(socket.getInputStream());
        client.write(new byte[] {0, 0});                 // <1>
        try { in.readInt(); } catch (SocketTimeoutException e) { /* asks again */ }
        client.write(new byte[] {0, 7, 0, 0, 0, 8});
        IO.println("sent 7 and 8, readInt gives " + in.readInt());
    });
    talk((socket, client) -> {
        socket.setSoTimeout(100);
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
        client.write("hel".getBytes());
        try { in.readLine(); } catch (SocketTimeoutException e) { /* asks again */ }
        client.write("lo\n".getBytes());
        IO.println("sent hello, readLine gives " + in.readLine());
    });
    talk((socket, client) -> {
        var lines = new LinkedBlockingQueue<String>();
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
        Thread.ofVirtual().start(() -> {                 // <2>
            try {
                for (String line; (line = in.readLine()) != null; ) lines.put(line);
            } catch (IOException | InterruptedException e) { /* the talk is over */ }
        });
        client.write("hel".getBytes());
        var early = lines.poll(100, TimeUnit.MILLISECONDS); // <3>
        client.write("lo\n".getBytes());
        IO.println("sent hello, poll gives " + early + ", then " + lines.take());
    });
}
