import cancelsafe.lab.real.LibraryDriver;

import org.eclipse.jetty.client.HttpClient;

/** A thread waits for the answer of a slow server. */
public final class JettyGet implements LibraryDriver {
    private final HttpClient client = new HttpClient();
    private SlowServer server;

    @Override
    public void before() throws Exception {
        server = new SlowServer();
        client.start();
    }

    @Override
    public void body() throws Exception {
        client.GET(server.address());
    }

    @Override
    public void after() throws Exception {
        client.stop();
        server.close();
    }
}
