package cancelsafe.workbook.serve;

import cancelsafe.book.Book;
import cancelsafe.book.BookException;
import cancelsafe.book.Chapter;
import cancelsafe.site.Site;
import cancelsafe.site.SiteReport;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * The pages of a book that is being written: set again as soon as a file changes that they show. A
 * change in one chapter's text, programs, tables or figures sets one page; any other, all of them.
 */
public final class LivePages {
    private static final List<String> SHOWN = List.of("chapters", "exercises/start", "solutions");

    /** What belongs to a chapter, and is shown elsewhere too. */
    private static final Set<String> SHOWN_ELSEWHERE = Set.of("katas.yaml", "stories");

    /** Editors that save in several steps do so within this time. */
    private static final Duration SETTLED = Duration.ofMillis(20);

    private final Path root;
    private final Path folder;
    private final Consumer<String> told;
    private volatile Book book;
    private Site site;
    private long version;
    private volatile LongConsumer rewritten = _ -> {};

    /**
     * Pages that are built already.
     *
     * @param folder where they lie
     * @param told takes what is wrong with a page that was set again, a sentence at a time
     */
    public LivePages(Book book, Path folder, Consumer<String> told) {
        this.root = book.root();
        this.folder = folder;
        this.told = told;
        this.book = book;
        this.site = Site.open(book, folder);
    }

    /** The book as it was read last. */
    Book book() {
        return book;
    }

    /** Where they lie. */
    Path folder() {
        return folder;
    }

    /** Has {@code listener} told of each version after this one, on the thread of the watch. */
    void onChange(LongConsumer listener) {
        rewritten = listener;
    }

    /** Looks at the files, and sets pages again, until it is interrupted. */
    public void watch() throws InterruptedException, IOException {
        try (WatchService system = root.getFileSystem().newWatchService()) {
            register(system);
            while (true) {
                Set<Path> changed = changes(system.take());
                for (WatchKey key = next(system); key != null; key = next(system)) {
                    changed.addAll(changes(key));
                }
                changed.removeIf(Files::isDirectory);
                if (!changed.isEmpty()) {
                    setAgain(changed);
                    register(system);
                }
            }
        }
    }

    private void register(WatchService system) throws IOException {
        for (String shown : SHOWN) {
            Path top = root.resolve(shown);
            if (Files.isDirectory(top)) {
                try (Stream<Path> all = Files.walk(top)) {
                    for (Path each : all.filter(Files::isDirectory).toList()) {
                        each.register(
                                system,
                                StandardWatchEventKinds.ENTRY_CREATE,
                                StandardWatchEventKinds.ENTRY_DELETE,
                                StandardWatchEventKinds.ENTRY_MODIFY);
                    }
                }
            }
        }
    }

    private static @Nullable WatchKey next(WatchService system) throws InterruptedException {
        return system.poll(SETTLED.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Set<Path> changes(WatchKey key) {
        Set<Path> changed = new HashSet<>();
        for (WatchEvent<?> event : key.pollEvents()) {
            if (key.watchable() instanceof Path in && event.context() instanceof Path name) {
                changed.add(in.resolve(name));
            }
        }
        key.reset();
        return changed;
    }

    private void setAgain(Set<Path> changed) {
        try {
            Optional<Chapter> one = onlyChapter(changed);
            if (one.isEmpty()) {
                book = Book.read(root);
                site = Site.open(book, folder);
            }
            SiteReport report = one.isEmpty() ? site.write() : site.render(one.get());
            report.problems().forEach(told);
        } catch (BookException e) {
            told.accept(String.valueOf(e.getMessage()));
            return;
        }
        version++;
        rewritten.accept(version);
    }

    /**
     * The one chapter whose own page shows what has changed. The contents and the cover, which
     * repeat its headings, follow when all pages are set again.
     */
    private Optional<Chapter> onlyChapter(Set<Path> changed) {
        return book.chapters().stream()
                .filter(Chapter::hasText)
                .filter(chapter -> changed.stream().allMatch(file -> isOf(chapter, file)))
                .findFirst();
    }

    private boolean isOf(Chapter chapter, Path file) {
        Path own = root.resolve("chapters").resolve(chapter.folder());
        return file.startsWith(own)
                && !SHOWN_ELSEWHERE.contains(String.valueOf(own.relativize(file).getName(0)));
    }
}
