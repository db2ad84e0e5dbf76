package flagtokens;

public class StopFlag {
    [2J[31m
}
