///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

import java.nio.ByteBuffer;
import java.nio.channels.*;

// tag::shown[]
class Pages {
    private final Path file;
    private FileChannel channel;

    Pages(Path file) throws IOException {
        this.file = file;
        channel = FileChannel.open(file);
    }

    synchronized int read(ByteBuffer page) throws IOException {
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    return channel.read(page, 0);
                } catch (ClosedByInterruptException e) {
                    isInterrupted = Thread.interrupted();        // <1>
                    channel = FileChannel.open(file);            // <2>
                }
            }
        } finally {
            if (isInterrupted) Thread.currentThread().interrupt();   // <3>
        }
    }
}
// end::shown[]

void main() throws IOException {
    var file = Files.writeString(Files.createTempFile("pages", ".db"), "hello");
    var pages = new Pages(file);
    Thread.currentThread().interrupt();
    IO.println(pages.read(ByteBuffer.allocate(10)) + " bytes, interrupt status " + Thread.interrupted());
    IO.println(pages.read(ByteBuffer.allocate(10)) + " bytes for the next user");
    pages.channel.close();
    Files.delete(file);
}
