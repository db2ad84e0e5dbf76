///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//DEPS com.softwaremill.jox:channels:1.0.1
// covers: S2-16 B-32

import com.softwaremill.jox.Channel;
import static com.softwaremill.jox.Select.select;

void main() throws InterruptedException {
    Channel<String> phone = Channel.newBufferedChannel(2);
    Channel<String> mail = Channel.newBufferedChannel(2);
    for (int i = 1; i <= 2; i++) {
        phone.send("by phone " + i);
        mail.send("by mail " + i);
    }
    // tag::shown[]
    for (int served = 0; served < 2; served++) {
        String order = select(                               // <1>
                phone.receiveClause(), mail.receiveClause());
        IO.println("served: " + order);
    }
    // end::shown[]
    IO.println("in the channels: " + mail.receive() + ", " + mail.receive());
}
