package cancelsafe.lab.hook;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/**
 * An operation on files, as the JDK tells of it, however woven code has reached it.
 *
 * @param kind what is done
 * @param file the {@link java.io.FileDescriptor} or the channel that it is done to; null where
 *     there is only a path
 * @param path where the file lies; null if that is not known
 * @param target where it goes to; null but for {@link Kind#MOVED}
 * @param mark whether an {@link Kind#OPENS} empties the file; whether a {@link Kind#WRITES} is on
 *     the disk when it returns; whether a {@link Kind#NAMES} makes a name and throws if it cannot
 * @param isPoint whether the thread may be stopped here; false where a cancellation point follows
 */
public record FileCall(
        Kind kind,
        @Nullable Object file,
        @Nullable Path path,
        @Nullable Path target,
        boolean mark,
        boolean isPoint) {
    /** What is done to a file. */
    public enum Kind {
        /** A file is about to be opened for writing. */
        OPENS,
        /** It has been opened, and has a descriptor. */
        OPENED,
        /** Its content or its length is about to be changed. */
        WRITES,
        /** What has been written is about to be forced to the disk. */
        FORCES,
        /** It is about to be closed. */
        CLOSES,
        /** It is about to be written to through memory, which nobody sees. */
        MAPS,
        /** Its name is about to be made or changed. */
        NAMES,
        /** It has got another name. */
        MOVED,
        /** It has lost its name. */
        DELETED
    }
}
