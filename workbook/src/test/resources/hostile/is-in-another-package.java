package elsewhere;

public class StopFlag {}
