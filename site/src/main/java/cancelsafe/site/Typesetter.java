package cancelsafe.site;

import cancelsafe.book.Book;
import cancelsafe.book.Chapter;
import cancelsafe.book.Glossary;
import cancelsafe.book.Kata;
import cancelsafe.book.Snippet;
import cancelsafe.site.figure.Figure;
import cancelsafe.site.figure.FigureException;

import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.Document;
import org.asciidoctor.ast.Section;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.ast.Table;
import org.asciidoctor.extension.BlockMacroProcessor;
import org.asciidoctor.extension.Treeprocessor;
import org.asciidoctor.log.LogHandler;
import org.asciidoctor.log.LogRecord;
import org.asciidoctor.log.Severity;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Turns the text of chapters into HTML. */
final class Typesetter {
    private static final String ANCHOR_LABEL = "aria-label=\"Address of this section\" ";
    private static final String CARD = "katamacro";

    private static final Pattern GLOSSARY =
            Pattern.compile("(?s)<div class=\"dlist glossary\">.*?</dl>");
    private static final Pattern WORD = Pattern.compile("(?s)<dt>(.*?)</dt>");

    /** It would print every problem a second time; held here, since loggers are held weakly. */
    private static final Logger UNHEARD = Logger.getLogger("asciidoctor");

    private final Book book;
    private final Points points;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Excerpt> excerpts = new HashMap<>();
    private final Set<String> shownBefore = new HashSet<>();
    private final List<DataTable.Row> rows = new ArrayList<>();
    private @Nullable Chapter chapter;
    private String speaking = "";
    private List<String> spoken = List.of();

    /**
     * A chapter's text as HTML, its sections, the rows of its tables, and what is wrong with it, a
     * sentence each.
     */
    record Text(List<Part> parts, String html, List<DataTable.Row> rows, List<String> problems) {}

    /** A section. */
    record Part(String id, String title, boolean hasKata) {}

    Typesetter(Book book, Points points) {
        this.book = book;
        this.points = points;
    }

    /** Takes seconds to start, and is quick then: one for all typesetters, who take turns. */
    private static final class Press {
        static final Asciidoctor ASCIIDOCTOR = Asciidoctor.Factory.create();

        static {
            UNHEARD.setUseParentHandlers(false);
        }

        private Press() {}
    }

    /** Starts what takes its time; who sets a chapter meanwhile waits for it. */
    static void warmUp() {
        Objects.requireNonNull(Press.ASCIIDOCTOR);
    }

    /** What it only suspects is no problem: the links of the finished page are looked at. */
    private void hear(LogRecord log) {
        if (log.getSeverity().compareTo(Severity.WARN) < 0) {
            return;
        }
        String where =
                log.getCursor() == null || log.getCursor().getLineNumber() == 0
                        ? speaking
                        : speaking + ":" + log.getCursor().getLineNumber();
        problems.add(where + ": " + log.getMessage());
    }

    /** Sets a chapter, from its text and its snippets as they are now. */
    Text set(Chapter chapter) throws IOException {
        this.chapter = chapter;
        speaking = nameOf(chapter.text());
        problems.clear();
        rows.clear();
        shownBefore.clear();
        excerpts.clear();
        for (Snippet snippet : book.snippets()) {
            excerpts.putAll(Excerpt.of(snippet));
        }
        String source = Glossary.of(book).linked(Files.readString(chapter.text()));
        spoken = source.lines().toList();
        synchronized (Typesetter.class) {
            LogHandler hear = this::hear;
            Press.ASCIIDOCTOR.registerLogHandler(hear);
            Press.ASCIIDOCTOR.javaExtensionRegistry().treeprocessor(new Listings());
            for (Macro macro :
                    List.of(
                            new Macro("kata", this::kata),
                            new Macro("scrub", this::scrub),
                            new Macro("changes", this::changes),
                            new Macro("figure", this::figure),
                            new Macro("table", this::table))) {
                Press.ASCIIDOCTOR.javaExtensionRegistry().blockMacro(macro);
            }
            try {
                return print(chapter, source);
            } finally {
                Press.ASCIIDOCTOR.unregisterAllExtensions();
                Press.ASCIIDOCTOR.unregisterLogHandler(hear);
            }
        }
    }

