package cancelsafety;

import cancelsafe.given.WeatherService;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Remembers a cancellation in a field, and stays cancelled. */
public class SwallowedSignal {
    private boolean cancelled;

    public void report(WeatherService service, List<String> stations, List<String> log) {
        for (String station : stations) {
            if (cancelled) {
                return;
            }
            try {
                log.add(station + " has " + service.read(station));
            } catch (IOException e) {
                log.add(station + " is silent");
            } catch (InterruptedException e) {
                cancelled = true;
                Thread.currentThread().interrupt();
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
                Thread.sleep(5);
            }
        }
    }

    public Runnable update(WeatherService service, String station, Map<String, Integer> page) {
        return () -> {
            try {
                page.put(station, service.read(station));
            } catch (IOException silent) {
                // the page keeps what it has
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
