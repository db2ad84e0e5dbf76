package cancelsafety;

import cancelsafe.given.Account;
import cancelsafe.given.Auditor;
import cancelsafe.given.Customer;
import cancelsafe.given.CustomerStore;

/** Two changes that belong together, and the call that may be cancelled before both. */
public class TornTransfer {
    private final Auditor auditor;
    private final CustomerStore store;

    public TornTransfer(Auditor auditor, CustomerStore store) {
        this.auditor = auditor;
        this.store = store;
    }

    public void transfer(Account a, Account b, int amount) throws InterruptedException {
        auditor.approve(a, b, amount); // whoever cancels here leaves everything as it was
        a.take(amount); // from here on nothing can be cancelled:
        b.give(amount); // the commit point is a pair without a cancellation point
    }

    public void rename(Customer customer, String name) throws InterruptedException {
        store.write(customer.id(), name); // the part that can fail goes first
        customer.rename(name); // the part that cannot goes last
    }
}
