///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25

import java.nio.channels.*;
import static java.nio.file.StandardOpenOption.*;

final CountDownLatch locked = new CountDownLatch(1);
FileChannel channel;

// tag::shown[]
void work(Path file) throws IOException, InterruptedException {
    channel = FileChannel.open(file, WRITE);
    channel.lock();                                      // <1>
    locked.countDown();
    IO.println("  has the lock");
    Thread.sleep(Duration.ofHours(1));                   // <2>
    channel.close();                                     // <3>
}
// end::shown[]

void cancelled(Path file) throws InterruptedException {
    var worker = Thread.ofVirtual().start(() -> {
        try { work(file); } catch (IOException | InterruptedException e) { /* ends */ }
    });
    locked.await();
    worker.interrupt();
    worker.join();
}

void crashed(Path file) throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"),
            getClass().getName(), file.toString()).start();
    IO.println(process.inputReader().readLine());
    process.destroyForcibly().waitFor();
}

boolean isFree(Path file) throws IOException {
    try (var other = FileChannel.open(file, WRITE); var lock = other.tryLock()) {
        return lock != null;
    } catch (OverlappingFileLockException e) {
        return false;
    }
}

void main(String[] args) throws Exception {
    if (args.length == 1) work(Path.of(args[0]));
    var file = Files.createTempFile("stock", ".lock");
    IO.println("in a process that is killed:");
    crashed(file);
    IO.println("  afterwards the lock is free: " + isFree(file));
    IO.println("in a thread that is interrupted:");
    cancelled(file);
    IO.println("  afterwards the lock is free: " + isFree(file));
    Files.delete(file);
}
