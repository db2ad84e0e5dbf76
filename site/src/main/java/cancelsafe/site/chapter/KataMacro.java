package cancelsafe.site.chapter;

import cancelsafe.book.Kata;
import cancelsafe.site.listing.Html;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code kata::Name[text]}: the way from the text to a kata. */
final class KataMacro extends BookMacro {
    KataMacro(ChapterSetting chapter) {
        super("kata", chapter);
    }

    @Override
    String html(Call call) {
        Optional<Kata> kata = chapter.book().kata(call.target());
        if (kata.isPresent()) {
            return card(kata.get());
        }
        List<String> nearest = chapter.book().nearest(call.target());
        chapter.complain(
                call,
                "names no kata of the book"
                        + (nearest.isEmpty() ? "" : "; the nearest is " + nearest.getFirst()));
        return missing(call);
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
