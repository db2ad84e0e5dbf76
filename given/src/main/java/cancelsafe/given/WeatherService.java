package cancelsafe.given;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Temperatures of stations, each a trip over the network; some stations are silent.
 *
 * <p>Kata 2.6 SwallowedSignal.
 */
public final class WeatherService {
    private static final Duration TRIP = Duration.ofMillis(5);

    private final Map<String, Integer> degrees = new HashMap<>();
    private final Map<String, Integer> failuresLeft = new HashMap<>();
    private int asked;
    private int askedAfterInterrupt;
    private boolean cutShort;

    /** A service that knows no station. */
    public WeatherService() {}

    /** Adds a station that answers with {@code reading}. */
    public WeatherService station(String name, int reading) {
        degrees.put(name, reading);
        return this;
    }

    /** Lets the station fail for the next {@code times} readings. */
    public WeatherService silentFor(String name, int times) {
        failuresLeft.put(name, times);
        return this;
    }

    /**
     * Waits for the temperature of a station.
     *
     * @return degrees Celsius
     * @throws IOException if the station is silent or unknown
     * @throws InterruptedException if the calling thread is interrupted before the answer is there
     */
    public int read(String name) throws IOException, InterruptedException {
        asked++;
        if (cutShort) {
            askedAfterInterrupt++;
        }
        try {
            Thread.sleep(TRIP);
        } catch (InterruptedException e) {
            cutShort = true;
            throw e;
        }
        int left = failuresLeft.getOrDefault(name, 0);
        Integer reading = degrees.get(name);
        if (left > 0 || reading == null) {
            failuresLeft.put(name, left - 1);
            throw new IOException(name + " is silent");
        }
        return reading;
    }

    /** How many readings have been begun. */
    public int asked() {
        return asked;
    }

    /** How many of them were begun after a reading had been cut short by an interrupt. */
    public int askedAfterInterrupt() {
        return askedAfterInterrupt;
    }
}
