package cancelsafe.lab.run;

import cancelsafe.lab.hook.CallerLocation;
import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.hook.FileCall;
import cancelsafe.lab.hook.FileListener;
import cancelsafe.lab.monitor.Attention;
import cancelsafe.lab.monitor.CrashDisk;
import cancelsafe.lab.monitor.RunEnd;
import cancelsafe.lab.weave.Weaver;

import org.jspecify.annotations.Nullable;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Operations on files and channels: points of the run, writes that a crash may lose, and what may
 * fail.
 */
final class FileSteps implements FileListener {
    private final Attention attention;
    private final Canceller canceller;
    private final GivenCalls faults;
    private final EndOfRun end;
    private final @Nullable CrashDisk disk;

    FileSteps(
            Attention attention,
            Canceller canceller,
            GivenCalls faults,
            EndOfRun end,
            @Nullable CrashDisk disk) {
        this.attention = attention;
        this.canceller = canceller;
        this.faults = faults;
        this.end = end;
        this.disk = disk;
    }

    @Override
    public void channelBegins(Object channel) {
        if (attention.looksAway()) {
            return;
        }
        CallerLocation.site(CodeLocation.Kind.POINT, Weaver::hasWoven)
                .ifPresent(site -> canceller.reach(site, null));
        FileCall announced = canceller.takeAnnounced();
        if (announced != null) {
            record(announced);
        }
    }

    @Override
    public boolean channelEnds(Object channel, boolean completed) {
        return !attention.looksAway() && canceller.channelEnds(completed);
    }

    @Override
    public boolean watchesFiles() {
        return (disk != null || faults.watchesFiles())
                && !attention.looksAway()
                && !attention.isTakingNote();
    }

    @Override
    public void file(FileCall call) {
        if (faults.watchesFiles()) {
            mayFail(call);
        }
        if (disk != null) {
            mayCrash(call, disk);
        }
    }

    /** What releases something does not fail: the clean-up after a failure ends. */
    private void mayFail(FileCall call) {
        Optional<Class<? extends IOException>> failure =
                switch (call.kind()) {
                    case OPENS -> Optional.of(FileNotFoundException.class);
                    case WRITES -> Optional.of(IOException.class);
                    case FORCES ->
                            isFolder(call.path())
                                    ? Optional.empty()
                                    : Optional.of(IOException.class);
                    case NAMES -> call.mark() ? Optional.of(IOException.class) : Optional.empty();
                    case OPENED, CLOSES, MAPS, MOVED, DELETED -> Optional.empty();
                };
        failure.ifPresent(
                type ->
                        CallerLocation.site(CodeLocation.Kind.FILE, Weaver::hasWoven)
                                .ifPresent(site -> faults.file(site, type)));
    }

    private static boolean isFolder(@Nullable Path path) {
        return path != null && Files.isDirectory(path);
    }

    private void mayCrash(FileCall call, CrashDisk seen) {
        boolean isPoint =
                switch (call.kind()) {
                    case OPENED, MOVED, DELETED -> false;
                    case CLOSES -> seen.isOpen(call.file());
                    case OPENS, WRITES, FORCES, NAMES, MAPS -> true;
                };
        if (isPoint && !call.isPoint()) {
            canceller.announce(call);
            return;
        }
        if (isPoint) {
            Optional<CodeLocation> site =
                    CallerLocation.site(CodeLocation.Kind.FILE, Weaver::hasWoven);
            if (call.kind() == FileCall.Kind.MAPS && site.isPresent()) {
                end.giveUp(
                        new RunEnd.Refused(
                                site.get(),
                                "FileChannel.write: what is written through memory cannot be"
                                        + " seen, so a crash cannot lose it"));
            }
            site.ifPresent(s -> canceller.reach(s, null));
        }
        record(call);
    }

    private void record(FileCall call) {
        CrashDisk seen = disk;
        PointVisit at = canceller.open();
        if (seen != null) {
            attention.note(
                    () -> seen.see(call, at == null ? "an unknown line" : at.site().where()));
        }
    }
}
