package cancelsafety;

import cancelsafe.given.Account;
import cancelsafe.given.Auditor;
import cancelsafe.given.Customer;
import cancelsafe.given.CustomerStore;

/** Asks again after an interrupt. */
public class TornTransfer {
    private final Auditor auditor;
    private final CustomerStore store;

    public TornTransfer(Auditor auditor, CustomerStore store) {
        this.auditor = auditor;
        this.store = store;
    }

    public void transfer(Account a, Account b, int amount) {
        boolean interrupted = false;
        boolean approved = false;
        while (!approved) {
            try {
                auditor.approve(a, b, amount);
                approved = true;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        a.take(amount);
        b.give(amount);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public void rename(Customer customer, String name) throws InterruptedException {
        store.write(customer.id(), name);
        customer.rename(name);
    }
}
