package cancelsafe.site.chapter;

import cancelsafe.site.listing.Excerpt;
import cancelsafe.site.listing.Listing;

import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.Document;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.ast.Table;
import org.asciidoctor.extension.Treeprocessor;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sets listings and outputs, and leaves the widths of columns to the browser. */
final class Listings extends Treeprocessor {
    private final ChapterSetting chapter;

    Listings(ChapterSetting chapter) {
        this.chapter = chapter;
    }

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
        Excerpt excerpt = chapter.excerpt(source);
        if (excerpt == null) {
            return Listing.java(title, "", source, Map.of(), 0);
        }
        String name = excerpt.snippet().name();
        return Listing.excerpt(
                title.isEmpty() ? name + ".java" : title,
                chapter.showsFirst(name) ? name : "",
                excerpt,
                chapter.points().of(excerpt.snippet().source(), excerpt.source()));
    }
}
