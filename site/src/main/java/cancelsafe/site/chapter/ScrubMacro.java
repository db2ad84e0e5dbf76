package cancelsafe.site.chapter;

import cancelsafe.book.Kata;
import cancelsafe.site.story.RecordedStory;
import cancelsafe.site.story.Scrub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * {@code scrub::Kata[wrong=its-name]}: a recorded story to be handled; {@code right=} names a right
 * answer, and without a name it is the story of the starting point.
 */
final class ScrubMacro extends BookMacro {
    ScrubMacro(ChapterSetting chapter) {
        super("scrub", chapter);
    }

    @Override
    String html(Call call) {
        Optional<Kata> kata = chapter.book().kata(call.target());
        if (kata.isEmpty()) {
            chapter.complain(call, "names no kata of the book");
            return missing(call);
        }
        String answer = call.text().replaceFirst("^(?:wrong|right)=", "").strip();
        try {
            Optional<RecordedStory> story =
                    RecordedStory.of(kata.get(), answer.isEmpty() ? Kata.START : answer);
            if (story.isPresent()) {
                return new Scrub(story.get(), chapter.points(), "").open();
            }
            String known = String.join(", ", RecordedStory.answers(kata.get()));
            chapter.complain(call, "names no recorded story; there are stories of " + known);
            return missing(call);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
