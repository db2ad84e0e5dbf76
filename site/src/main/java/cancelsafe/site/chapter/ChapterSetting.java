package cancelsafe.site.chapter;

import cancelsafe.book.Book;
import cancelsafe.book.Chapter;
import cancelsafe.book.Glossary;
import cancelsafe.book.Snippet;
import cancelsafe.site.listing.DataTable;
import cancelsafe.site.listing.Excerpt;
import cancelsafe.site.story.Points;

import org.asciidoctor.log.LogRecord;
import org.asciidoctor.log.Severity;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** One chapter while it is set: its text, what its macros need, and what is wrong with it. */
final class ChapterSetting {
    private final Book book;
    private final Points points;
    private final Chapter chapter;
    private final String source;
    private final List<String> lines;
    private final Map<String, Excerpt> excerpts = new HashMap<>();
    private final Set<String> shownBefore = new HashSet<>();
    private final List<DataTable.Row> rows = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** Reads the chapter's text and its snippets as they are now. */
    ChapterSetting(Book book, Points points, Chapter chapter) throws IOException {
        this.book = book;
        this.points = points;
        this.chapter = chapter;
        for (Snippet snippet : book.snippets()) {
            excerpts.putAll(Excerpt.of(snippet));
        }
        source = Glossary.of(book).linked(Files.readString(chapter.text()));
        lines = source.lines().toList();
    }

    Book book() {
        return book;
    }

    Points points() {
        return points;
    }

    /** The folder that includes are looked for in. */
    Path folder() {
        return chapter.dir();
    }

    /** The text, with terms linked to the glossary. */
    String source() {
        return source;
    }

    /** The part of a program that a listing includes; null if it is of no program. */
    @Nullable Excerpt excerpt(String listing) {
        return excerpts.get(Excerpt.key(listing));
    }

    /** Whether the program with this name is shown for the first time. */
    boolean showsFirst(String name) {
        return shownBefore.add(name);
    }

    void add(List<DataTable.Row> ofTable) {
        rows.addAll(ofTable);
    }

    List<DataTable.Row> rows() {
        return List.copyOf(rows);
    }

    void report(String problem) {
        problems.add(problem);
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    /** What Asciidoctor only suspects is no problem: the links of the finished page are checked. */
    void hear(LogRecord log) {
        if (log.getSeverity().compareTo(Severity.WARN) < 0) {
            return;
        }
        String file = nameOf(chapter.text());
        String where =
                log.getCursor() == null || log.getCursor().getLineNumber() == 0
                        ? file
                        : file + ":" + log.getCursor().getLineNumber();
        report(where + ": " + log.getMessage());
    }

    /** Reports what is wrong with a macro, at its line. */
    void complain(BookMacro.Call call, String problem) {
        String start = call.name() + "::" + call.target() + "[";
        int line = 0;
        while (line < lines.size() && !lines.get(line).startsWith(start)) {
            line++;
        }
        report(
                "%s:%d: %s] %s"
                        .formatted(
                                nameOf(chapter.text()),
                                line == lines.size() ? 1 : line + 1,
                                start,
                                problem));
    }

    /** A file of this chapter; or of another one, since the appendix shows tables of them all. */
    Optional<Path> beside(String folder, Function<Path, Optional<Path>> find) {
        return Stream.concat(Stream.of(chapter), book.chapters().stream())
                .map(c -> find.apply(c.dir().resolve(folder)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    String nameOf(Path file) {
        return book.root().relativize(file).toString();
    }
}
