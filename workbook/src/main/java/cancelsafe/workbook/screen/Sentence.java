package cancelsafe.workbook.screen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** What went wrong, said to a person. */
public final class Sentence {
    private static final String FULL = "No space left on device";

    private Sentence() {}

    /** A sentence; the exceptions of files have messages that are nothing but a path. */
    public static String of(Exception e) {
        return switch (e) {
            case UncheckedIOException u when u.getCause() != null -> of(u.getCause());
            case IOException f when String.valueOf(f.getMessage()).contains(FULL) ->
                    "The disk is full. Free some space, and try again.";
            case NoSuchFileException f -> "There is no file " + f.getFile() + ".";
            case AccessDeniedException f -> "You may not read or write " + f.getFile() + ".";
            case FileSystemException f ->
                    "%s: %s."
                            .formatted(
                                    f.getFile(),
                                    Objects.requireNonNullElse(
                                            f.getReason(), f.getClass().getSimpleName()));
            case IOException i when i.getClass() == IOException.class && i.getMessage() != null ->
                    i.getMessage(); // of this workbook, which speaks to its reader
            default -> e.getClass().getSimpleName() + ": " + e.getMessage();
        };
    }
}
