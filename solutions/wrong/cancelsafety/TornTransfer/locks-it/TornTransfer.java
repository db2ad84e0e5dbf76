package cancelsafety;

import cancelsafe.given.Account;
import cancelsafe.given.Auditor;
import cancelsafe.given.Customer;
import cancelsafe.given.CustomerStore;

/** A lock around the hole does not close it. */
public class TornTransfer {
    private final Auditor auditor;
    private final CustomerStore store;

    public TornTransfer(Auditor auditor, CustomerStore store) {
        this.auditor = auditor;
        this.store = store;
    }

    public void transfer(Account a, Account b, int amount) throws InterruptedException {
        synchronized (this) {
            a.take(amount);
            auditor.approve(a, b, amount);
            b.give(amount);
        }
    }

    public void rename(Customer customer, String name) throws InterruptedException {
        synchronized (this) {
            customer.rename(name);
            store.write(customer.id(), name);
        }
    }
}
