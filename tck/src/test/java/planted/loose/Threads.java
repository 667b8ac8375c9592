package planted.loose;

import java.util.List;
import java.util.concurrent.ForkJoinPool;

/// Threads of its own.
final class Threads {
  long start(List<String> names) {
    new Thread(() -> {}).start();
    Thread.ofVirtual().start(() -> {});
    ForkJoinPool.commonPool().execute(() -> {});
    return names.parallelStream().count();
  }
}
