package cancelsafe.lab.agent;

/**
 * Marks a class loader all of whose classes are woven. Other loaders' classes are woven if they
 * come from a folder, as those that a build or an IDE has compiled do.
 */
public interface WovenLoader {}
