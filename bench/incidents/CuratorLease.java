import cancelsafe.lab.real.Ended;
import cancelsafe.lab.real.LibraryDriver;
import cancelsafe.lab.real.RealThreads;

import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.locks.InterProcessSemaphoreV2;
import org.apache.curator.framework.recipes.locks.Lease;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.test.TestingServer;

/** A semaphore of one lease, which another thread holds until it is waited for. */
public final class CuratorLease implements LibraryDriver {
    private TestingServer server;
    private CuratorFramework client;
    private Thread holder;

    private InterProcessSemaphoreV2 semaphore() {
        return new InterProcessSemaphoreV2(client, "/semaphore", 1);
    }

    @Override
    public void before() throws Exception {
        server = new TestingServer();
        client =
                CuratorFrameworkFactory.newClient(
                        server.getConnectString(), new RetryOneTime(100));
        client.start();
        InterProcessSemaphoreV2 semaphore = semaphore();
        Lease held = semaphore.acquire();
        holder = new Thread(() -> giveBack(semaphore, held));
        holder.start();
    }

    private static void giveBack(InterProcessSemaphoreV2 semaphore, Lease held) {
        try {
            RealThreads.awaitBody();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        semaphore.returnLease(held);
    }

    @Override
    public void body() throws Exception {
        InterProcessSemaphoreV2 semaphore = semaphore();
        semaphore.returnLease(semaphore.acquire());
    }

    @Override
    public void check(Ended ended) throws Exception {
        holder.join();
        int leases = client.getChildren().forPath("/semaphore/leases").size();
        if (leases > 0) {
            throw new AssertionError("no thread holds a lease, and the server knows " + leases);
        }
    }

    @Override
    public void after() throws Exception {
        client.close();
        server.close();
    }
}
