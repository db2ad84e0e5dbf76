package cancelsafe.given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;

/** Peers and clocks that do as the script says. */
class ScriptsTest {
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
    void aDeafStreamHearsNoInterruptButItsClose() throws Exception {
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

    @Test
    void aFakeClockGoesOnlyWhenItIsToldTo() {
        FakeClock clock = new FakeClock(Instant.EPOCH);
        var elsewhere = clock.withZone(ZoneId.of("Asia/Tokyo"));
        clock.advance(Duration.ofHours(1));
        assertThat(elsewhere.instant()).isEqualTo(Instant.EPOCH.plus(Duration.ofHours(1)));
        assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
