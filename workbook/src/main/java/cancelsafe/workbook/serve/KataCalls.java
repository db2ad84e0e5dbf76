package cancelsafe.workbook.serve;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.site.story.Points;
import cancelsafe.workbook.judge.Verdict;
import cancelsafe.workbook.reader.AnswerFile;
import cancelsafe.workbook.reader.AnswerFile.Content;
import cancelsafe.workbook.reader.AnswerFile.Replaced;
import cancelsafe.workbook.reader.Progress;
import cancelsafe.workbook.screen.Sentence;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The katas, and the reader's answers to them.
 *
 * <ul>
 *   <li>{@code answer}, {@code {"kata": ID}}: {@code {"file": PATH, "text": TEXT, "version":
 *       HASH}}, what the reader's file holds.
 *   <li>{@code judge}, {@code {"kata": ID, "text": TEXT, "version": HASH}}: puts the text into the
 *       file and begins to judge it; the answer is {@code {"saved": {"text": .., "version": ..}}}.
 *       If the file has no longer the version that the page has read, nothing is written or judged,
 *       and the answer is {@code {"changed": {"text": .., "version": ..}}}.
 *   <li>{@code reset}, {@code {"kata": ID}}: restores the starting point and keeps a copy of the
 *       answer; {@code {"text": .., "version": .., "kept": PATH or null}}.
 *   <li>{@code events}, {@code {}}: the {@link News}, one item a line, until the page goes away; a
 *       verdict is a {@link PageVerdict}.
 * </ul>
 */
final class KataCalls {
    /** So often a page that hears nothing gets an empty line. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private final Supplier<Book> book;
    private final Progress progress;
    private final Judging judging;
    private final News news;
    private final Points points;

    private record Named(String kata) {}

    private record Own(String file, String text, String version) {}

    private record Edited(String kata, String text, String version) {}

    private record Saved(Content saved) {}

    private record Changed(Content changed) {}

    private record Judged(PageVerdict verdict) {}

    private record Reset(String text, String version, @Nullable String kept) {}

    KataCalls(Supplier<Book> book, Progress progress, Judging judging, News news) {
        this.book = book;
        this.progress = progress;
        this.judging = judging;
        this.news = news;
        this.points = new Points(book.get().root());
    }

    /** Its routes, by name. */
    Map<String, LiveApi.Route> routes() {
        return Map.of(
                "answer", this::answer,
                "judge", this::judge,
                "reset", this::reset,
                "events", this::events);
    }

    private Kata kata(@Nullable String id) throws Refusal {
        return book.get()
                .kata(id == null ? "" : id)
                .orElseThrow(() -> new Refusal(404, "The book has no kata of this name."));
    }

    private void answer(Call call) throws IOException, Refusal {
        Kata kata = kata(call.body(Named.class).kata);
        Content content = new AnswerFile(kata).read();
        Path file = book.get().root().relativize(kata.exercise());
        call.answer(200, new Own(file.toString(), content.text(), content.version()));
    }

    @SuppressWarnings("ConstantValue") // what a page sends may lack anything
    private void judge(Call call) throws IOException, Refusal {
        Edited edited = call.body(Edited.class);
        Kata kata = kata(edited.kata);
        if (edited.text == null || edited.version == null) {
            throw new Refusal(400, "The text or its version is missing.");
        }
        switch (new AnswerFile(kata).replace(edited.text, edited.version)) {
            case Replaced.Changed(Content there) -> call.answer(200, new Changed(there));
            case Replaced.Done(Content now, boolean written) -> {
                call.answer(200, new Saved(now));
                judging.judge(kata, written);
            }
        }
    }

    private void reset(Call call) throws IOException, Refusal {
        Kata kata = kata(call.body(Named.class).kata);
        judging.cancel();
        String kept = progress.reset(kata).map(progress::describe).orElse(null);
        Content content = new AnswerFile(kata).read();
        news.forgetVerdict();
        call.answer(200, new Reset(content.text(), content.version(), kept));
        news.progressed();
    }

    /** An item as the page gets it: a verdict is made into rows and HTML for it. */
    private Object json(News.Item item) {
        if (!(item instanceof News.Judged(Kata kata, Verdict verdict, Content content))) {
            return item;
        }
        synchronized (points) {
            try {
                return new Judged(PageVerdict.of(kata, verdict, content, points));
            } catch (IOException e) {
                return new News.NotJudged(kata.id(), Sentence.of(e));
            }
        }
    }

    private void events(Call call) throws IOException, InterruptedException, Refusal {
        try (News.Subscription subscription = news.subscribe();
                Call.Lines lines = call.lines()) {
            while (true) {
                News.Item item = subscription.next(HEARTBEAT);
                if (item == null) {
                    lines.heartbeat();
                } else {
                    lines.write(json(item));
                }
            }
        }
    }
}
