///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-05 B-01

import java.nio.channels.FileChannel;

interface Call { void run() throws Exception; }

void interrupted(String name, Call call) throws InterruptedException {
    Thread.ofVirtual().start(() -> {
        Thread.currentThread().interrupt();
        String end;
        try {
            call.run();
            end = "returns";
        } catch (Exception e) {
            end = e.getClass().getSimpleName();
        }
        IO.println(name + ": " + end);
    }).join();
}

void main() throws Exception {
    var queue = new LinkedTransferQueue<>(List.of("order"));
    var future = new FutureTask<>(() -> "answer");
    future.run();
    var file = Files.writeString(Files.createTempFile("point", ".txt"), "a line");
    var channel = FileChannel.open(file);

    // tag::shown[]
    interrupted("Thread.sleep(0)", () -> Thread.sleep(0));                  // <1>
    interrupted("TimeUnit.SECONDS.sleep(0)", () -> TimeUnit.SECONDS.sleep(0));
    interrupted("take, one order queued", queue::take);                     // <2>
    interrupted("poll(1 s), one order queued", () -> queue.poll(1, TimeUnit.SECONDS));
    interrupted("Future.get, done", future::get);
    interrupted("Files.size", () -> Files.size(file));
    interrupted("FileChannel.size", channel::size);                         // <3>
    // end::shown[]

    IO.println("queue " + queue + ", channel open: " + channel.isOpen());
    Files.delete(file);
}
