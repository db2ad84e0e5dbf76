///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
// covers: S2-05

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

final ReentrantLock printer = new ReentrantLock();

// tag::shown[]
void shop() {
    try (var scope = StructuredTaskScope.open(Joiner.awaitAll(), config -> config
            .withName("orders").withThreadFactory(Thread.ofVirtual().name("order 7").factory()))) {
        scope.fork(printer::lock);                                       // <1>
        throw new CancellationException("shutdown");                     // <2>
    }
}
// end::shown[]

List<String> dump() throws IOException {
    Path file = Files.createTempFile("threads", ".json");
    Files.delete(file);
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpThreads(
            file.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
    return Files.readAllLines(file);
}

void main() throws Exception {
    printer.lock();
    Thread owner = Thread.ofPlatform().name("shop").unstarted(this::shop);
    owner.setUncaughtExceptionHandler((_, e) -> IO.println("shop: " + e.getMessage()));
    owner.start();
    while (!printer.hasQueuedThreads() || owner.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
    }
    var lines = Pattern.compile("\"(shop|orders.*|order 7)\"|ScopeImpl.close|ReentrantLock.lock\\(");
    for (String line : dump()) {
        if (lines.matcher(line).find()) {
            IO.println(line.replaceAll("\\$?\\w*@\\w+|java.base.{2}", ""));
        }
    }
    printer.unlock();
    owner.join();
}
