package cancelsafe.workbook.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A clone of a small book that has two katas, and what becomes of it. */
class UpdateTest {
    private static final String ANSWER = "exercises/src/main/java/flags/Stop.java";
    private static final String START = "exercises/start/flags/Stop.java";
    private static final String PAGE = "chapters/page.md";

    @TempDir Path folder;
    private Path published;
    private Path clone;

    @BeforeEach
    void publish() throws Exception {
        published = Files.createDirectory(folder.resolve("published"));
        git(published, "init", "--quiet", "--initial-branch=main");
        publish("class Stop {}\n", "first");
        git(folder, "clone", "--quiet", published.toString(), "clone");
        clone = folder.resolve("clone");
        identify(clone);
    }

    private void publish(String start, String page) throws Exception {
        identify(published);
        write(published, START, start);
        write(published, ANSWER, start);
        write(published, PAGE, page);
        git(published, "add", ".");
        git(published, "commit", "--quiet", "--message", page);
    }

    private static void identify(Path repository) throws Exception {
        git(repository, "config", "user.name", "A Reader");
        git(repository, "config", "user.email", "reader@example.org");
    }

    private static void write(Path root, String file, String text) throws Exception {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private String read(String file) throws Exception {
        return Files.readString(clone.resolve(file));
    }

    private static String git(Path folder, String... arguments) throws Exception {
        return new Git(folder).run(arguments);
    }

    private Update.Outcome update() throws Exception {
        return new Update(clone, clone.resolve(".kata")).run();
    }

    @Test
    void aCloneWithoutNewsIsUpToDate() throws Exception {
        assertThat(update()).isEqualTo(outcome(true, "The book is up to date."));
    }

    private static Update.Outcome outcome(boolean complete, String sentence) {
        return new Update.Outcome(complete, List.of(sentence));
    }

    @Test
    void anUntouchedExerciseGetsTheNewStart() throws Exception {
        publish("class Stop { int better; }\n", "second");
        assertThat(update().complete()).isTrue();
        assertThat(read(ANSWER)).isEqualTo("class Stop { int better; }\n");
        assertThat(read(PAGE)).isEqualTo("second");
    }

    @Test
    void anEditedAnswerStaysAndTheNewStartIsShown() throws Exception {
        write(clone, ANSWER, "class Stop { int mine; }\n");
        publish("class Stop { int better; }\n", "second");
        Update.Outcome outcome = update();
        assertThat(outcome.complete()).isTrue();
        assertThat(outcome.sentences().getLast())
                .contains("The new version changes the starting class of flags/Stop.java")
                .contains("+class Stop { int better; }");
        assertThat(read(ANSWER)).isEqualTo("class Stop { int mine; }\n");
        assertThat(read(PAGE)).isEqualTo("second");
    }

    @Test
    void aCommittedAnswerStaysToo() throws Exception {
        write(clone, ANSWER, "class Stop { int mine; }\n");
        git(clone, "commit", "--quiet", "--all", "--message", "Mine");
        publish("class Stop { int better; }\n", "second");
        assertThat(update().complete()).isTrue();
        assertThat(read(ANSWER)).isEqualTo("class Stop { int mine; }\n");
        assertThat(git(clone, "status", "--porcelain", "--untracked-files=no")).isEmpty();
    }

    @Test
    void anotherChangedFileThatGitWouldOverwriteEndsItWithTheAnswersInPlace() throws Exception {
        write(clone, ANSWER, "class Stop { int mine; }\n");
        write(clone, PAGE, "a note of mine");
        publish("class Stop { int better; }\n", "second");
        Update.Outcome outcome = update();
        assertThat(outcome.complete()).isFalse();
        assertThat(outcome.sentences()).anyMatch(s -> s.contains("chapters/page.md"));
        assertThat(read(ANSWER)).isEqualTo("class Stop { int mine; }\n");
        assertThat(read(PAGE)).isEqualTo("a note of mine");
    }

    @Test
    void anAnswerIsKeptAsideWhileItIsMerged() throws Exception {
        write(clone, ANSWER, "class Stop { int mine; }\n");
        publish("class Stop { int better; }\n", "second");
        update();
        assertThat(read(".kata/backup/before-update/" + ANSWER))
                .isEqualTo("class Stop { int mine; }\n");
    }

    @Test
    void aFolderThatIsNoCloneIsToldWhatToDo() throws Exception {
        Path plain = Files.createDirectory(folder.resolve("plain"));
        Update.Outcome outcome = new Update(plain, plain.resolve(".kata")).run();
        assertThat(outcome.complete()).isFalse();
        assertThat(outcome.sentences().getFirst()).startsWith("This folder is not a git clone.");
    }
}