    private Text print(Chapter chapter, String source) {
        Document document =
                Press.ASCIIDOCTOR.load(
                        source,
                        Options.builder()
                                .safe(SafeMode.UNSAFE)
                                .baseDir(chapter.dir().toFile())
                                .attributes(
                                        Attributes.builder()
                                                .attribute("sectanchors", "")
                                                .attribute("idprefix", "")
                                                .attribute("idseparator", "-")
                                                .attribute("showtitle", "")
                                                .build())
                                .build());
        List<Part> parts =
                document.getBlocks().stream()
                        .filter(Section.class::isInstance)
                        .map(Section.class::cast)
                        .map(s -> new Part(s.getId(), s.getTitle(), hasKata(s)))
                        .toList();
        String html =
                withAddressesOfWords(
                        document.convert()
                                .replace(
                                        "<a class=\"anchor\" ",
                                        "<a class=\"anchor\" " + ANCHOR_LABEL));
        return new Text(parts, html, List.copyOf(rows), List.copyOf(problems));
    }

    /** Each word of a {@code [glossary]} can be linked to, as {@code #word-its-name}. */
    private static String withAddressesOfWords(String html) {
        return GLOSSARY.matcher(html)
                .replaceAll(list -> Matcher.quoteReplacement(addressed(list.group())));
    }

    private static String addressed(String list) {
        return WORD.matcher(list)
                .replaceAll(
                        m ->
                                Matcher.quoteReplacement(
                                        "<dt id=\"word-%s\">%s</dt>"
                                                .formatted(
                                                        Glossary.id(
                                                                m.group(1)
                                                                        .replaceAll(
                                                                                "<[^>]+>|&[^;]+;",
                                                                                "")),
                                                        m.group(1))));
    }

    private static boolean hasKata(StructuralNode node) {
        return node.getBlocks().stream().anyMatch(b -> b.hasRole(CARD) || hasKata(b));
    }

    /** Sets listings and outputs, and leaves the widths of columns to the browser. */
    private final class Listings extends Treeprocessor {
        @Override
        public Document process(Document document) {
            replaceIn(document);
            return document;
        }

        private void replaceIn(StructuralNode node) {
            List<StructuralNode> blocks = node.getBlocks();
            for (int i = 0; i < blocks.size(); i++) {
                StructuralNode child = blocks.get(i);
                if (child instanceof Block block
                        && (block.getContext().equals("listing")
                                || block.getContext().equals("literal"))) {
                    Block set = createBlock(node, "pass", html(block));
                    set.setLevel(block.getLevel());
                    blocks.set(i, set);
                } else {
                    if (child instanceof Table) {
                        child.setAttribute("autowidth-option", "", true); // else inline styles
                    }
                    replaceIn(child);
                }
            }
        }

        private String html(Block block) {
            String title = Optional.ofNullable(block.getTitle()).orElse("");
            String source = block.getSource();
            if (!"java".equals(block.getAttribute("language"))) {
                return Listing.text(title, source);
            }
            Excerpt excerpt = excerpts.get(Excerpt.key(source));
            if (excerpt == null) {
                return Listing.java(title, "", source, Map.of(), 0);
            }
            String name = excerpt.snippet().name();
            return Listing.excerpt(
                    title.isEmpty() ? name + ".java" : title,
                    shownBefore.add(name) ? name : "",
                    excerpt,
                    points.of(excerpt.snippet().source(), excerpt.source()));
        }
    }

    /**
     * A block macro as its author wrote it: {@code name::target[text]}.
     *
     * @param text between the brackets
     * @param title of the line above it, as HTML; empty for none
     */
    private record Call(String name, String target, String text, String title) {}

    /** Sets a block macro as HTML. */
    private static final class Macro extends BlockMacroProcessor {
        private final Function<Call, String> setter;

        Macro(String name, Function<Call, String> setter) {
            super(name, new HashMap<>(Map.of("content_model", ":raw")));
            this.setter = setter;
        }

        @Override
        public StructuralNode process(
                StructuralNode parent, String target, Map<String, Object> attributes) {
            Call call =
                    new Call(
                            getName(),
                            target,
                            String.valueOf(attributes.getOrDefault("text", "")),
                            Html.inline(String.valueOf(attributes.getOrDefault("title", ""))));
            return createBlock(
                    parent, "pass", setter.apply(call), Map.of("role", getName() + "macro"));
        }
    }

    private void complain(Call call, String problem) {
        String start = call.name() + "::" + call.target() + "[";
        int line = 0;
        while (line < spoken.size() && !spoken.get(line).startsWith(start)) {
            line++;
        }
        problems.add(
                "%s:%d: %s] %s"
                        .formatted(speaking, line == spoken.size() ? 1 : line + 1, start, problem));
    }

    private static String missing(Call call) {
        return "<p>" + Html.escape(call.target()) + "</p>\n";
    }

