package cancelsafe.workbook.judge;

import cancelsafe.book.Kata;
import cancelsafe.lab.story.Story;
import cancelsafe.lab.story.StoryJson;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which of a kata's own answers a verdict may be like. What they do is recorded in their stories,
 * so that most of them need not be judged again.
 *
 * @param wrong names of wrong answers
 * @param start whether the start may fail in the same way, too
 */
record Candidates(List<String> wrong, boolean start) {
    /** More are not judged: a comparison must not take longer than what it compares. */
    private static final int MOST = 8;

    private static final Candidates NONE = new Candidates(List.of(), false);

    /** Those of a verdict; none if there are many, for then it could not tell them apart. */
    static Candidates of(Kata kata, Verdict verdict) {
        List<String> failed = verdict.failures().stream().map(TestVerdict::name).toList();
        List<String> wrong =
                kata.wrong().entrySet().stream()
                        .filter(e -> failed.contains(e.getValue().fails()))
                        .map(e -> e.getKey())
                        .filter(name -> mayBe(kata, name, verdict))
                        .toList();
        return wrong.size() > MOST
                ? NONE
                : new Candidates(wrong, !wrong.isEmpty() && mayBe(kata, Kata.START, verdict));
    }

    private static boolean mayBe(Kata kata, String answer, Verdict verdict) {
        return recorded(kata.story(answer))
                .map(story -> Resemblance.tellsTheSame(story, verdict))
                .orElseGet(() -> verdict.failures().stream().anyMatch(t -> t.story() == null));
    }

    /** The story in a file; none if there is no file, or what is in it cannot be read. */
    private static Optional<Story> recorded(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(StoryJson.read(Files.readString(file)))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
