package cancelsafety;

import cancelsafe.given.Account;
import cancelsafe.given.Auditor;
import cancelsafe.given.Customer;
import cancelsafe.given.CustomerStore;

/** Says what is to change, asks, then changes all of it. */
public class TornTransfer {
    private final Auditor auditor;
    private final CustomerStore store;

    public TornTransfer(Auditor auditor, CustomerStore store) {
        this.auditor = auditor;
        this.store = store;
    }

    public void transfer(Account a, Account b, int amount) throws InterruptedException {
        Runnable change = new Move(a, b, amount);
        auditor.approve(a, b, amount);
        change.run();
    }

    public void rename(Customer customer, String name) throws InterruptedException {
        Runnable change = () -> customer.rename(name);
        store.write(customer.id(), name);
        change.run();
    }

    private record Move(Account from, Account to, int amount) implements Runnable {
        @Override
        public void run() {
            from.take(amount);
            to.give(amount);
        }
    }
}
