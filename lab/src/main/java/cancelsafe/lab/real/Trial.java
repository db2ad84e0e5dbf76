package cancelsafe.lab.real;

import cancelsafe.lab.hook.CodeLocation;

import java.util.List;

/**
 * A run that was cancelled.
 *
 * @param n number of the point, from 1
 * @param site where that was; a call in the library
 * @param late whether the thread had waited in the call for a while by then
 * @param how how the body ended, in words
 * @param broken the promises that it broke, of those that are judged
 * @param cutOff the steps of the driver that had not ended in time, in words; a run that broke
 *     nothing but was cut off says nothing
 */
public record Trial(
        int n,
        CodeLocation site,
        boolean late,
        String how,
        List<Broken> broken,
        List<String> cutOff) {}
