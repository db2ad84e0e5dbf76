package cancelsafe.workbook.serve;

import cancelsafe.book.Kata;
import cancelsafe.lab.story.Story;
import cancelsafe.site.listing.Listing;
import cancelsafe.site.story.Points;
import cancelsafe.site.story.RecordedStory;
import cancelsafe.site.story.Scrub;
import cancelsafe.site.story.StoryScript;
import cancelsafe.workbook.judge.Problem;
import cancelsafe.workbook.judge.TestVerdict;
import cancelsafe.workbook.judge.Verdict;
import cancelsafe.workbook.reader.AnswerFile;
import cancelsafe.workbook.screen.Ink;
import cancelsafe.workbook.screen.StoryText;
import cancelsafe.workbook.screen.VerdictText;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/**
 * A verdict as a page shows it.
 *
 * @param kata its id
 * @param version of the text in the answer's file, by which a page knows whether it shows it
 * @param problems what the compiler says of the answer
 * @param rows what the terminal shows, a row of pieces each
 * @param story of the first test that failed; null if there is none
 * @param solution the changes from a right answer to the reference, as HTML; else null
 */
record PageVerdict(
        String kata,
        String version,
        Verdict.Kind kind,
        String message,
        List<Problem> problems,
        List<List<Ink.Piece>> rows,
        @Nullable OwnStory story,
        @Nullable String solution) {
    private static final int WIDTH = 78;

    /**
     * What happened in the runs of the reader's own answer.
     *
     * @param html the element {@code cancel-own}, for the script {@code scrubber.js}
     * @param key under which that script looks for the story
     * @param packed the story, as {@link StoryScript} describes it
     */
    record OwnStory(String html, String key, Map<String, Object> packed) {}

    /**
     * The verdict on what the answer's file held.
     *
     * @param points finds the cancellation points in it
     */
    static PageVerdict of(Kata kata, Verdict verdict, AnswerFile.Content content, Points points)
            throws IOException {
        List<String> lines = content.text().lines().toList();
        return new PageVerdict(
                kata.id(),
                content.version(),
                verdict.kind(),
                verdict.message(),
                verdict.problems(),
                VerdictText.of(
                                verdict,
                                kata,
                                lines,
                                WIDTH,
                                false,
                                "./kata test " + kata.number() + " --full")
                        .stream()
                        .map(Ink::pieces)
                        .toList(),
                story(kata, verdict, content, points),
                verdict.passed() ? solution(kata, content.text()) : null);
    }

    private static @Nullable OwnStory story(
            Kata kata, Verdict verdict, AnswerFile.Content content, Points points) {
        for (TestVerdict test : verdict.failures()) {
            Story story = test.story();
            if (story != null && StoryText.firstBroken(story).isPresent()) {
                Story own = story.of(kata.id(), "yours", content.version());
                var recorded = new RecordedStory(kata, "yours", content.text(), own);
                String html = new Scrub(recorded, points, "../").element("cancel-own", "");
                return new OwnStory(html, recorded.key(), StoryScript.packed(recorded));
            }
        }
        return null;
    }

    private static String solution(Kata kata, String own) throws IOException {
        return Listing.changes(
                "From yours to the reference", own, Files.readString(kata.solution()));
    }
}
