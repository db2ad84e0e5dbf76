package cancelsafe.workbook.judge;

import cancelsafe.workbook.worker.TimeLimits;
import cancelsafe.workbook.worker.WorkerFolder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The user of the system whose rights a worker has: the one who judges or, for the answers of
 * others, one who may do less.
 */
public sealed interface WorkerUser {
    /** The one who judges. */
    WorkerUser SAME = new Same();

    /** The command line that runs {@code line} with the rights of this user. */
    List<String> running(List<String> line);

    /**
     * Makes a new folder this user's own.
     *
     * @throws IOException if the judge has no right to do it
     */
    void give(Path folder) throws IOException;

    /** Deletes the folder of a worker, as far as that can be done. */
    void delete(WorkerFolder folder);

    /** How the files of answers are opened. */
    LinkOption[] links();

    /**
     * Another user, with whose rights a worker can be started.
     *
     * @throws Refused if that is not possible, or would protect nothing
     * @throws InterruptedException if the caller is interrupted; nothing has been started then
     */
    static WorkerUser named(String name, Installation installation)
            throws Refused, InterruptedException {
        try {
            Ended group = Ended.of(List.of("id", "-g", "--", name));
            if (group.code() != 0) {
                throw new Refused("There is no user %s on this machine.".formatted(name));
            }
            Other user = new Other(name, group.printed());
            user.check(installation);
            return user;
        } catch (IOException e) {
            throw new Refused(
                    ("A worker can run as %s only if the programs id and setpriv exist, as on"
                                    + " Linux: %s.")
                            .formatted(name, e.getMessage()));
        }
    }

    /** Why a worker cannot run as another user, in a sentence. */
    final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String sentence) {
            super(sentence);
        }
    }

    /** The one who judges. */
    record Same() implements WorkerUser {
        @Override
        public List<String> running(List<String> line) {
            return line;
        }

        @Override
        public void give(Path folder) {
            // it is that user's own
        }

        @Override
        public void delete(WorkerFolder folder) {
            folder.delete();
        }

        @Override
        public LinkOption[] links() {
            return new LinkOption[0];
        }
    }

    /**
     * Another one.
     *
     * @param group the number of the user's own group; the worker is in no other
     */
    record Other(String name, String group) implements WorkerUser {
        private static final int UNREADABLE = 3;
        private static final int WRITABLE = 4;

        /** Prints the first path that is wrong. A folder such as /tmp protects what lies in it. */
        private static final String CHECK =
                """
                for path do
                    [ -d "$path" ] || [ -r "$path" ] || { echo "$path"; exit %d; }
                    [ ! -w "$path" ] || [ -k "$path" ] || { echo "$path"; exit %d; }
                done
                """
                        .formatted(UNREADABLE, WRITABLE);

        @Override
        public List<String> running(List<String> line) {
            List<String> all =
                    new ArrayList<>(
                            List.of(
                                    "setpriv",
                                    "--reuid=" + name,
                                    "--regid=" + group,
                                    "--clear-groups",
                                    "--no-new-privs", // programs such as sudo give none back
                                    "--"));
            all.addAll(line);
            return all;
        }

        @Override
        public void give(Path folder) throws IOException {
            Files.setOwner(
                    folder,
                    folder.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName(name));
        }

        /** With this user's own rights: who judges may delete more, and links may lead there. */
        @Override
        public void delete(WorkerFolder folder) {
            try {
                Ended.of(running(List.of("rm", "-rf", "--", folder.path().toString())));
            } catch (IOException e) {
                // what is left is deleted by the system
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** No link: the judge may read more than the one who has made it. */
        @Override
        public LinkOption[] links() {
            return new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
        }

        /** Tries it: starts a process as this user, which checks what a worker is made of. */
        private void check(Installation installation)
                throws IOException, InterruptedException, Refused {
            List<String> line = new ArrayList<>(List.of("sh", "-c", CHECK, "sh"));
            parts(installation).forEach(part -> line.add(part.toString()));
            Ended trial = Ended.of(running(line));
            switch (trial.code()) {
                case 0 -> {}
                case UNREADABLE ->
                        throw new Refused(
                                "A worker cannot run as %s, who may not read %s."
                                        .formatted(name, trial.printed()));
                case WRITABLE ->
                        throw new Refused(
                                ("A worker must not run as %s, who may write to %s: an answer"
                                                + " could change files that are used to judge the"
                                                + " next answer.")
                                        .formatted(name, trial.printed()));
                default ->
                        throw new Refused(
                                ("A worker cannot be started as %s (%s). Run the command"
                                                + " as root.")
                                        .formatted(name, trial.printed()));
            }
        }

        /** What a worker is made of, and all folders above. */
        private static Set<Path> parts(Installation installation) throws IOException {
            List<Path> files = new ArrayList<>(installation.machinery());
            files.addAll(installation.tests());
            files.add(installation.java());
            if (installation.isRehearsed()) {
                files.add(installation.cache());
            }
            Set<Path> parts = new LinkedHashSet<>();
            for (Path file : files) {
                for (Path p = file.toRealPath(); p != null; p = p.getParent()) {
                    parts.add(p);
                }
            }
            return parts;
        }
    }

    /**
     * A small program that has ended.
     *
     * @param printed to both of its streams
     */
    record Ended(int code, String printed) {
        /** Runs one without the environment, which other processes of its user could read. */
        static Ended of(List<String> line) throws IOException, InterruptedException {
            ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
            builder.environment().clear();
            Process process = builder.start();
            process.getOutputStream().close();
            CompletableFuture.delayedExecutor(TimeLimits.REPLY.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(process::destroyForcibly);
            String printed =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), printed.strip());
        }
    }
}
