import cancelsafe.lab.real.LibraryDriver;

import io.netty.util.concurrent.DefaultEventExecutor;

import java.util.concurrent.TimeUnit;

/** A thread waits for a future of an event loop, which is complete after 200 ms. */
public final class NettySync implements LibraryDriver {
    private final DefaultEventExecutor loop = new DefaultEventExecutor();

    @Override
    public void body() throws InterruptedException {
        loop.schedule(() -> {}, 200, TimeUnit.MILLISECONDS).sync();
    }

    @Override
    public void after() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }
}
