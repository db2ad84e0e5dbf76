package cancelsafe.site.chapter;

import cancelsafe.site.figure.Figure;
import cancelsafe.site.figure.FigureException;
import cancelsafe.site.listing.Html;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code figure::name[alt]}: a figure that is kept as text beside the chapter. */
final class FigureMacro extends BookMacro {
    FigureMacro(ChapterSetting chapter) {
        super("figure", chapter);
    }

    @Override
    String html(Call call) {
        Optional<Path> file =
                chapter.beside("figures", folder -> Figure.find(folder, call.target()));
        if (call.text().isBlank()) {
            chapter.complain(
                    call,
                    "needs a description in the brackets, for readers who cannot see the figure");
        }
        if (file.isEmpty()) {
            chapter.complain(
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
            chapter.report(
                    "%s:%d: %s".formatted(chapter.nameOf(file.get()), e.line(), e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return missing(call);
    }
}