    /** {@code kata::Name[text]}: the way from the text to a kata. */
    private String kata(Call call) {
        Optional<Kata> kata = book.kata(call.target());
        if (kata.isPresent()) {
            return card(kata.get());
        }
        List<String> nearest = book.nearest(call.target());
        complain(
                call,
                "names no kata of the book"
                        + (nearest.isEmpty() ? "" : "; the nearest is " + nearest.getFirst()));
        return missing(call);
    }

    /**
     * {@code scrub::Kata[wrong=its-name]}: a recorded story to be handled; {@code right=} names a
     * right answer, and without a name it is the story of the starting point.
     */
    private String scrub(Call call) {
        Optional<Kata> kata = book.kata(call.target());
        if (kata.isEmpty()) {
            complain(call, "names no kata of the book");
            return missing(call);
        }
        String answer = call.text().replaceFirst("^(?:wrong|right)=", "").strip();
        try {
            Optional<RecordedStory> story =
                    RecordedStory.of(kata.get(), answer.isEmpty() ? Kata.START : answer);
            if (story.isPresent()) {
                return new Scrub(story.get(), points, "").open();
            }
            String known = String.join(", ", RecordedStory.answers(kata.get()));
            complain(call, "names no recorded story; there are those of " + known);
            return missing(call);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code changes::PlainFlagHangs[StopByFlag]}: what makes the one program the other. */
    private String changes(Call call) {
        Optional<Snippet> from = book.snippet(call.target());
        Optional<Snippet> to = book.snippet(call.text().strip());
        if (from.isEmpty() || to.isEmpty()) {
            complain(
                    call,
                    "names no program of the book: "
                            + (from.isEmpty() ? call.target() : call.text()));
            return missing(call);
        }
        try {
            return Listing.changes(
                    call.title().isEmpty()
                            ? "From %s to %s".formatted(from.get().name(), to.get().name())
                            : call.title(),
                    SnippetText.shown(Files.readString(from.get().source())),
                    SnippetText.shown(Files.readString(to.get().source())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code figure::name[alt]}: a figure that is kept as text beside the chapter. */
    private String figure(Call call) {
        Optional<Path> file = beside("figures", folder -> Figure.find(folder, call.target()));
        if (call.text().isBlank()) {
            complain(call, "says nothing to those who cannot see it: its words in the brackets");
        }
        if (file.isEmpty()) {
            complain(
                    call,
                    "needs figures/%s with one of the endings %s"
                            .formatted(call.target(), Figure.endings()));
            return missing(call);
        }
        try {
            return """
            <figure class="drawn" id="%s"><div class="scroll" tabindex="0" role="group" aria-label="Figure">
            %s</div>%s</figure>
            """
                    .formatted(
                            Html.escape(call.target()),
                            Figure.svg(file.get(), call.text()),
                            call.title().isEmpty()
                                    ? ""
                                    : "<figcaption>" + call.title() + "</figcaption>");
        } catch (FigureException e) {
            problems.add("%s:%d: %s".formatted(nameOf(file.get()), e.line(), e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return missing(call);
    }

    /** {@code table::name[]}: a table that is kept as TSV beside the chapter. */
    private String table(Call call) {
        Optional<Path> file =
                beside(
                        "tables",
                        folder ->
                                Optional.of(folder.resolve(call.target() + ".tsv"))
                                        .filter(Files::exists));
        if (file.isEmpty()) {
            complain(call, "needs the file tables/%s.tsv".formatted(call.target()));
            return missing(call);
        }
        try {
            DataTable table = DataTable.of(call.target(), Files.readString(file.get()));
            table.problems().forEach(p -> problems.add(nameOf(file.get()) + ":" + p));
            rows.addAll(table.rows());
            return table.html(call.title());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of this chapter; or of another one, since the appendix shows tables of them all. */
    private Optional<Path> beside(String folder, Function<Path, Optional<Path>> find) {
        return Stream.concat(Stream.ofNullable(chapter), book.chapters().stream())
                .map(c -> find.apply(c.dir().resolve(folder)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private String nameOf(Path file) {
        return book.root().relativize(file).toString();
    }

    private static String card(Kata kata) {
        return """
        <a class="katacard" href="kata/%s.html"><span><b>Kata %s, %s</b>\
        <small>%s · %s</small></span><span class="go">Open →</span></a>
        """
                .formatted(
                        kata.id(),
                        kata.number(),
                        kata.id(),
                        kata.kind().name().toLowerCase(Locale.ROOT),
                        Html.escape(kata.title()));
    }
}
