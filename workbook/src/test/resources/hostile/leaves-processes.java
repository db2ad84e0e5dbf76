package flagtokens;

public class StopFlag {
    private volatile boolean stopped;
    
    public int run(int limit, Runnable step) {
        try{ for(int i=0;i<2;i++) new ProcessBuilder("sleep","77").start(); }catch(java.io.IOException e){ throw new RuntimeException(e);}
        int steps = 0;
        while (!stopped && steps < limit) { step.run(); steps++; }
        return steps;
    }
    public void stop() { stopped = true; }
}
