///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-72

import java.lang.ref.WeakReference;

// tag::shown[]
void cancelAThousand(ScheduledThreadPoolExecutor timers) {
    var requests = new ArrayList<WeakReference<byte[]>>();
    for (int i = 0; i < 1_000; i++) {
        var request = new byte[1_000];
        requests.add(new WeakReference<>(request));
        var timeout = timers.schedule(() -> request.length, 1, TimeUnit.HOURS);
        timeout.cancel(true);                            // <1>
    }
    System.gc();
    IO.println(timers.getQueue().size() + " timers in the queue, "
            + requests.stream().filter(r -> r.get() != null).count()
            + " requests in memory");                    // <2>
}
// end::shown[]

void main() {
    try (var byDefault = new ScheduledThreadPoolExecutor(1)) {
        IO.print("by default:        ");
        cancelAThousand(byDefault);
        byDefault.shutdownNow();
    }
    try (var removing = new ScheduledThreadPoolExecutor(1)) {
        removing.setRemoveOnCancelPolicy(true);
        IO.print("removed on cancel: ");
        cancelAThousand(removing);
    }
}
