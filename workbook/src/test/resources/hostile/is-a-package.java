package flagtokens;
