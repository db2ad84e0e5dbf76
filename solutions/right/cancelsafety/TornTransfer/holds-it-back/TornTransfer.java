package cancelsafety;

import cancelsafe.given.Account;
import cancelsafe.given.Auditor;
import cancelsafe.given.Customer;
import cancelsafe.given.CustomerStore;

/** Finishes what it has begun and puts the interrupt back. */
public class TornTransfer {
    private final Auditor auditor;
    private final CustomerStore store;

    public TornTransfer(Auditor auditor, CustomerStore store) {
        this.auditor = auditor;
        this.store = store;
    }

    public void transfer(Account a, Account b, int amount) throws InterruptedException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    auditor.approve(a, b, amount);
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            a.take(amount);
            b.give(amount);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public void rename(Customer customer, String name) throws InterruptedException {
        store.write(customer.id(), name);
        customer.rename(name);
    }
}
