///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-37

final AtomicInteger sent = new AtomicInteger();

// tag::shown[]
static final class Channel<T> {
    private final Deque<T> items = new ArrayDeque<>();
    private boolean receiverGone;

    synchronized boolean send(T item) throws InterruptedException {
        while (items.size() == 2 && !receiverGone) wait();
        if (receiverGone) return false;                     // <1>
        items.add(item);
        notifyAll();
        return true;
    }

    synchronized T receive() throws InterruptedException {
        while (items.isEmpty()) wait();
        notifyAll();
        return items.remove();
    }

    synchronized List<T> close() {                          // <2>
        receiverGone = true;
        notifyAll();
        var left = List.copyOf(items);
        items.clear();
        return left;
    }
}

void produce(Channel<Integer> channel) {
    try {
        while (channel.send(sent.get() + 1)) {              // <3>
            sent.incrementAndGet();
        }
        IO.println("the producer stops after " + sent + " items");
    } catch (InterruptedException e) {
        IO.println("the producer was interrupted after " + sent + " items");
    }
}
// end::shown[]

void main() throws InterruptedException {
    var channel = new Channel<Integer>();
    var producer = Thread.ofPlatform().start(() -> produce(channel));
    IO.println("received: " + channel.receive());
    while (sent.get() < 3 || producer.getState() != Thread.State.WAITING) Thread.onSpinWait();
    var left = channel.close();
    producer.join();
    IO.println("never received: " + left);
}
