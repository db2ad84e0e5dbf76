///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//DEPS com.h2database:h2:2.4.240
//COMPILE_OPTIONS -XDignore.symbol.file
// covers: S3-40 B-35 B-67 B-77

import com.sun.net.httpserver.*;
import java.sql.*;
import sun.misc.Signal;

// A shop on HTTP whose orders go through one worker into a database on disk. The program starts it as
// a process of its own, has eight customers order without a pause, sends it SIGTERM, and counts what
// became of the orders. Then it opens the database and looks whether all that was answered is in it.
// Prints a row for each way to stop. For systems that have SIGTERM.

/** Where the shop shuts down when it is told to stop. */
enum Way { NOT_AT_ALL, IN_A_HOOK, IN_A_HANDLER }

// ---- The shop. Its parts, in the order in which they stop: inbox, worker, http, database.

/** What the thread that shuts down waits for: one queue, so nothing has to be raced. */
enum Event { STOP, WORKER_ENDED }

/** An order, and the place where its customer waits: whether it was done. */
record Order(String name, CompletableFuture<Boolean> done) {
    static final Order LAST = new Order("", new CompletableFuture<>());
}

/** Lets orders in until it is closed. Whatever was let in comes out before {@code LAST}. */
class Inbox {
    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    private boolean closed;

    synchronized boolean accepts(Order order) {
        return !closed && orders.add(order);
    }

    synchronized void close() {
        closed = true;
        orders.add(Order.LAST);
    }

    Order take() throws InterruptedException {
        return orders.take();
    }

    void refuseTheRest() {
        orders.forEach(order -> order.done().complete(false));
    }
}

class Shop {
    private final Inbox inbox = new Inbox();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final AtomicLong lastRefusal = new AtomicLong();
    private final Connection database;
    private final HttpServer http;
    private final Thread worker = Thread.ofPlatform().unstarted(this::work);

    Shop(Path folder) throws IOException, SQLException {
        database = DriverManager.getConnection(url(folder));
        database.setAutoCommit(false);
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::handle);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    }

    void open() {
        worker.start();
        http.start();
        IO.println("open on " + http.getAddress().getPort());
    }

    void stop() {
        events.add(Event.STOP);
    }

    void handle(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring(1);
        Order order = new Order(name, new CompletableFuture<>());
        boolean done = inbox.accepts(order) && order.done().join();
        if (!done) {
            lastRefusal.set(System.nanoTime());
        }
        exchange.sendResponseHeaders(done ? 200 : 503, -1);
        exchange.close();
    }

    void work() {
        Order order = Order.LAST;
        try {
            for (order = inbox.take(); order != Order.LAST; order = inbox.take()) {
                enter(order);
                order.done().complete(true);
            }
        } catch (InterruptedException | SQLException e) {
            order.done().complete(false);
        } finally {
            inbox.close(); // so that nobody comes in after the look at the rest
            inbox.refuseTheRest();
            events.add(Event.WORKER_ENDED);
        }
    }

    /** Interrupted, the order is not in the database. */
    void enter(Order order) throws InterruptedException, SQLException {
        try (var insert = database.prepareStatement("insert into orders values (?)")) {
            insert.setString(1, order.name());
            insert.execute();
            if (order.name().equals("hangs")) {
                IO.println("hangs");
                Thread.sleep(Duration.ofHours(1));
            }
            Thread.sleep(Duration.ofMillis(5));
            database.commit();
        } catch (InterruptedException e) {
            database.rollback();
            throw e;
        }
    }

    /** A worker that has failed is a reason to stop, too. */
    void awaitStop() throws InterruptedException {
        Event first = events.take();
        if (first == Event.WORKER_ENDED) {
            events.add(first); // the drain will look for it
        }
    }

    /** Each part after those that lean on it. */
    void shutDown(Duration grace) throws Exception {
        inbox.close();
        IO.println("draining");
        IO.println("worker " + drained(grace));
        untilNobodyCalls();
        http.stop(5);
        database.createStatement().execute("shutdown");
    }

    private String drained(Duration grace) throws InterruptedException {
        Event event = events.poll(grace.toMillis(), TimeUnit.MILLISECONDS);
        if (event == Event.WORKER_ENDED) {
            return "completed";
        }
        worker.interrupt();
        worker.join();
        return event == Event.STOP ? "forced by the second signal" : "forced, the grace is over";
    }

    /** Refuses those who have not heard of it: whoever stands in line when the door shuts is dropped. */
    private void untilNobodyCalls() throws InterruptedException {
        long quiet = Duration.ofMillis(200).toNanos();
        lastRefusal.set(System.nanoTime());
        for (long left = quiet; left > 0; left = lastRefusal.get() + quiet - System.nanoTime()) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }
}

/** Commits go to the file at once; and no hook of the database closes it before its users. */
String url(Path folder) {
    return "jdbc:h2:async:" + folder.resolve("orders") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
}

void serve(Way way, Duration grace, Path folder) throws Exception {
    Shop shop = new Shop(folder);
    if (way == Way.IN_A_HANDLER) {
        Signal.handle(new Signal("TERM"), _ -> shop.stop());
        shop.open();
        shop.awaitStop();
        shop.shutDown(grace);
        System.exit(0);
    }
    if (way == Way.IN_A_HOOK) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDownInHook(shop, grace)));
    }
    shop.open();
    Thread.currentThread().join(); // whatever comes, it comes from outside
}

