package cancelsafe.site;

import cancelsafe.book.Book;
import cancelsafe.book.BookException;
import cancelsafe.book.Chapter;
import cancelsafe.book.Coverage;
import cancelsafe.book.Glossary;
import cancelsafe.book.Kata;
import cancelsafe.book.Snippet;
import cancelsafe.book.Wording;
import cancelsafe.site.chapter.Typesetter;
import cancelsafe.site.page.Adversary;
import cancelsafe.site.page.ChapterPage;
import cancelsafe.site.page.Contents;
import cancelsafe.site.page.CoverPage;
import cancelsafe.site.page.IdeasPage;
import cancelsafe.site.page.KataPage;
import cancelsafe.site.page.WholeBook;
import cancelsafe.site.story.Points;
import cancelsafe.site.story.RecordedStory;
import cancelsafe.site.story.Scrub;
import cancelsafe.site.story.StoryScript;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Builds the pages of the book. A single chapter can be set again while its author writes. Not for
 * several threads.
 */
public final class Site {
    /** Lies in every folder that was written here; no other folder is emptied. */
    private static final String MARK = ".cancel-safe-java-site";

    private static final List<String> ASSETS =
            List.of(
                    "site.css",
                    "site.js",
                    "search.js",
                    "tables.js",
                    "theme.js",
                    "scrubber.css",
                    "scrubber.js",
                    "adversary.js",
                    "card.png",
                    "fonts/serif-400.woff2",
                    "fonts/serif-400-italic.woff2",
                    "fonts/serif-600.woff2",
                    "fonts/sans-400.woff2",
                    "fonts/sans-600.woff2",
                    "fonts/mono-400.woff2",
                    "fonts/source-serif-4-LICENSE.txt",
                    "fonts/inter-LICENSE.txt",
                    "fonts/jetbrains-mono-LICENSE.txt");

    /** What a browser need not load: lines that are comments, and the space before the others. */
    private static final Pattern UNSHOWN =
            Pattern.compile("(?m)^ *(?:// .*|/\\*\\*? [^*]* \\*/)\n|^ +");

    private final Book book;
    private final Path out;
    private final Points points;
    private final Typesetter typesetter;

    private Site(Book book, Path out) {
        this.book = book;
        this.out = out;
        this.points = new Points(book.root());
        this.typesetter = new Typesetter(book, points);
    }

    /**
     * Opens a site without writing anything.
     *
     * @param out the folder that the pages go to
     */
    public static Site open(Book book, Path out) {
        return new Site(book, out.toAbsolutePath().normalize());
    }

    /**
     * Builds all pages; what an earlier build left in the folder is replaced.
     *
     * @throws BookException if the folder holds something else
     * @throws UncheckedIOException if it cannot be written
     */
    public static SiteReport build(Book book, Path out) {
        refuseForeign(out);
        return open(book, out).write();
    }

