package cancelsafe.given.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Peers do what their script says. */
class PeerScriptTest {
    private static final byte[] FIVE = {1, 2, 3, 4, 5};

    @Test
    void aScriptedChannelGivesAFewBytesAtATimeAndThenItsEnd() throws IOException {
        try (ScriptedChannel channel = new ScriptedChannel(FIVE, 2)) {
            ByteBuffer buffer = ByteBuffer.allocate(8);
            assertThat(channel.read(buffer)).isEqualTo(2);
            assertThat(channel.read(buffer)).isEqualTo(2);
            assertThat(channel.read(buffer)).isEqualTo(1);
            assertThat(channel.read(buffer)).isEqualTo(-1);
        }
    }

    @Test
    void aScriptedChannelFailsAfterTheByteOfTheScript() throws IOException {
        try (ScriptedChannel channel = new ScriptedChannel(FIVE, 2, 3)) {
            ByteBuffer buffer = ByteBuffer.allocate(8);
            assertThat(channel.read(buffer) + channel.read(buffer)).isEqualTo(3);
            assertThatThrownBy(() -> channel.read(buffer)).hasMessage("Connection reset");
        }
    }

    @Test
    void anInterruptClosesAScriptedChannel() throws IOException {
        try (ScriptedChannel channel = new ScriptedChannel(FIVE, 2)) {
            Thread.currentThread().interrupt();
            Throwable thrown = catchThrowable(() -> channel.read(ByteBuffer.allocate(8)));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(thrown).isInstanceOf(ClosedByInterruptException.class);
            assertThat(channel.isOpen()).isFalse();
        }
    }

    @Test
    void troublesThatNeverOccurAreRefused() {
        assertThatThrownBy(() -> PeerScript.inPiecesOf(2).stallsAfter(3).timesOutAfter(4))
                .hasMessageContaining("never comes");
        assertThatThrownBy(() -> PeerScript.inPiecesOf(2).timesOutAfter(3).failsAfter(2))
                .hasMessageContaining("never comes");
        assertThatThrownBy(() -> PeerScript.inPiecesOf(0)).hasMessageContaining("at least 1 byte");
        assertThatThrownBy(() -> PeerScript.inPiecesOf(1).failsAfter(-1))
                .hasMessageContaining("begins at byte 0");
    }

    @Test
    void aScriptedStreamCanBeReadOnAfterATimeoutUntilItFails() throws IOException {
        PeerScript script = PeerScript.inPiecesOf(2).timesOutAfter(3).failsAfter(4);
        try (ScriptedStream stream = new ScriptedStream(FIVE, script)) {
            byte[] buffer = new byte[8];
            assertThat(stream.read(buffer)).isEqualTo(2);
            assertThat(stream.read(buffer)).isEqualTo(1);
            assertThatThrownBy(() -> stream.read(buffer))
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(stream.read()).isEqualTo(4);
            assertThatThrownBy(stream::read).hasMessage("Connection reset");
            assertThatThrownBy(stream::read).hasMessage("Connection reset");
        }
    }

    @Test
    void aScriptedChannelCanBeReadOnAfterATimeout() throws IOException {
        PeerScript script = PeerScript.inPiecesOf(8).timesOutAfter(5);
        try (ScriptedChannel channel = new ScriptedChannel(FIVE, script)) {
            ByteBuffer buffer = ByteBuffer.allocate(8);
            assertThat(channel.read(buffer)).isEqualTo(5);
            assertThatThrownBy(() -> channel.read(buffer))
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(channel.isOpen()).isTrue();
            assertThat(channel.read(buffer)).isEqualTo(-1);
        }
    }

    @Test
    void aTimeoutOfAScriptedOutputStreamReportsTheBytesTransferred() throws IOException {
        PeerScript script = PeerScript.inPiecesOf(2).timesOutAfter(3).failsAfter(4);
        try (ScriptedOutputStream stream = new ScriptedOutputStream(script)) {
            SocketTimeoutException timeout =
                    catchThrowableOfType(
                            SocketTimeoutException.class, () -> stream.write(FIVE, 1, 4));
            assertThat(timeout.bytesTransferred).isEqualTo(3);
            assertThatThrownBy(() -> stream.write(FIVE)).hasMessage("Connection reset");
            assertThat(stream.written()).containsExactly(2, 3, 4, 1);
        }
    }

