///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-02

import java.nio.ByteBuffer;
import java.nio.channels.*;

String accepted(SocketChannel channel, CountDownLatch begun) {
    // tag::shown[]
    var frame = ByteBuffer.allocate(20_000_000);
    try {
        begun.countDown();
        while (frame.hasRemaining()) channel.write(frame); // <1>
    } catch (IOException e) {
        return "%s, position %d".formatted(e.getClass().getSimpleName(), frame.position());
    }
    // end::shown[]
    return "the frame is whole";
}

/** How many bytes the peer gets until the connection ends. */
long received(InputStream in) {
    long count = 0;
    var bytes = new byte[8_192];
    try {
        for (int n; (n = in.read(bytes)) >= 0; ) count += n;
    } catch (IOException reset) { /* no more will come */ }
    return count;
}

void interrupted(String name, boolean peerHasWritten) throws Exception {
    try (var server = new ServerSocket(0)) {
        var channel = SocketChannel.open(server.getLocalSocketAddress());
        channel.setOption(StandardSocketOptions.SO_SNDBUF, 1 << 20);
        var peer = server.accept();
        if (peerHasWritten) peer.getOutputStream().write('!');
        var begun = new CountDownLatch(1);
        var task = new FutureTask<>(() -> accepted(channel, begun));
        var writer = Thread.ofVirtual().start(task);
        begun.await();
        while (writer.getState() != Thread.State.WAITING) Thread.onSpinWait(); // no room is left
        writer.interrupt();
        String end = task.get();
        long position = Long.parseLong(end.replaceAll(".* ", ""));
        long received = received(peer.getInputStream());
        IO.println(name + ": " + end + "\n  the peer got "
                + (received == position ? "as many bytes" : received < position ? "fewer" : "more"));
    }
}

void main() throws Exception {
    interrupted("the peer was silent", false);
    interrupted("the peer had sent a byte", true);
}
