package cancelsafe.site.chapter;

import cancelsafe.book.Snippet;
import cancelsafe.site.listing.Listing;
import cancelsafe.site.listing.SnippetText;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;

/** {@code changes::PlainFlagHangs[StopByFlag]}: what makes the one program the other. */
final class ChangesMacro extends BookMacro {
    ChangesMacro(ChapterSetting chapter) {
        super("changes", chapter);
    }

    @Override
    String html(Call call) {
        Optional<Snippet> from = chapter.book().snippet(call.target());
        Optional<Snippet> to = chapter.book().snippet(call.text().strip());
        if (from.isEmpty() || to.isEmpty()) {
            chapter.complain(
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
}
