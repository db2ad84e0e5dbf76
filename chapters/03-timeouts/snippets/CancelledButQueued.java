
//JAVA 25
// covers: B-72

int queuedAfter(ScheduledThreadPoolExecutor timers) {
    for (int i = 0; i < 1_000; i++) {
        var request = new byte[1_000];                                  // <1>
        var timeout = timers.schedule(() -> request.length, 1, TimeUnit.HOURS);
        timeout.cancel(true);                                           // <2>
    }
    return timers.getQueue().size();
}

void main() {
    var asItComes = new ScheduledThreadPoolExecutor(1);
    IO.println("as it comes:       " + queuedAfter(asItComes) + " in the queue");
    asItComes.shutdownNow();

    var tidy = new ScheduledThreadPoolExecutor(1);
    tidy.setRemoveOnCancelPolicy(true);                                 // <3>
    IO.println("removes on cancel: " + queuedAfter(tidy) + " in the queue");
    tidy.shutdownNow();
}
