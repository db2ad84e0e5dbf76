import cancelsafe.lab.real.LibraryDriver;
import cancelsafe.lab.real.Ended;
import cancelsafe.lab.real.RealThreads;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A producer is closed while its own thread waits for an answer. The broker does not answer, and
 * closes the connection when {@code close} waits for that thread.
 */
public final class ProducerClose implements LibraryDriver {
    private final CountDownLatch asked = new CountDownLatch(1);
    private KafkaProducer<String, String> producer;
    private Thread broker;

    @Override
    public void before() throws Exception {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        broker = new Thread(() -> accept(server));
        broker.start();
        producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                "127.0.0.1:" + server.getLocalPort(),
                                "metadata.max.age.ms",
                                "0"),
                        new StringSerializer(),
                        new StringSerializer());
        asked.await();
    }

    private void accept(ServerSocket server) {
        try (server;
                Socket client = server.accept()) {
            client.getInputStream().read();
            asked.countDown();
            RealThreads.awaitBody();
        } catch (InterruptedException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void body() {
        producer.close();
    }

    @Override
    public void check(Ended ended) throws InterruptedException {
        broker.join();
    }
}
