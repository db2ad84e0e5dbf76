package cancelsafe.lab.monitor;

import cancelsafe.lab.hook.FileCall;
import cancelsafe.lab.story.Story.When;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an attempt has written and not yet forced. The writes go to real files at once; a crash puts
 * those back into a state that a disk may be in then.
 *
 * <p>The model is that of ext4 in its default mode and of its like: the content of a file is safe
 * when it has been forced, and names (made, changed, deleted) are safe at once and in their order.
 * A file that was renamed before it was forced therefore has its new name and not its content. A
 * file that comes from a folder elsewhere may come from another file system; it is a copy then, and
 * nobody has forced it. What a crash may leave of unforced writes follows Pillai et al., "All File
 * Systems Are Not Created Equal" (OSDI 2014), as far as it concerns single files.
 */
public final class CrashDisk {
    private static final byte[] NOTHING = {};

    private final Map<Path, Written> byPath = new HashMap<>();
    private final Map<Object, Written> byDescriptor = new IdentityHashMap<>();
    private final Set<Written> unforced = new LinkedHashSet<>();
    private @Nullable Written lastWritten;
    private byte[] beforeLastWrite = NOTHING;
    private String lastWrittenAt = "";
    private String damage = "";

    /** A file, whatever its name is now. */
    private static final class Written {
        @Nullable Path path;
        byte[] forced = NOTHING;
        String openedAt = "";
        final Set<String> writtenAt = new LinkedHashSet<>();

        Written(@Nullable Path path) {
            this.path = path;
        }
    }

    /**
     * The operation is about to be done or, where its name says so, has been done.
     *
     * @param where the line of it, in words
     */
    public void see(FileCall call, String where) {
        switch (call.kind()) {
            case OPENS -> {
                if (call.mark() || !exists(call.path())) {
                    touch(at(call.path()), where);
                }
            }
            case OPENED -> byDescriptor.put(call.file(), at(call.path()));
            case WRITES -> {
                if (call.mark()) {
                    force(of(call)); // and so is what it writes
                } else {
                    write(of(call), where);
                }
            }
            case FORCES -> force(of(call));
            case MOVED -> move(call.path(), call.target(), where);
            case DELETED -> delete(call.path());
            case CLOSES -> byDescriptor.remove(call.file());
            case NAMES, MAPS -> {}
        }
    }

    /** Whether it is a file that was opened for writing, by the descriptor or the channel. */
    public boolean isOpen(@Nullable Object file) {
        return byDescriptor.containsKey(file);
    }

    private Written of(FileCall call) {
        Written known = call.file() == null ? null : byDescriptor.get(call.file());
        return known == null ? at(call.path()) : known;
    }

    private Written at(@Nullable Path path) {
        if (path == null) {
            return new Written(null);
        }
        Path full = path.toAbsolutePath().normalize();
        return byPath.computeIfAbsent(full, Written::new);
    }

    private static boolean exists(@Nullable Path path) {
        return path != null && Files.exists(path);
    }

    private void touch(Written file, String where) {
        if (file.path != null) {
            if (unforced.add(file)) {
                file.forced = content(file.path);
            }
            file.openedAt = where;
        }
    }

    private void write(Written file, String where) {
        if (file.path != null) {
            touch(file, where);
            file.writtenAt.add(where);
            lastWritten = file;
            lastWrittenAt = where;
            beforeLastWrite = content(file.path);
        }
    }

    private void force(Written file) {
        unforced.remove(file);
        file.writtenAt.clear();
        if (file == lastWritten) {
            lastWritten = null;
        }
    }

    private void move(@Nullable Path from, @Nullable Path to, String where) {
        if (from == null || to == null || exists(from)) {
            return;
        }
        Path source = from.toAbsolutePath().normalize();
        Path target = to.toAbsolutePath().normalize();
        delete(target);
        List<Map.Entry<Path, Written>> moved =
                byPath.entrySet().stream().filter(e -> e.getKey().startsWith(source)).toList();
        for (Map.Entry<Path, Written> entry : moved) {
            Path path = target.resolve(source.relativize(entry.getKey()));
            byPath.remove(entry.getKey());
            byPath.put(path, entry.getValue());
            entry.getValue().path = path;
        }
        if (mayBeElsewhere(source, target)) {
            Written copy = at(target);
            unforced.add(copy);
            copy.forced = NOTHING;
            copy.writtenAt.add(where);
        }
    }

    /** Whether the two may lie on two file systems: the source is not in the target's folder. */
    private static boolean mayBeElsewhere(Path source, Path target) {
        Path from = source.getParent();
        Path to = target.getParent();
        return from != null && to != null && !from.startsWith(to);
    }

    private void delete(@Nullable Path path) {
        Written file = path == null ? null : byPath.remove(path.toAbsolutePath().normalize());
        if (file != null) {
            file.path = null;
            force(file);
        }
    }

    /** Whether a part of the last write may be missing. */
    public boolean mayHalve() {
        return lastWritten != null;
    }

    /** How many files have content that was not forced. */
    public int unforced() {
        return unforced.size();
    }

    /** What the last crash has lost, in words; empty if that is nothing. */
    public String damage() {
        return damage;
    }

    /** Puts the files into the state that the crash leaves. */
    public void crash(When how) {
        damage = "";
        try {
            switch (how) {
                case HALF -> halve();
                case LOST -> {
                    for (Written file : unforced) {
                        lose(file);
                    }
                }
                case PART_LOST -> lose(unforced.iterator().next());
                default -> { // only the process has died: a later crash may still lose the writes
                    byDescriptor.clear();
                    lastWritten = null;
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the lab cannot put back what a crash has lost", e);
        }
        byPath.clear();
        byDescriptor.clear();
        unforced.clear();
        lastWritten = null;
    }

    private void lose(Written file) throws IOException {
        put(file.path, file.forced);
        damage +=
                (damage.isEmpty() ? "the crash lost what was written at " : " and at ")
                        + (file.writtenAt.isEmpty()
                                ? file.openedAt
                                : String.join(" and ", file.writtenAt));
    }

    private static void put(@Nullable Path path, byte[] content) throws IOException {
        if (path != null && Files.isRegularFile(path)) {
            Files.write(path, content);
        }
    }

    /** The first half of the bytes that the last write has changed is there, the others are not. */
    private void halve() throws IOException {
        Path path = lastWritten == null ? null : lastWritten.path;
        if (path == null) {
            return;
        }
        byte[] before = beforeLastWrite;
        byte[] after = content(path);
        int from = Arrays.mismatch(before, after);
        if (from < 0 || after.length < before.length) {
            return;
        }
        int to = after.length;
        while (to <= before.length && after[to - 1] == before[to - 1]) {
            to--;
        }
        int half = from + (to - from) / 2;
        byte[] torn = Arrays.copyOf(before, Math.max(half, before.length));
        System.arraycopy(after, 0, torn, 0, half);
        put(path, torn);
        damage = "the crash kept half of what was written at " + lastWrittenAt;
    }

    private static byte[] content(Path path) {
        try {
            return Files.isRegularFile(path) ? Files.readAllBytes(path) : NOTHING;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
