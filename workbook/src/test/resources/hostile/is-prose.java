I think that the flag must be volatile.
