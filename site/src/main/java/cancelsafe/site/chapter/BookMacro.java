package cancelsafe.site.chapter;

import cancelsafe.site.listing.Html;

import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.BlockMacroProcessor;

import java.util.HashMap;
import java.util.Map;

/** A block macro of the book, {@code name::target[text]}, set as HTML. */
abstract class BookMacro extends BlockMacroProcessor {
    final ChapterSetting chapter;

    BookMacro(String name, ChapterSetting chapter) {
        super(name, new HashMap<>(Map.of("content_model", ":raw")));
        this.chapter = chapter;
    }

    /**
     * A macro as its author wrote it.
     *
     * @param text between the brackets
     * @param title of the line above it, as HTML; empty for none
     */
    record Call(String name, String target, String text, String title) {}

    /** The macro as HTML; what is wrong with it is reported to the chapter. */
    abstract String html(Call call);

    /** What stands in the page for a macro that names nothing. */
    static String missing(Call call) {
        return "<p>" + Html.escape(call.target()) + "</p>\n";
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
        return createBlock(parent, "pass", html(call), Map.of("role", getName() + "macro"));
    }
}
