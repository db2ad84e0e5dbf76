package select;

import cancelsafe.given.Feed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Consumer;

/** From hand to hand, without a buffer: who cannot hand on keeps what it has. */
public class MergeNotRace {
    public void merge(Feed a, Feed b, int count, Consumer<String> out, Consumer<String> leftover)
            throws InterruptedException {
        List<String> inHandA = new ArrayList<>(1);
        List<String> inHandB = new ArrayList<>(1);
        BlockingQueue<String> hands = new SynchronousQueue<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                executor.submit(() -> pass(a, hands, inHandA));
                executor.submit(() -> pass(b, hands, inHandB));
                for (int emitted = 0; emitted < count; emitted++) {
                    out.accept(hands.take());
                }
            } finally {
                executor.shutdownNow();
            }
        } finally {
            inHandA.forEach(leftover);
            inHandB.forEach(leftover);
        }
    }

    private static Void pass(Feed feed, BlockingQueue<String> hands, List<String> inHand)
            throws InterruptedException {
        while (true) {
            inHand.add(feed.next());
            hands.put(inHand.getFirst()); // an exception says that nobody has taken it
            inHand.clear();
        }
    }
}
