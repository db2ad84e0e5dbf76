package demo;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.junit.CancelEverywhere;

import java.util.List;

class PoolTest {
    private final Pool pool = new Pool(List.of(() -> Thread.sleep(20))); // one connection

    private void use() throws Exception {
        Connection connection = pool.borrow();
        try {
            Thread.sleep(100); // a query
        } finally {
            pool.giveBack(connection);
        }
    }

    @CancelEverywhere
    void eachConnectionComesBack(Attempt attempt) {
        attempt.watch("idle", pool::idle)
                .invariant("the connection is idle", () -> pool.idle() == 1)
                .run(this::use);
    }
}
