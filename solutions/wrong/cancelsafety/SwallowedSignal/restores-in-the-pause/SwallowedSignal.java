package cancelsafety;

import cancelsafe.given.WeatherService;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Restores the interrupt status in the pause, and goes on. */
public class SwallowedSignal {

    public void report(WeatherService service, List<String> stations, List<String> log)
            throws InterruptedException {
        for (String station : stations) {
            try {
                log.add(station + " has " + service.read(station));
            } catch (IOException e) {
                log.add(station + " is silent");
            }
        }
    }

    public int readOrFail(WeatherService service, String station) throws InterruptedException {
        try {
            return service.read(station);
        } catch (IOException e) {
            throw new IllegalStateException(station, e);
        }
    }

    public Integer readOrNull(WeatherService service, String station) throws InterruptedException {
        try {
            return service.read(station);
        } catch (IOException e) {
            return null;
        }
    }

    public int insist(WeatherService service, String station) throws InterruptedException {
        while (true) {
            try {
                return service.read(station);
            } catch (IOException e) {
                try {
                    Thread.sleep(5);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    public Runnable update(WeatherService service, String station, Map<String, Integer> page) {
        return () -> {
            try {
                page.put(station, service.read(station));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException ignored) {
                // the page keeps what it has
            }
        };
    }
}
