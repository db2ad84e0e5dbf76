import cancelsafe.lab.real.LibraryDriver;
import cancelsafe.lab.real.RealThreads;

import net.schmizz.concurrent.Promise;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.common.LoggerFactory;

import java.util.concurrent.TimeUnit;

/** A thread waits for the reply of a server, in the class in which the client waits for replies. */
public final class SshPromise implements LibraryDriver {
    private final Promise<String, TransportException> reply =
            new Promise<>("reply", TransportException.chainer, LoggerFactory.DEFAULT);
    private Thread server;

    @Override
    public void before() {
        server = new Thread(this::answer);
        server.start();
    }

    private void answer() {
        try {
            RealThreads.awaitBody();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        reply.deliver("ok");
    }

    @Override
    public void body() throws TransportException {
        reply.retrieve(10, TimeUnit.SECONDS);
    }

    @Override
    public void after() throws InterruptedException {
        server.join();
    }
}
