package cancelsafe.site.story;

import cancelsafe.book.Kata;
import cancelsafe.book.TestName;
import cancelsafe.lab.story.Story;
import cancelsafe.lab.story.StoryJson;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A story of the book, and the source that it was recorded of.
 *
 * @param kata whose answer it is
 * @param answer its name
 * @param source the answer
 * @param story what the lab saw
 */
public record RecordedStory(Kata kata, String answer, String source, Story story) {
    /** The story of this answer, if it is recorded. */
    public static Optional<RecordedStory> of(Kata kata, String answer) throws IOException {
        Path file = kata.story(answer);
        Path source = kata.answer(answer);
        return Files.exists(file) && Files.exists(source)
                ? Optional.of(
                        new RecordedStory(
                                kata,
                                answer,
                                Files.readString(source),
                                StoryJson.read(Files.readString(file))))
                : Optional.empty();
    }

    /** The names of the answers that are recorded, in order of the alphabet. */
    public static List<String> answers(Kata kata) throws IOException {
        Path folder = kata.story(Kata.START).getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> String.valueOf(f.getFileName()))
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        }
    }

    /** All that are recorded of a kata. */
    public static List<RecordedStory> all(Kata kata) throws IOException {
        List<RecordedStory> all = new ArrayList<>();
        for (String answer : answers(kata)) {
            of(kata, answer).ifPresent(all::add);
        }
        return all;
    }

    /** Whether every run kept every promise. */
    boolean kept() {
        return story.runs().stream().allMatch(Story.Run::kept);
    }

    /** Its name among all stories of the book, which does not tell what kind of answer it is. */
    public String key() {
        return kata.id() + "/" + story.sourceSha256().substring(0, 12);
    }

    /** The test's name as the sentence that it is, such as {@code no money is lost}. */
    public String sentence() {
        return TestName.sentence(story.test());
    }
}
