import cancelsafe.lab.real.Ended;
import cancelsafe.lab.real.LibraryDriver;

import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

import java.io.IOException;

/** A thread waits for the answer of a slow server. */
public final class OkHttpGet implements LibraryDriver {
    private final OkHttpClient client = new OkHttpClient();
    private SlowServer server;

    @Override
    public void before() throws IOException {
        server = new SlowServer();
    }

    @Override
    public void body() throws IOException {
        get();
    }

    private void get() throws IOException {
        Request request = new Request.Builder().url(server.address()).build();
        try (Response response = client.newCall(request).execute()) {
            response.code();
        }
    }

    @Override
    public void check(Ended ended) throws IOException {
        get();
    }

    @Override
    public void after() {
        client.dispatcher().executorService().shutdown();
        server.close();
    }
}
