package cancelsafe.workbook.serve;

import cancelsafe.book.Kata;
import cancelsafe.workbook.judge.Verdict;
import cancelsafe.workbook.reader.AnswerFile.Content;
import cancelsafe.workbook.reader.Progress;
import cancelsafe.workbook.reader.State;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What open pages learn at once: verdicts, progress, and that the pages have changed. */
public final class News {
    private static final int MOST_WAITING = 64;

    private final Progress progress;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private volatile @Nullable Judged last;

    /** A piece of news. */
    sealed interface Item {}

    /** An answer to this kata is being judged. */
    record Begun(String judging) implements Item {}

    /** There is a verdict on what the file of the answer held. */
    record Judged(Kata kata, Verdict verdict, Content content) implements Item {}

    /** There is no verdict on the answer to a kata, and why. */
    record NotJudged(String notJudged, String why) implements Item {}

    /**
     * How far the reader is.
     *
     * @param progress by id of the kata
     * @param current id of the kata that the reader is at
     * @param number of that kata
     */
    record Reached(Map<String, State> progress, String current, String number) implements Item {}

    /** The pages are another version than they were. */
    record Rewritten(long pages) implements Item {}

    /** News of a reader's progress. Nobody is subscribed. */
    public News(Progress progress) {
        this.progress = progress;
    }

    /** Tells that an answer is being judged. */
    public void judging(Kata kata) {
        spread(new Begun(kata.id()));
    }

    /** Tells of a verdict on what the file of the answer held. */
    public void judged(Kata kata, Verdict verdict, Content content) {
        Judged judged = new Judged(kata, verdict, content);
        last = judged;
        spread(judged);
    }

    /** Tells that there is no verdict. */
    public void notJudged(Kata kata, String why) {
        spread(new NotJudged(kata.id(), why));
    }

    /** Pages that are opened later are not told of the last verdict any more. */
    void forgetVerdict() {
        last = null;
    }

    /** Tells how far the reader is now. */
    public void progressed() throws IOException {
        if (!subscriptions.isEmpty()) {
            spread(reached());
        }
    }

    private Reached reached() throws IOException {
        Kata current = progress.current();
        return new Reached(progress.states(), current.id(), current.number());
    }

    /** Tells that the pages have changed. */
    void rewritten(long version) {
        spread(new Rewritten(version));
    }

    private void spread(Item item) {
        subscriptions.forEach(s -> s.add(item));
    }

    /** Subscribes; the first items are the progress and the last verdict, if there is one. */
    Subscription subscribe() throws IOException {
        Subscription subscription = new Subscription();
        subscription.add(reached());
        Judged known = last;
        if (known != null) {
            subscription.add(known);
        }
        subscriptions.add(subscription);
        return subscription;
    }

    /** The news for one page, until it is closed. */
    final class Subscription implements AutoCloseable {
        private final BlockingQueue<Item> items = new LinkedBlockingQueue<>(MOST_WAITING);

        /** A page that is so far behind misses the oldest. */
        private void add(Item item) {
            while (!items.offer(item)) {
                items.poll();
            }
        }

        /** Waits for the next item; null if there is none after this time. */
        @Nullable Item next(Duration most) throws InterruptedException {
            return items.poll(most.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            subscriptions.remove(this);
        }
    }
}
