import cancelsafe.lab.real.Ended;
import cancelsafe.lab.real.LibraryDriver;

import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A scheduler is shut down and waits for its running job. */
public final class QuartzShutdown implements LibraryDriver {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private static CountDownLatch running;
    private Scheduler scheduler;

    /** Ends when the body waits. */
    public static final class Slow implements Job {
        @Override
        public void execute(JobExecutionContext context) {
            running.countDown();
            Hold.untilBodyWaits();
        }
    }

    @Override
    public void before() throws Exception {
        running = new CountDownLatch(1);
        Properties properties = new Properties();
        properties.setProperty("org.quartz.scheduler.instanceName", "s" + NAMES.incrementAndGet());
        properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        properties.setProperty("org.quartz.threadPool.threadCount", "1");
        scheduler = new StdSchedulerFactory(properties).getScheduler();
        scheduler.scheduleJob(
                JobBuilder.newJob(Slow.class).build(),
                TriggerBuilder.newTrigger().startNow().build());
        scheduler.start();
        running.await();
    }

    @Override
    public void body() throws Exception {
        scheduler.shutdown(true);
    }

    @Override
    public void check(Ended ended) throws Exception {
        if (!scheduler.isShutdown()) {
            throw new AssertionError("the scheduler is not shut down");
        }
    }
}
