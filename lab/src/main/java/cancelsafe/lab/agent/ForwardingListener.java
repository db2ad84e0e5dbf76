package cancelsafe.lab.agent;

import cancelsafe.lab.hook.FileCall;
import cancelsafe.lab.hook.Hook;
import cancelsafe.lab.hook.RuntimeListener;
import cancelsafe.lab.hook.Time;
import cancelsafe.lab.jdk25.JdkListener;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;

/** Hands on what the JDK tells to the run that the calling thread belongs to, if there is one. */
final class ForwardingListener implements JdkListener {
    ForwardingListener() {
        // loads what the listener uses: loading takes locks, and those tell the listener
        boolean inRun = Hook.hereOrDriving() != null || Time.currentTimeMillis() < 0;
        assert !inRun : "the lab is installed before its first run";
    }

    @Override
    public long nanoTime() {
        return Time.nanoTime();
    }

    @Override
    public long currentTimeMillis() {
        return Hook.here() == null ? System.currentTimeMillis() : Time.currentTimeMillis();
    }

    @Override
    public @Nullable ScheduledFuture<?> timeout(Runnable task, Duration delay) {
        RuntimeListener run = Hook.here();
        return run == null
                ? null
                : run.services()
                        .after(delay, () -> run.services().newThread().name("timeout").start(task));
    }

    @Override
    public @Nullable ScheduledFuture<?> wakeUp(Runnable task, Duration delay) {
        RuntimeListener run = Hook.hereOrDriving();
        return run == null ? null : run.services().after(delay, task);
    }

    @Override
    public void channelBegins(Object channel) {
        RuntimeListener run = Hook.here();
        if (run != null) {
            run.files().channelBegins(channel);
        }
    }

    @Override
    public boolean channelEnds(Object channel, boolean completed) {
        RuntimeListener run = Hook.here();
        return run != null && run.files().channelEnds(channel, completed);
    }

    @Override
    public void opened(Object resource) {
        RuntimeListener run = Hook.here();
        if (run != null) {
            run.resources().opened(resource);
        }
    }

    @Override
    public void closed(Object resource) {
        RuntimeListener run = Hook.here();
        if (run != null) {
            run.resources().closed(resource);
        }
    }

    @Override
    public void used(Object lock) {
        RuntimeListener run = Hook.here();
        if (run != null) {
            run.resources().used(lock);
        }
    }

    @Override
    public void releases(Semaphore semaphore) {
        RuntimeListener run = Hook.here();
        if (run != null) {
            run.resources().releases(semaphore);
        }
    }

    @Override
    public void steps() {
        RuntimeListener run = Hook.here();
        if (run != null) {
            run.memory().stepInside();
        }
    }

    @Override
    public void starts(Thread thread) {
        RuntimeListener run = Hook.here();
        if (run != null) {
            run.threads().startsOutside(thread);
        }
    }

    @Override
    public void dies(Throwable thrown) {
        RuntimeListener run = Hook.here();
        if (run != null) {
            run.threads().dies(thrown);
        }
    }

    @Override
    public void wakes(Thread thread) {
        RuntimeListener run = Hook.here();
        if (run != null) {
            run.threads().handsOver(thread);
        }
    }

    @Override
    public void submits() {
        RuntimeListener run = Hook.here();
        if (run != null) {
            run.threads().submitsOutside();
        }
    }

    @Override
    public void grows(ThreadPoolExecutor pool) {
        RuntimeListener run = Hook.hereOrDriving();
        if (run != null) {
            run.threads().grows(pool);
        }
    }

    @Override
    public void gives(ThreadPoolExecutor pool) {
        RuntimeListener run = Hook.here();
        if (run != null) {
            run.threads().givesTo(pool);
        }
    }

    @Override
    public boolean watchesFiles() {
        RuntimeListener run = Hook.here();
        return run != null && run.files().watchesFiles();
    }

    @Override
    public void file(
            String kind,
            @Nullable Object file,
            @Nullable Path path,
            @Nullable Path target,
            boolean mark,
            boolean isPoint) {
        RuntimeListener run = Hook.here();
        if (run != null) {
            run.files()
                    .file(
                            new FileCall(
                                    FileCall.Kind.valueOf(kind),
                                    file,
                                    path,
                                    target,
                                    mark,
                                    isPoint));
        }
    }

    @Override
    public boolean pretendsToForce() {
        return Hook.here() != null;
    }
}
