package cost;

import org.openjdk.jol.info.ClassLayout;
import org.openjdk.jol.info.GraphLayout;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/** Bytes of an object, and of all that it alone holds, tab-separated. */
public final class Sizes {
    /** JOL cannot look into a lambda. */
    private static final class Work implements Runnable, Callable<Integer> {
        @Override
        public void run() {}

        @Override
        public Integer call() {
            return 1;
        }
    }

    private Sizes() {}

    /** Prints the table. */
    public static void main(String[] arguments) {
        Token registered = new Token(null);
        registered.register(new Work());
        System.out.println("what\tobject\twith what it holds");
        print("AtomicBoolean", new AtomicBoolean());
        print("token without a parent", new Token(null));
        print("token with one callback", registered);
        print("CompletableFuture", new CompletableFuture<>());
        print("FutureTask", new FutureTask<>(new Work()));
        print("CountDownLatch", new CountDownLatch(1));
    }

    private static void print(String what, Object object) {
        System.out.printf(
                "%s\t%d\t%d%n",
                what,
                ClassLayout.parseInstance(object).instanceSize(),
                GraphLayout.parseInstance(object).totalSize());
    }
}
