package jacobi.backend.cpu.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import jacobi.spi.SettingException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WorkersTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void everyPartRunsExactlyOnceInEveryRegion(int threads) {
    var workers = Workers.of(threads);
    for (int parts : new int[] {0, 1, 2, 3, 17, 100}) {
      for (int round = 0; round < 500; round++) {
        var runs = new AtomicIntegerArray(parts);
        workers.run(parts, runs::incrementAndGet);
        for (int i = 0; i < parts; i++) {
          assertEquals(1, runs.get(i));
        }
      }
    }
  }

  @Test
  void aRegionInsideAPartRunsInline() {
    var workers = Workers.of(2);
    var sum = new AtomicInteger();
    workers.run(
        4,
        outer -> {
          var thread = Thread.currentThread();
          workers.run(
              5,
              inner -> {
                assertSame(thread, Thread.currentThread());
                sum.incrementAndGet();
              });
        });
    assertEquals(20, sum.get());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aThrowingPartLetsTheOthersEndAndThenReachesTheCaller(int threads) {
    var workers = Workers.of(threads);
    var ended = new AtomicInteger();
    var thrown = new ArithmeticException("part 3");
    var seen =
        assertThrows(
            ArithmeticException.class,
            () ->
                workers.run(
                    10,
                    i -> {
                      if (i == 3) {
                        throw thrown;
                      }
                      ended.incrementAndGet();
                    }));
    assertSame(thrown, seen);
    assertEquals(9, ended.get());
    workers.run(10, i -> ended.incrementAndGet());
    assertEquals(19, ended.get());
  }

  @Test
  void manyThreadsMayCallAtOnce() throws InterruptedException {
    var workers = Workers.of(2);
    var total = new AtomicInteger();
    var callers = new ArrayList<Thread>();
    for (int t = 0; t < 4; t++) {
      callers.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; i < 2000; i++) {
                  workers.run(3, part -> total.incrementAndGet());
                }
              }));
    }
    for (Thread caller : callers) {
      caller.join();
    }
    assertEquals(4 * 2000 * 3, total.get());
  }

  @Test
  void idleThreadsUseNoProcessor() throws InterruptedException {
    var workers = Workers.of(3);
    workers.run(100, part -> Thread.onSpinWait());
    Thread.sleep(20);
    var parked =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("jacobi-worker-"))
            .toList();
    assertTrue(parked.size() >= 2);
    var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = parked.stream().mapToLong(t -> bean.getThreadCpuTime(t.threadId())).sum();
    Thread.sleep(200);
    long after = parked.stream().mapToLong(t -> bean.getThreadCpuTime(t.threadId())).sum();
    assertTrue(after - before < 20_000_000, "idle threads used " + (after - before) + " ns");
  }

  @Test
  void aRegionAllocatesNothing() {
    var workers = Workers.of(2);
    var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Workers.Task task = part -> Thread.onSpinWait();
    for (int i = 0; i < 20_000; i++) {
      workers.run(4, task);
    }
    long before = bean.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 10_000; i++) {
      workers.run(4, task);
    }
    long bytes = bean.getCurrentThreadAllocatedBytes() - before;
    assertTrue(bytes < 10_000, bytes + " bytes in 10000 regions");
  }

  @Test
  void theThreadsOfTheProcessAreSetOnce() {
    int threads = Workers.shared().threads();
    assertSame(Workers.shared(), Workers.configure(threads));
    var error = assertThrows(SettingException.class, () -> Workers.configure(threads + 1));
    assertTrue(error.getMessage().contains(threads + 1 + " were asked for"), error.getMessage());
  }

  @Test
  void fewerThanOneThreadIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Workers.of(0));
  }
}
