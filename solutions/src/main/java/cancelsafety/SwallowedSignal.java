package cancelsafety;

import cancelsafe.given.WeatherService;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Reads temperatures, and never treats a cancellation like a silent station. */
public class SwallowedSignal {

    public void report(WeatherService service, List<String> stations, List<String> log)
            throws InterruptedException {
        for (String station : stations) {
            try {
                log.add(station + " has " + service.read(station));
            } catch (IOException e) { // only the failure that is meant
                log.add(station + " is silent");
            }
        }
    }

    public int readOrFail(WeatherService service, String station) throws InterruptedException {
        try {
            return service.read(station);
        } catch (IOException e) { // does not wrap an interrupt
            throw new IllegalStateException(station, e);
        }
    }

    public Integer readOrNull(WeatherService service, String station) throws InterruptedException {
        try {
            return service.read(station);
        } catch (IOException e) { // null means "silent" only
            return null;
        }
    }

    public int insist(WeatherService service, String station) throws InterruptedException {
        while (true) {
            try {
                return service.read(station);
            } catch (IOException e) { // only failures are retried
                Thread.sleep(5);
            }
        }
    }

    public Runnable update(WeatherService service, String station, Map<String, Integer> page) {
        return () -> {
            try {
                page.put(station, service.read(station));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // a Runnable cannot throw it: restore
            } catch (IOException ignored) {
                // the page keeps its old value
            }
        };
    }
}
