package cancelsafe.workbook.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Brings a new version of the book into a clone, and leaves every answer as it is. An answer is a
 * file below {@code exercises/src/main} that differs from its start; while git merges, it is put
 * aside, so that there is nothing that git could overwrite.
 */
public final class Update {
    private static final String ANSWERS = "exercises/src/main";
    private static final String JAVA = ANSWERS + "/java/";
    private static final String STARTS = "exercises/start/";

    private final Git git;
    private final Path root;
    private final Path backups;

    /**
     * An update of a clone.
     *
     * @param kept in which the answers are kept as well
     */
    public Update(Path root, Path kept) {
        this.root = root;
        this.git = new Git(root);
        this.backups = kept.resolve("backup").resolve("before-update");
    }

    /**
     * What an update has come to.
     *
     * @param complete whether the clone has the new version now
     * @param sentences what is to be said, in order; may have several lines
     */
    public record Outcome(boolean complete, List<String> sentences) {
        static Outcome not(String... sentences) {
            return new Outcome(false, List.of(sentences));
        }
    }

    /**
     * Fetches what there is, and merges it. Interrupted, it leaves the answers in their place.
     *
     * @throws IOException if there is no git, or a file cannot be written
     */
    public Outcome run() throws IOException, InterruptedException {
        Optional<String> top = git.ask("rev-parse", "--show-toplevel");
        if (top.isEmpty() || !Files.isSameFile(Path.of(top.get()), root)) {
            return Outcome.not(
                    "This folder is not a git clone. Unpack the new version elsewhere, and copy"
                            + " your exercises/src/main and .kata into it.");
        }
        if (git.ask("rev-parse", "--abbrev-ref", "@{upstream}").isEmpty()) {
            return Outcome.not(
                    "This branch has no upstream branch, so Git does not know where to fetch new"
                            + " versions from."
                            + " Name one: git branch --set-upstream-to=origin/main");
        }
        try {
            git.run("fetch", "--quiet");
            if (git.ask("merge-base", "--is-ancestor", "@{upstream}", "HEAD").isPresent()) {
                return new Outcome(true, List.of("The book is up to date."));
            }
            return merged();
        } catch (Git.Failed e) {
            return Outcome.not(
                    "Git could not fetch or merge the new version. Your answers are as they"
                            + " were. Git says:",
                    "" + e.getMessage());
        }
    }

    private Outcome merged() throws IOException, InterruptedException, Git.Failed {
        String before = git.run("rev-parse", "HEAD");
        Map<Path, byte[]> answers = answers();
        for (Map.Entry<Path, byte[]> answer : answers.entrySet()) {
            Path copy = backups.resolve(root.relativize(answer.getKey()));
            Files.createDirectories(copy.getParent());
            Files.write(copy, answer.getValue());
        }
        try {
            for (String changed : git.lines("diff", "--name-only", "HEAD", "--", ANSWERS)) {
                git.run("checkout", "--quiet", "HEAD", "--", changed);
            }
            merge();
        } finally {
            for (Map.Entry<Path, byte[]> answer : answers.entrySet()) {
                Files.createDirectories(answer.getKey().getParent());
                new WholeFile(answer.getKey()).replace(answer.getValue());
            }
        }
        return new Outcome(true, changes(before, answers));
    }

    /** The files that differ from their starts, in the order of their names. */
    private Map<Path, byte[]> answers() throws IOException {
        Map<Path, byte[]> answers = new LinkedHashMap<>();
        Path java = root.resolve(JAVA);
        if (!Files.isDirectory(java)) {
            return answers;
        }
        try (Stream<Path> files = Files.walk(java)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                Path start = root.resolve(STARTS).resolve(java.relativize(file));
                byte[] answer = Files.readAllBytes(file);
                if (!Files.exists(start) || !Arrays.equals(answer, Files.readAllBytes(start))) {
                    answers.put(file, answer);
                }
            }
        }
        return answers;
    }

    /** Answers that are committed may conflict with new starts; any other conflict ends it. */
    private void merge() throws IOException, InterruptedException, Git.Failed {
        try {
            git.run("merge", "--quiet", "--no-edit", "@{upstream}");
        } catch (Git.Failed e) {
            List<String> conflicts = git.lines("diff", "--name-only", "--diff-filter=U");
            if (conflicts.isEmpty() || !conflicts.stream().allMatch(f -> f.startsWith(ANSWERS))) {
                git.ask("merge", "--abort");
                throw e;
            }
            for (String conflict : conflicts) {
                git.ask("checkout", "--quiet", "--ours", "--", conflict);
                git.run("add", "--", conflict);
            }
            git.run("commit", "--quiet", "--no-edit");
        }
    }

    private List<String> changes(String before, Map<Path, byte[]> answers)
            throws IOException, InterruptedException, Git.Failed {
        List<String> sentences = new ArrayList<>();
        int commits = git.lines("rev-list", before + "..HEAD").size();
        sentences.add(
                "The book has been updated (%s); your answers have not changed."
                        .formatted(commits == 1 ? "one commit" : commits + " commits"));
        for (Path answer : answers.keySet()) {
            Path relative = root.resolve(JAVA).relativize(answer);
            String start = STARTS + relative.toString().replace('\\', '/');
            String diff = git.run("diff", "--unified=1", before, "HEAD", "--", start);
            if (!Files.exists(root.resolve(start))) {
                sentences.add(relative + " belongs to no kata of the book; your file stays.");
            } else if (!diff.isEmpty()) {
                sentences.add(
                        "The new version changes the starting class of %s:\n%s"
                                .formatted(relative, body(diff)));
            }
        }
        return sentences;
    }

    /** A difference without its heading. */
    private static String body(String diff) {
        int hunk = diff.indexOf("\n@@");
        return hunk < 0 ? diff : diff.substring(hunk + 1);
    }
}
