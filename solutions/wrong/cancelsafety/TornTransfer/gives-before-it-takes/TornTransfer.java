package cancelsafety;

import cancelsafe.given.Account;
import cancelsafe.given.Auditor;
import cancelsafe.given.Customer;
import cancelsafe.given.CustomerStore;

/** Another order, the same hole. */
public class TornTransfer {
    private final Auditor auditor;
    private final CustomerStore store;

    public TornTransfer(Auditor auditor, CustomerStore store) {
        this.auditor = auditor;
        this.store = store;
    }

    public void transfer(Account a, Account b, int amount) throws InterruptedException {
        b.give(amount);
        auditor.approve(a, b, amount);
        a.take(amount);
    }

    public void rename(Customer customer, String name) throws InterruptedException {
        store.write(customer.id(), name);
        customer.rename(name);
    }
}