    @Test
    void aScriptedWriteChannelTakesAFewBytesAtATime() throws IOException {
        PeerScript script = PeerScript.inPiecesOf(2).timesOutAfter(3).failsAfter(5);
        try (ScriptedWriteChannel channel = new ScriptedWriteChannel(script)) {
            ByteBuffer five = ByteBuffer.wrap(FIVE);
            assertThat(channel.write(five)).isEqualTo(2);
            assertThat(channel.write(five)).isEqualTo(1);
            assertThatThrownBy(() -> channel.write(five))
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(channel.write(five)).isEqualTo(2);
            assertThat(channel.write(five)).isZero();
            five.rewind();
            assertThatThrownBy(() -> channel.write(five)).hasMessage("Connection reset");
            assertThat(channel.written()).isEqualTo(FIVE);
        }
    }

    private interface Stalled {
        void go() throws IOException;
    }

    private record End(Throwable thrown, boolean flag) {}

    /** How the stalled call ends after {@code then}. */
    private static End endOf(Stalled stalled, Consumer<Thread> then) throws Exception {
        CompletableFuture<End> end = new CompletableFuture<>();
        Thread thread =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    Throwable thrown = catchThrowable(stalled::go);
                                    boolean flag = Thread.currentThread().isInterrupted();
                                    end.complete(new End(thrown, flag));
                                });
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(end).isNotDone();
        then.accept(thread);
        return end.get();
    }

    private static void close(Closeable stalled) {
        try {
            stalled.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anInterruptEndsTheStallOfAChannelAndClosesIt() throws Exception {
        PeerScript script = PeerScript.inPiecesOf(2).stallsAfter(0);
        try (ScriptedChannel in = new ScriptedChannel(FIVE, script);
                ScriptedWriteChannel out = new ScriptedWriteChannel(script)) {
            End read = endOf(() -> in.read(ByteBuffer.allocate(8)), Thread::interrupt);
            End write = endOf(() -> out.write(ByteBuffer.wrap(FIVE)), Thread::interrupt);
            assertThat(List.of(read, write))
                    .allSatisfy(
                            end -> {
                                assertThat(end.thrown)
                                        .isInstanceOf(ClosedByInterruptException.class);
                                assertThat(end.flag).isTrue();
                            });
            assertThat(in.isOpen() || out.isOpen()).isFalse();
        }
    }

    @Test
    void closingAChannelEndsItsStall() throws Exception {
        ScriptedWriteChannel out =
                new ScriptedWriteChannel(PeerScript.inPiecesOf(2).stallsAfter(0));
        End end = endOf(() -> out.write(ByteBuffer.wrap(FIVE)), thread -> close(out));
        assertThat(end.thrown).isExactlyInstanceOf(AsynchronousCloseException.class);
        assertThat(end.flag).isFalse();
    }

    @Test
    void onlyACloseEndsTheStallOfAStream() throws Exception {
        PeerScript script = PeerScript.inPiecesOf(2).stallsAfter(1);
        ScriptedStream in = new ScriptedStream(FIVE, script);
        ScriptedOutputStream out = new ScriptedOutputStream(script);
        End read =
                endOf(
                        () -> in.readNBytes(5),
                        thread -> {
                            thread.interrupt();
                            close(in);
                        });
        End write =
                endOf(
                        () -> out.write(FIVE),
                        thread -> {
                            thread.interrupt();
                            close(out);
                        });
        assertThat(List.of(read, write))
                .allSatisfy(
                        end -> {
                            assertThat(end.thrown).hasMessage("Stream closed");
                            assertThat(end.flag).isTrue();
                        });
        assertThat(out.written()).containsExactly(1);
    }

    @Test
    void onlyACloseEndsTheWaitOfADeafStream() throws Exception {
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        DeafStream stream = new DeafStream(new byte[] {7});
        assertThat(stream.read()).isEqualTo(7);
        Thread reader =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    Thread.currentThread().interrupt();
                                    Throwable thrown = catchThrowable(stream::read);
                                    flag.complete(
                                            thrown instanceof IOException
                                                    && Thread.currentThread().isInterrupted());
                                });
        while (reader.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(flag).isNotDone();
        stream.close();
        assertThat(flag.get()).isTrue();
    }
}
