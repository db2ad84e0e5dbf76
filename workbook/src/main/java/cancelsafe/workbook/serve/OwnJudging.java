package cancelsafe.workbook.serve;

import cancelsafe.book.Kata;
import cancelsafe.workbook.judge.Judge;
import cancelsafe.workbook.judge.RunInProgress;
import cancelsafe.workbook.judge.Verdict;
import cancelsafe.workbook.reader.AnswerFile;
import cancelsafe.workbook.reader.AnswerFile.Content;
import cancelsafe.workbook.reader.Progress;
import cancelsafe.workbook.screen.Sentence;

import java.io.IOException;

/** Judging for pages without a watch beside them: it notes progress and spreads the news. */
public final class OwnJudging implements Judging, AutoCloseable {
    private final RunInProgress run;
    private final Progress progress;
    private final News news;

    /**
     * Nothing is being judged.
     *
     * @param judge used for the pages alone, and left open
     */
    public OwnJudging(Judge judge, Progress progress, News news) {
        this.run = new RunInProgress(judge);
        this.progress = progress;
        this.news = news;
    }

    @Override
    public void judge(Kata kata, boolean written) {
        Content content = new AnswerFile(kata).readIfAny();
        news.judging(kata);
        run.judge(
                kata,
                new RunInProgress.Listener() {
                    @Override
                    public void judged(Verdict verdict) {
                        news.judged(kata, verdict, content);
                        note(kata, verdict);
                    }

                    @Override
                    public void failed(Exception why) {
                        news.notJudged(kata, Sentence.of(why));
                    }
                });
    }

    @Override
    public void cancel() {
        run.cancel();
    }

    /** Cancels the judging that is under way, and waits until it has ended. */
    @Override
    public void close() {
        run.close();
    }

    private void note(Kata kata, Verdict verdict) {
        try {
            progress.choose(kata);
            progress.note(kata, verdict);
            news.progressed();
        } catch (IOException e) {
            news.notJudged(kata, "Your progress cannot be saved. " + Sentence.of(e));
        }
    }
}
