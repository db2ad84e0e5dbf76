package cancelsafety;

import cancelsafe.given.WeatherService;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Five methods that read temperatures and never mistake a cancellation for a silent station. */
public class SwallowedSignal {

    public void report(WeatherService service, List<String> stations, List<String> log)
            throws InterruptedException {
        for (String station : stations) {
            try {
                log.add(station + " has " + service.read(station));
            } catch (IOException e) { // the failure that is meant; an interrupt passes by
                log.add(station + " is silent");
            }
        }
    }

    public int readOrFail(WeatherService service, String station) throws InterruptedException {
        try {
            return service.read(station);
        } catch (IOException e) { // a cancellation is no cause to wrap
            throw new IllegalStateException(station, e);
        }
    }

    public Integer readOrNull(WeatherService service, String station) throws InterruptedException {
        try {
            return service.read(station);
        } catch (IOException e) { // null says "silent", and nothing else
            return null;
        }
    }

    public int insist(WeatherService service, String station) throws InterruptedException {
        while (true) {
            try {
                return service.read(station);
            } catch (IOException e) { // what a second attempt can mend is tried again
                Thread.sleep(5);
            }
        }
    }

    public Runnable update(WeatherService service, String station, Map<String, Integer> page) {
        return () -> {
            try {
                page.put(station, service.read(station));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // a Runnable cannot throw it: put it back
            } catch (IOException ignored) {
                // the page keeps what it has
            }
        };
    }
}