    /**
     * Writes all pages; what an earlier build left in the folder is replaced.
     *
     * @throws BookException if the folder holds something else
     * @throws UncheckedIOException if it cannot be written
     */
    public SiteReport write() {
        refuseForeign(out);
        try {
            clear();
            return writeAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sets one chapter again, after {@link #write}. Its text and the sources of its snippets are
     * read anew; its katas and the list of its snippets are those of the book.
     *
     * @return the one page and what is wrong with it
     * @throws UncheckedIOException if it cannot be read or written
     */
    public SiteReport render(Chapter chapter) {
        try {
            Typesetter.Text text = typesetter.set(chapter);
            Path page =
                    page(chapter.folder() + ".html", new ChapterPage(book, chapter, text).html());
            List<String> problems = new ArrayList<>(text.problems());
            problems.addAll(new Links(out).dead(List.of(page)));
            return new SiteReport(List.of(page), List.copyOf(problems));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refuseForeign(Path out) {
        if (!Files.isDirectory(out) || Files.exists(out.resolve(MARK))) {
            return;
        }
        try (Stream<Path> there = Files.list(out)) {
            if (there.findAny().isPresent()) {
                throw new BookException(
                        "The folder "
                                + out
                                + " contains files that do not belong to this book; name an empty"
                                + " folder.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void clear() throws IOException {
        if (Files.isDirectory(out)) {
            try (Stream<Path> old = Files.walk(out)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    if (!path.equals(out)) {
                        Files.delete(path);
                    }
                }
            }
        }
        Files.createDirectories(out);
        Files.writeString(
                out.resolve(MARK),
                "kata site wrote this folder; the next run of kata site deletes its content\n");
    }

    private SiteReport writeAll() throws IOException {
        List<Path> pages = new ArrayList<>();
        List<String> problems = new ArrayList<>(Glossary.of(book).problems());
        problems.addAll(Wording.problems(book));
        for (String asset : ASSETS) {
            copy(asset, "assets/" + asset);
            if (asset.endsWith(".woff2")) {
                copy(asset, "kata/" + asset); // Firefox takes none from beside a page's own folder
                copy(asset, "adversary/" + asset);
            }
        }
        Thread.startVirtualThread(Typesetter::warmUp); // on the other core
        points.learn(answers());
        points.learn(book.snippets().stream().map(Snippet::source).toList());
        writeStories();
        Map<Chapter, Typesetter.Text> texts = new LinkedHashMap<>();
        for (Chapter chapter : book.chapters()) {
            if (chapter.hasText()) {
                texts.put(chapter, typesetter.set(chapter));
            }
        }
        Contents contents = new Contents(book, texts);
        Adversary adversary = new Adversary(book, points);
        SearchIndex index = new SearchIndex();
        WholeBook whole = new WholeBook(book);
        IdeasPage ideas = new IdeasPage(book, Coverage.of(book));
        pages.add(page("index.html", new CoverPage(book, points, contents, adversary).html()));
        pages.add(page(Contents.PAGE, contents.html()));
        texts.forEach(
                (chapter, text) -> {
                    problems.addAll(text.problems());
                    index.add(chapter, text);
                    whole.add(chapter, text);
                    ideas.add(chapter, text);
                });
        for (Map.Entry<Chapter, Typesetter.Text> chapter : texts.entrySet()) {
            ChapterPage page = new ChapterPage(book, chapter.getKey(), chapter.getValue());
            pages.add(page(chapter.getKey().folder() + ".html", page.html()));
        }
        for (Kata kata : book.katas()) {
            KataPage page = new KataPage(book, kata, points, contents, adversary.has(kata));
            pages.add(page("kata/" + kata.id() + ".html", page.html()));
            problems.addAll(page.problems());
            index.add(kata);
            whole.add(kata, page);
        }
        pages.add(page(IdeasPage.NAME, ideas.html()));
        for (Map.Entry<String, String> page : adversary.pages().entrySet()) {
            pages.add(page(page.getKey(), page.getValue()));
        }
        page("assets/index.js", index.script());
        page("assets/contents.js", contents.script());
        Path all = page("book.html", whole.html());
        Links links = new Links(out);
        problems.addAll(links.dead(pages));
        if (problems.isEmpty()) { // it would tell them all again
            problems.addAll(links.dead(List.of(all)));
        }
        pages.add(all);
        return new SiteReport(List.copyOf(pages), List.copyOf(problems));
    }

    private List<Path> answers() {
        return book.katas().stream()
                .flatMap(
                        kata ->
                                Stream.of(
                                                Stream.of(Kata.START, Kata.REFERENCE),
                                                kata.right().keySet().stream(),
                                                kata.wrong().keySet().stream())
                                        .flatMap(names -> names)
                                        .map(kata::answer))
                .filter(Files::exists)
                .toList();
    }

    private void writeStories() throws IOException {
        for (Kata kata : book.katas()) {
            for (RecordedStory story : RecordedStory.all(kata)) {
                page(Scrub.path(story), StoryScript.of(story));
            }
        }
    }

    private void copy(String asset, String to) throws IOException {
        Path target = out.resolve(to);
        Files.createDirectories(target.getParent());
        try (InputStream in =
                Objects.requireNonNull(Site.class.getResourceAsStream("assets/" + asset), asset)) {
            if (asset.endsWith(".js") || asset.endsWith(".css")) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                Files.writeString(target, UNSHOWN.matcher(text).replaceAll(""));
            } else {
                Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path page(String name, String html) throws IOException {
        Path page = out.resolve(name);
        Files.createDirectories(page.getParent());
        Files.writeString(page, html);
        return page;
    }
}
