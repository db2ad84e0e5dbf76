import cancelsafe.lab.real.Ended;
import cancelsafe.lab.real.LibraryDriver;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPool;
import redis.clients.jedis.JedisPoolConfig;

import java.io.IOException;
import java.time.Duration;

/** A pool of one connection, which another thread holds until the body waits. */
public final class JedisFull implements LibraryDriver {
    private RedisServer server;
    private JedisPool pool;
    private Thread holder;

    @Override
    public void before() throws IOException {
        server = new RedisServer();
        JedisPoolConfig config = new JedisPoolConfig();
        config.setMaxTotal(1);
        config.setMaxWait(Duration.ofSeconds(10));
        pool = new JedisPool(config, "127.0.0.1", server.port());
        Jedis held = pool.getResource();
        holder =
                new Thread(
                        () -> {
                            Hold.untilBodyWaits();
                            held.close();
                        });
        holder.start();
    }

    @Override
    public void body() {
        pool.getResource().close();
    }

    @Override
    public void check(Ended ended) throws InterruptedException {
        holder.join();
        pool.getResource().close();
    }

    @Override
    public void after() throws IOException {
        pool.close();
        server.close();
    }
}
