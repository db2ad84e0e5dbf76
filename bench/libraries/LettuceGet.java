import cancelsafe.lab.real.Ended;
import cancelsafe.lab.real.LibraryDriver;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;

import java.io.IOException;
import java.time.Duration;

/** A thread waits for the value of a key, on a connection that it shares. */
public final class LettuceGet implements LibraryDriver {
    private RedisServer server;
    private RedisClient client;
    private StatefulRedisConnection<String, String> connection;

    @Override
    public void before() throws IOException {
        server = new RedisServer();
        client = RedisClient.create(RedisURI.create("127.0.0.1", server.port()));
        connection = client.connect();
    }

    @Override
    public void body() {
        connection.sync().get("key");
    }

    @Override
    public void check(Ended ended) {
        connection.sync().get("key");
    }

    @Override
    public void after() throws IOException {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        server.close();
    }
}
