import cancelsafe.lab.real.LibraryDriver;
import cancelsafe.lab.real.RealThreads;

import com.rabbitmq.utility.BlockingCell;

/** A thread waits for the reply to a call, in the class in which the client waits for replies. */
public final class RpcReply implements LibraryDriver {
    private final BlockingCell<String> reply = new BlockingCell<>();
    private Thread broker;

    @Override
    public void before() {
        broker = new Thread(this::answer);
        broker.start();
    }

    private void answer() {
        try {
            RealThreads.awaitBody();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        reply.set("ok");
    }

    @Override
    public void body() {
        reply.uninterruptibleGet();
    }

    @Override
    public void after() throws InterruptedException {
        broker.join();
    }
}
