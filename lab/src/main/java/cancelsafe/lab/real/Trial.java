package cancelsafe.lab.real;

import cancelsafe.lab.hook.CodeLocation;

import java.util.List;

/**
 * A run that was cancelled.
 *
 * @param n number of the point, from 1
 * @param site where that was; a call in the library
 * @param how how the body ended, in words
 * @param broken the promises that it broke, of those that are judged
 */
public record Trial(int n, CodeLocation site, String how, List<Broken> broken) {}
