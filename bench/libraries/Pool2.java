import cancelsafe.lab.real.Ended;
import cancelsafe.lab.real.LibraryDriver;

import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;

import java.time.Duration;

/** A pool of one object, which another thread holds until the body waits. */
public final class Pool2 implements LibraryDriver {
    private final GenericObjectPool<Object> pool =
            new GenericObjectPool<>(
                    new BasePooledObjectFactory<>() {
                        @Override
                        public Object create() {
                            return new Object();
                        }

                        @Override
                        public PooledObject<Object> wrap(Object object) {
                            return new DefaultPooledObject<>(object);
                        }
                    });

    private Thread holder;

    @Override
    public void before() throws Exception {
        pool.setMaxTotal(1);
        pool.setMaxWait(Duration.ofSeconds(10));
        Object held = pool.borrowObject();
        holder = new Thread(() -> giveBack(held));
        holder.start();
    }

    private void giveBack(Object held) {
        Hold.untilBodyWaits();
        pool.returnObject(held);
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

    @Override
    public void after() {
        pool.close();
    }
}
