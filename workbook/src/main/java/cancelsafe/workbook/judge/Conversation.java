package cancelsafe.workbook.judge;

import cancelsafe.workbook.worker.ForeignText;
import cancelsafe.workbook.worker.TimeLimits;
import cancelsafe.workbook.worker.WorkerProtocol;

import org.jspecify.annotations.Nullable;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The connection between a judge and one worker. The judge listens until the worker that it has
 * started has come, and to nothing after that.
 */
final class Conversation implements AutoCloseable {
    private static final int SECRET_BYTES = 32;
    private static final int MOST_OUTPUT = 4_000;

    private final ServerSocket listener;
    private final CompletableFuture<Socket> connected = new CompletableFuture<>();
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

    /** Written by the thread that reads the worker, read by the judge. */
    @SuppressWarnings("JdkObsolete") // two threads use it
    private final StringBuffer output = new StringBuffer();

    private @Nullable DataOutputStream out;

    /** What comes from the other side. */
    sealed interface Received {
        /** A text. */
        record Text(String text) implements Received {}

        /** The other side has ended. */
        record End() implements Received {}

        /** Nothing, in the time given. */
        record Nothing() implements Received {}
    }

    private Conversation(ServerSocket listener) {
        this.listener = listener;
    }

    /** Tells a worker that has just been started where to come, and waits for it elsewhere. */
    static Conversation with(Process worker) throws IOException {
        ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Conversation conversation = new Conversation(listener);
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        String secret = HexFormat.of().formatHex(random);
        try (OutputStream in = worker.getOutputStream()) {
            in.write(
                    (listener.getLocalPort() + " " + secret + "\n")
                            .getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // it has ended already; its output says why
        }
        Thread.ofVirtual().name("replies of worker").start(() -> conversation.receiveAll(secret));
        Thread.ofVirtual().name("output of worker").start(() -> conversation.drop(worker));
        var _ = worker.onExit().thenRun(conversation::stopListening);
        return conversation;
    }

    /**
     * Waits until the worker has come.
     *
     * @throws IOException if it does not, with what its virtual machine says
     */
    void awaitStart() throws IOException, InterruptedException {
        try {
            Socket socket = connected.get(TimeLimits.START.toMillis(), TimeUnit.MILLISECONDS);
            if (out == null) {
                out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(
                    "The judge's virtual machine could not be started. " + output(), e);
        }
    }

    void send(String text) throws IOException {
        WorkerProtocol.send(Objects.requireNonNull(out), text);
    }

    /** The next text; waits this long for it. */
    Received next(Duration most) throws InterruptedException {
        Received next = received.poll(most.toMillis(), TimeUnit.MILLISECONDS);
        return next == null ? new Received.Nothing() : next;
    }

    private void receiveAll(String secret) {
        try (Socket socket = accepted(secret)) {
            socket.setTcpNoDelay(true);
            connected.complete(socket);
            DataInputStream texts = texts(socket);
            for (String text = WorkerProtocol.receive(texts);
                    text != null;
                    text = WorkerProtocol.receive(texts)) {
                received.add(new Received.Text(text));
            }
        } catch (IOException e) {
            connected.completeExceptionally(e);
            output.append(e);
        }
        received.add(new Received.End());
    }

    /** Unbuffered, for a connection has one reader after the other. */
    private static DataInputStream texts(Socket socket) throws IOException {
        return new DataInputStream(socket.getInputStream());
    }

    /** The first client that sends the secret; the listener is closed after it. */
    private Socket accepted(String secret) throws IOException {
        try (listener) {
            while (true) {
                Socket client = listener.accept();
                if (sends(secret, client)) {
                    return client;
                }
                client.close();
            }
        }
    }

    private static boolean sends(String secret, Socket client) {
        try {
            client.setSoTimeout(Math.toIntExact(TimeLimits.SECRET.toMillis()));
            boolean same = secret.equals(WorkerProtocol.receive(texts(client), secret.length()));
            client.setSoTimeout(0);
            return same;
        } catch (IOException e) {
            return false;
        }
    }

    /** The beginning of what the virtual machine complained of, and how the connection broke. */
    String output() {
        return ForeignText.clean(output.toString().strip());
    }

    /** Reads what the virtual machine itself complains of; keeps the beginning, drops the rest. */
    private void drop(Process worker) {
        byte[] buffer = new byte[MOST_OUTPUT];
        try (InputStream in = worker.getErrorStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (output.length() < MOST_OUTPUT) {
                    output.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                }
            }
        } catch (IOException _) {
            // the end of a process that was destroyed
        }
    }

    @Override
    public void close() {
        stopListening();
        try {
            if (connected.isDone() && !connected.isCompletedExceptionally()) {
                connected.join().close();
            }
        } catch (IOException _) {
            // it is closed by the other side
        }
    }

    private void stopListening() {
        try {
            listener.close();
        } catch (IOException _) {
            // nothing can come any more, either way
        }
    }
}
