import cancelsafe.lab.real.LibraryDriver;
import cancelsafe.lab.real.RealThreads;

import com.getsentry.raven.connection.AsyncConnection;
import com.getsentry.raven.connection.Connection;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A connection is closed, and waits for the event that is being sent. */
public final class RavenClose implements LibraryDriver {
    private final ExecutorService sender = Executors.newSingleThreadExecutor();
    private AsyncConnection connection;

    @Override
    public void before() {
        Connection actual =
                (Connection)
                        Proxy.newProxyInstance(
                                Connection.class.getClassLoader(),
                                new Class<?>[] {Connection.class},
                                (proxy, method, arguments) -> null);
        connection = new AsyncConnection(actual, sender, false, 10_000);
        sender.execute(RavenClose::send);
    }

    private static void send() {
        try {
            RealThreads.awaitBody();
        } catch (InterruptedException e) {
            // the connection may stop its sender
        }
    }

    @Override
    public void body() throws IOException {
        connection.close();
    }
}
