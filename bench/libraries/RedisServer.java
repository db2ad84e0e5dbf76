import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Speaks as much of the protocol of Redis as a client needs that asks for one key. It answers a
 * {@code GET} when the body has waited for a while, and everything else at once.
 */
final class RedisServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    RedisServer() throws IOException {
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> answer(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void answer(Socket client) {
        try (client) {
            byte[] input = new byte[8192];
            for (int n = client.getInputStream().read(input); n > 0; ) {
                String asked = new String(input, 0, n, StandardCharsets.US_ASCII);
                for (String command : asked.split("(?=\\*\\d)")) {
                    if (command.contains("\r\nGET\r\n")) {
                        Hold.untilBodyWaits();
                    }
                    String answer =
                            command.contains("\r\nHELLO\r\n")
                                    ? "-ERR unknown command 'HELLO'\r\n"
                                    : "+OK\r\n";
                    client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                }
                n = client.getInputStream().read(input);
            }
        } catch (IOException e) {
            // the client has left
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
