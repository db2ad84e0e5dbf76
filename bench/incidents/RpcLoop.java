import cancelsafe.lab.real.LibraryDriver;
import cancelsafe.lab.real.RealThreads;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Consumer;
import com.rabbitmq.client.RpcServer;
import com.rabbitmq.client.ShutdownSignalException;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/** A server waits for its first request; after a while its channel is closed. */
public final class RpcLoop implements LibraryDriver {
    private final AtomicReference<Consumer> consumer = new AtomicReference<>();
    private RpcServer server;
    private Thread closing;

    @Override
    public void before() throws IOException {
        server = new RpcServer(channel(), "requests");
        closing = new Thread(this::close);
        closing.start();
    }

    /** A channel without a broker, which keeps the consumer that is registered. */
    private Channel channel() {
        return (Channel)
                Proxy.newProxyInstance(
                        Channel.class.getClassLoader(),
                        new Class<?>[] {Channel.class},
                        (proxy, method, arguments) -> {
                            if (arguments != null) {
                                Arrays.stream(arguments)
                                        .filter(Consumer.class::isInstance)
                                        .forEach(c -> consumer.set((Consumer) c));
                            }
                            return method.getReturnType() == String.class ? "tag" : null;
                        });
    }

    private void close() {
        try {
            RealThreads.awaitBody();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        consumer.get()
                .handleShutdownSignal("tag", new ShutdownSignalException(false, true, null, null));
    }

    @Override
    public void body() throws IOException {
        server.mainloop();
    }

    @Override
    public void after() throws InterruptedException {
        closing.join();
    }
}
