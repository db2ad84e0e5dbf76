///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-32 S1-07

final Queue<String> jobs = new ArrayDeque<>();
final Queue<String> stop = new ArrayDeque<>();
int handled;

// tag::shown[]
void serve(Queue<String> first, Queue<String> second) {
    while (true) {
        String next = first.isEmpty() ? second.poll() : first.poll();   // <1>
        if (next == null || next.equals("shutdown")) {
            return;
        }
        handle(next);
    }
}

void handle(String job) {
    handled++;
    if (handled == 2) {
        stop.add("shutdown");                                           // <2>
    }
    if (handled < 100) {
        jobs.add("job");                                                // <3>
    }
}
// end::shown[]

int served(boolean shutdownFirst) {
    jobs.clear();
    stop.clear();
    handled = 0;
    jobs.add("job");
    if (shutdownFirst) {
        serve(stop, jobs);
    } else {
        serve(jobs, stop);
    }
    return handled;
}

void main() {
    IO.println("work first:     " + served(false) + " jobs handled");
    IO.println("shutdown first: " + served(true) + " jobs handled");
}
