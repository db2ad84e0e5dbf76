package cancelsafe.site;

import cancelsafe.book.Book;
import cancelsafe.book.Chapter;
import cancelsafe.book.Kata;
import cancelsafe.book.Snippet;

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

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Turns the text of chapters into HTML. */
final class Typesetter {
    private static final String ANCHOR_LABEL = "aria-label=\"Address of this section\" ";
    private static final String CARD = "katacard";

    /** It would print every problem a second time; held here, since loggers are held weakly. */
    private static final Logger UNHEARD = Logger.getLogger("asciidoctor");

    private final Book book;
    private final Points points;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Snippet> snippets = new HashMap<>();
    private String speaking = "";
    private List<String> spoken = List.of();

    /** A chapter's text as HTML, its sections, and what is wrong with it, a sentence each. */
    record Text(List<Part> parts, String html, List<String> problems) {}

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
        speaking = book.root().relativize(chapter.text()).toString();
        problems.clear();
        snippets.clear();
        for (Snippet snippet : book.snippets()) {
            snippets.put(Files.readString(snippet.source()).stripTrailing(), snippet);
        }
        String source = Files.readString(chapter.text());
        spoken = source.lines().toList();
        synchronized (Typesetter.class) {
            LogHandler hear = this::hear;
            Press.ASCIIDOCTOR.registerLogHandler(hear);
            Press.ASCIIDOCTOR.javaExtensionRegistry().treeprocessor(new Listings());
            Press.ASCIIDOCTOR.javaExtensionRegistry().blockMacro("kata", new KataMacro());
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
                document.convert()
                        .replace("<a class=\"anchor\" ", "<a class=\"anchor\" " + ANCHOR_LABEL);
        return new Text(parts, html, List.copyOf(problems));
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
            Snippet snippet = snippets.get(source.stripTrailing());
            if (snippet == null) {
                return Listing.java(title, source, Map.of(), 0);
            }
            int hidden = SnippetText.hidden(source);
            Map<Integer, String> shown =
                    points.of(snippet.source(), source).entrySet().stream()
                            .collect(
                                    Collectors.toMap(
                                            e -> e.getKey() - hidden, Map.Entry::getValue));
            return Listing.java(
                    title.isEmpty() ? snippet.name() + ".java" : title,
                    SnippetText.shown(source),
                    shown,
                    hidden + 1);
        }
    }

    /** {@code kata::Name[text]}: the way from the text to a kata. */
    private final class KataMacro extends BlockMacroProcessor {
        @Override
        public StructuralNode process(
                StructuralNode parent, String target, Map<String, Object> attributes) {
            Optional<Kata> kata = book.kata(target);
            if (kata.isEmpty()) {
                problems.add(
                        "%s:%d: kata::%s[] names no kata of the book%s"
                                .formatted(speaking, lineOf(target), target, nearest(target)));
            }
            return createBlock(
                    parent,
                    "pass",
                    kata.map(Typesetter::card).orElse("<p>" + Html.escape(target) + "</p>"),
                    Map.of("role", CARD));
        }

        private int lineOf(String target) {
            for (int i = 0; i < spoken.size(); i++) {
                if (spoken.get(i).startsWith("kata::" + target + "[")) {
                    return i + 1;
                }
            }
            return 1;
        }

        private String nearest(String target) {
            List<String> nearest = book.nearest(target);
            return nearest.isEmpty() ? "" : "; the nearest is " + nearest.getFirst();
        }
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