void shutDownInHook(Shop shop, Duration grace) {
    try {
        shop.shutDown(grace);
    } catch (Exception e) {
        IO.println("worker " + e);
    }
}

// ---- The customers, and whoever sends the signals.

enum Fate { ANSWERED, REFUSED, DROPPED }

/** One order on a connection of its own. Connected, and then no answer: dropped. */
Fate send(String name, int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return answer(name, socket);
    } catch (IOException e) {
        return Fate.REFUSED; // nobody has accepted it
    }
}

Fate answer(String name, Socket socket) {
    try {
        String request = "POST /%s HTTP/1.1\r\nHost: shop\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        socket.getOutputStream().write(request.formatted(name).getBytes());
        String status = new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();
        if (status == null) {
            return Fate.DROPPED;
        }
        return status.contains(" 200 ") ? Fate.ANSWERED : Fate.REFUSED;
    } catch (IOException e) {
        return Fate.DROPPED;
    }
}

/** What became of the orders, by their names. */
class Customers {
    private static final int HOW_MANY = 8;

    private final Map<String, Fate> fates = new ConcurrentHashMap<>();
    private final CountDownLatch underLoad = new CountDownLatch(40);
    private final List<Thread> threads = new ArrayList<>();

    void come(int port) {
        for (int i = 0; i < HOW_MANY; i++) {
            String customer = "customer " + i;
            threads.add(Thread.startVirtualThread(() -> orderWhileOpen(customer, port)));
        }
    }

    private void orderWhileOpen(String customer, int port) {
        int n = 0;
        while (order((customer + " " + n++).replace(' ', '-'), port) == Fate.ANSWERED) {
            underLoad.countDown();
        }
    }

    private Fate order(String name, int port) {
        Fate fate = send(name, port);
        fates.put(name, fate);
        return fate;
    }

    void oneHangs(int port) {
        threads.add(Thread.startVirtualThread(() -> order("hangs", port)));
    }

    List<String> with(Fate fate) {
        return fates.keySet().stream().filter(name -> fates.get(name) == fate).toList();
    }
}

record Trial(String name, Way way, boolean oneHangs, int signals, Duration grace) {}

List<Trial> trials() {
    Duration patient = Duration.ofHours(1);
    Duration second = Duration.ofSeconds(1);
    return List.of(
            new Trial("not at all", Way.NOT_AT_ALL, false, 1, patient),
            new Trial("in order", Way.IN_A_HANDLER, false, 1, patient),
            new Trial("in order; one hangs", Way.IN_A_HANDLER, true, 1, second),
            new Trial("in order; one hangs; two signals", Way.IN_A_HANDLER, true, 2, patient),
            new Trial("in a hook; one hangs; two signals", Way.IN_A_HOOK, true, 2, second));
}

String result(Trial trial) throws Exception {
    Path folder = Files.createTempDirectory("orders");
    try (var database = DriverManager.getConnection(url(folder))) {
        database.createStatement().execute("create table orders (name varchar primary key)");
    }
    Process shop = process(trial, folder);
    Customers customers = new Customers();
    try (var said = shop.inputReader()) {
        int port = Integer.parseInt(await(said, "open on "));
        customers.come(port);
        customers.underLoad.await();
        if (trial.oneHangs()) {
            customers.oneHangs(port);
            await(said, "hangs");
        }
        for (int signal = 0; signal < trial.signals(); signal++) {
            if (signal > 0) {
                await(said, "draining");
            }
            shop.toHandle().destroy(); // SIGTERM; Process.destroy would close the pipe, too
        }
        String worker = await(said, "worker ");
        int status = shop.waitFor();
        for (Thread customer : customers.threads) {
            customer.join();
        }
        return String.join("\t",
                trial.name(),
                howMany(customers.with(Fate.DROPPED)),
                howMany(missing(customers.with(Fate.ANSWERED), folder)),
                worker.isEmpty() ? "cut off" : worker,
                "" + status);
    } finally {
        shop.destroyForcibly();
        delete(folder);
    }
}

Process process(Trial trial, Path folder) throws IOException {
    return new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp", System.getProperty("java.class.path"),
                    "ClosingTime",
                    trial.way().name(), trial.grace().toString(), folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
}

/** Reads on to a line that begins so; what follows in it, empty if none comes. */
String await(BufferedReader said, String begin) throws IOException {
    for (String line = said.readLine(); line != null; line = said.readLine()) {
        if (line.startsWith(begin)) {
            return line.substring(begin.length());
        }
    }
    return "";
}

String howMany(List<String> orders) {
    return orders.isEmpty() ? "none" : "some"; // how many is another number each time
}

List<String> missing(List<String> answered, Path folder) throws SQLException {
    List<String> missing = new ArrayList<>(answered);
    try (var database = DriverManager.getConnection(url(folder));
            var rows = database.createStatement().executeQuery("select name from orders")) {
        while (rows.next()) {
            missing.remove(rows.getString(1));
        }
    }
    return missing;
}

void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
        }
    }
}

void main(String[] args) throws Exception {
    if (args.length > 0) {
        serve(Way.valueOf(args[0]), Duration.parse(args[1]), Path.of(args[2]));
        return;
    }
    IO.println("shutdown\tdropped\tanswered, not stored\tthe worker\texit");
    for (Trial trial : trials()) {
        IO.println(result(trial));
    }
}
