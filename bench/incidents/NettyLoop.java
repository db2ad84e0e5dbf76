import cancelsafe.lab.real.LibraryDriver;

import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;

import java.util.concurrent.TimeUnit;

/** An event loop has nothing to do for a while; its thread, not the caller's, is interrupted. */
public final class NettyLoop implements LibraryDriver {
    private final NioEventLoopGroup group =
            new NioEventLoopGroup(1, new DefaultThreadFactory("loop"));

    @Override
    public void body() throws InterruptedException {
        group.next().submit(() -> {}).sync();
        group.next().schedule(() -> {}, 300, TimeUnit.MILLISECONDS).sync();
    }

    @Override
    public void after() {
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }
}
