package cancelsafe.site.chapter;

import cancelsafe.book.Book;
import cancelsafe.book.Chapter;
import cancelsafe.book.Glossary;
import cancelsafe.site.listing.DataTable;
import cancelsafe.site.listing.JdkDocs;
import cancelsafe.site.story.Points;

import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.Document;
import org.asciidoctor.ast.Section;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.log.LogHandler;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Turns the text of chapters into HTML. */
public final class Typesetter {
    private static final String ANCHOR_LABEL = "aria-label=\"Link to this section\" ";
    private static final String CARD = "katamacro";
    private static final Pattern LEADS_TO = Pattern.compile("href=\"kata/(\\w+)\\.html\"");

    private static final Pattern GLOSSARY =
            Pattern.compile("(?s)<div class=\"dlist glossary\">.*?</dl>");
    private static final Pattern WORD = Pattern.compile("(?s)<dt>(.*?)</dt>");

    /** It would print every problem a second time; held here, since loggers are held weakly. */
    private static final Logger UNHEARD = Logger.getLogger("asciidoctor");

    private final Book book;
    private final Points points;

    /**
     * A chapter's text as HTML, its sections, the rows of its tables, and what is wrong with it, a
     * sentence each.
     */
    public record Text(
            List<Part> parts, String html, List<DataTable.Row> rows, List<String> problems) {}

    /**
     * A section.
     *
     * @param title as HTML
     * @param katas ids of those that it leads to
     */
    public record Part(String id, String title, List<String> katas) {
        /** Whether it only sums up its chapter. */
        public boolean isCard() {
            return title.equals("Card");
        }
    }

    public Typesetter(Book book, Points points) {
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
    public static void warmUp() {
        Objects.requireNonNull(Press.ASCIIDOCTOR);
    }

    /** Sets a chapter, from its text and its snippets as they are now. */
    public Text set(Chapter chapter) throws IOException {
        ChapterSetting setting = new ChapterSetting(book, points, chapter);
        synchronized (Press.ASCIIDOCTOR) {
            LogHandler hear = setting::hear;
            Press.ASCIIDOCTOR.registerLogHandler(hear);
            Press.ASCIIDOCTOR.javaExtensionRegistry().treeprocessor(new Listings(setting));
            for (BookMacro macro :
                    List.of(
                            new KataMacro(setting),
                            new ScrubMacro(setting),
                            new ChangesMacro(setting),
                            new FigureMacro(setting),
                            new TableMacro(setting))) {
                Press.ASCIIDOCTOR.javaExtensionRegistry().blockMacro(macro);
            }
            try {
                return print(setting);
            } finally {
                Press.ASCIIDOCTOR.unregisterAllExtensions();
                Press.ASCIIDOCTOR.unregisterLogHandler(hear);
            }
        }
    }

    private static Text print(ChapterSetting setting) {
        Document document =
                Press.ASCIIDOCTOR.load(
                        setting.source(),
                        Options.builder()
                                .safe(SafeMode.UNSAFE)
                                .baseDir(setting.folder().toFile())
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
                        .map(s -> new Part(s.getId(), s.getTitle(), katas(s)))
                        .toList();
        String html =
                withAddressesOfWords(
                        document.convert()
                                .replace(
                                        "<a class=\"anchor\" ",
                                        "<a class=\"anchor\" " + ANCHOR_LABEL));
        return new Text(parts, html, setting.rows(), setting.problems());
    }

    /** Each word of a {@code [glossary]} can be linked to, as {@code #word-its-name}. */
    private static String withAddressesOfWords(String html) {
        return GLOSSARY.matcher(html)
                .replaceAll(
                        list -> Matcher.quoteReplacement(JdkDocs.linked(addressed(list.group()))));
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

    private static List<String> katas(StructuralNode node) {
        return node.getBlocks().stream().flatMap(Typesetter::katasOf).toList();
    }

    private static Stream<String> katasOf(StructuralNode node) {
        return node.hasRole(CARD) && node instanceof Block card
                ? LEADS_TO.matcher(card.getSource()).results().map(m -> m.group(1))
                : node.getBlocks().stream().flatMap(Typesetter::katasOf);
    }
}
