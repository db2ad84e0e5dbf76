///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-29

interface Reading { void into(byte[] mine, InputStream in) throws IOException; }

// tag::shown[]
void collected(byte[] mine, InputStream in) throws IOException {
    byte[] word = in.readNBytes(5);                      // <1>
    System.arraycopy(word, 0, mine, 0, word.length);
}

void direct(byte[] mine, InputStream in) throws IOException {
    in.readNBytes(mine, 0, 5);                           // <2>
}

int count = 0;                                           // <3>

void counted(byte[] mine, InputStream in) throws IOException {
    int n = 0;
    while (count < 5 && (n = in.read(mine, count, 5 - count)) >= 0) count += n;
}
// end::shown[]

void twice(String name, Reading reading) throws IOException {
    var mine = new byte[5];
    try (var server = new ServerSocket(0);
            var client = new Socket("localhost", server.getLocalPort());
            var socket = server.accept()) {
        socket.setSoTimeout(100);
        client.getOutputStream().write("hel".getBytes());
        try {
            reading.into(mine, socket.getInputStream());
        } catch (SocketTimeoutException e) {
            IO.print(name + ": " + shown(mine) + " at the timeout, ");
        }
        client.getOutputStream().write("lo".getBytes());
        client.shutdownOutput();
        reading.into(mine, socket.getInputStream());
        IO.println(shown(mine) + " after the second call");
    }
}

String shown(byte[] word) { return new String(word).replace('\0', '.'); }

void main() throws IOException {
    twice("readNBytes(5)", this::collected);
    twice("readNBytes(mine, 0, 5)", this::direct);
    twice("read, with a count", this::counted);
}
