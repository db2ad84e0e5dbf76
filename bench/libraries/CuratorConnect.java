import cancelsafe.lab.real.LibraryDriver;

import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;

import java.util.concurrent.TimeUnit;

/** A thread waits for a connection to a server that does not exist, for 500 ms. */
public final class CuratorConnect implements LibraryDriver {
    private CuratorFramework client;

    @Override
    public void before() {
        client = CuratorFrameworkFactory.newClient("127.0.0.1:1", new RetryOneTime(100));
        client.start();
    }

    @Override
    public void body() throws InterruptedException {
        client.blockUntilConnected(500, TimeUnit.MILLISECONDS);
    }

    @Override
    public void after() {
        client.close();
    }
}
