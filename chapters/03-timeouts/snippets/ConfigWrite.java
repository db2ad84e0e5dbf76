///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-18

// tag::shown[]
String save(Path file, String text, CountDownLatch renamed) throws Exception {
    Path beside = Files.writeString(file.resolveSibling("limit.tmp"), text);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);    // <1>
    renamed.countDown();
    new CountDownLatch(1).await();                               // <2>
    return "saved";
}

String page(Future<String> saving) throws Exception {
    try {
        return saving.get(50, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
        saving.cancel(true);
        return "not saved, the limit was reached";               // <3>
    }
}
// end::shown[]

void main() throws Exception {
    Path folder = Files.createTempDirectory("config");
    Path file = Files.writeString(folder.resolve("limit"), "limit = 10");
    var renamed = new CountDownLatch(1);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var saving = executor.submit(() -> save(file, "limit = 50", renamed));
        renamed.await();
        IO.println("page: " + page(saving));
    }
    IO.println("file: " + Files.readString(file));
    Files.delete(file);
    Files.delete(folder);
}
