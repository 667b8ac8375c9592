package jacobi.models.cli;

import jacobi.models.train.Trainer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Makes Ctrl-C end the training after the step that is under way, so that what was learned is
/// evaluated and saved before the process goes.
final class Interrupt implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook;

  private Interrupt(Trainer trainer) {
    hook =
        new Thread(
            () -> {
              trainer.stop();
              try {
                finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
              } catch (InterruptedException gone) {
                Thread.currentThread().interrupt();
              }
            },
            "jacobi-interrupt");
  }

  static Interrupt of(Trainer trainer) {
    var interrupt = new Interrupt(trainer);
    Runtime.getRuntime().addShutdownHook(interrupt.hook);
    return interrupt;
  }

  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The process is ending already, and the hook was waiting for this.
      return;
    }
  }
}
