import cancelsafe.lab.real.LibraryDriver;
import cancelsafe.lab.real.Ended;
import cancelsafe.lab.real.RealThreads;

import org.apache.commons.pool.BasePoolableObjectFactory;
import org.apache.commons.pool.impl.GenericObjectPool;

/** A pool of one object, which another thread holds until it is waited for. */
public final class PoolOfOne implements LibraryDriver {
    private final GenericObjectPool pool =
            new GenericObjectPool(
                    new BasePoolableObjectFactory() {
                        @Override
                        public Object makeObject() {
                            return new Object();
                        }
                    },
                    1,
                    GenericObjectPool.WHEN_EXHAUSTED_BLOCK,
                    1000);

    private Thread holder;

    @Override
    public void before() throws Exception {
        Object held = pool.borrowObject();
        holder =
                new Thread(
                        () -> {
                            try {
                                RealThreads.awaitBody();
                                pool.returnObject(held);
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        });
        holder.start();
    }

    @Override
    public void body() throws Exception {
        pool.returnObject(pool.borrowObject());
    }

    @Override
    public void check(Ended ended) throws Exception {
        holder.join();
        pool.returnObject(pool.borrowObject());
    }
}
