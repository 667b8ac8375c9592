package jacobi.tck.check;

import jacobi.tck.spec.Mismatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;

/// Several threads that begin at once: callers of a backend, which computes on threads of its own.
final class Crowd {
  private static final long PATIENCE_SECONDS = 60;

  private Crowd() {}

  /// Runs a task in so many threads, each with its number, and throws what the first of them threw.
  static void run(int threads, IntConsumer task) {
    var start = new CountDownLatch(1);
    var problems = new ConcurrentLinkedQueue<RuntimeException>();
    List<Thread> crowd = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int number = i;
      Thread one =
          new Thread(
              () -> {
                try {
                  start.await();
                  task.accept(number);
                } catch (InterruptedException stopped) {
                  problems.add(new Mismatch("interrupted", stopped));
                } catch (RuntimeException failed) {
                  problems.add(failed);
                }
              },
              "tck-" + i);
      one.setDaemon(true);
      one.start();
      crowd.add(one);
    }
    start.countDown();
    crowd.forEach(Crowd::await);
    RuntimeException first = problems.peek();
    if (first != null) {
      throw first;
    }
  }

  private static void await(Thread one) {
    try {
      if (!one.join(java.time.Duration.ofSeconds(PATIENCE_SECONDS))) {
        throw new Mismatch(
            "%s did not end within %d seconds".formatted(one.getName(), PATIENCE_SECONDS));
      }
    } catch (InterruptedException stopped) {
      throw new Mismatch("interrupted", stopped);
    }
  }
}
