package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.backend.cpu.parallel.Warming;
import jacobi.models.nn.Linear;
import jacobi.models.nn.Module;
import jacobi.models.optim.Adam;
import jacobi.random.Seed;
import jacobi.spi.ClosedException;
import jacobi.spi.OutOfMemoryException;
import jacobi.tensor.Scope;
import jacobi.tensor.Tensor;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// Memory comes back: after every step, and after a failure.
class MemoryTest {
  private static final int STEPS = 10_000;
  private static final int WARM = 2_000;

  /// Buffers on both sides of 16 KiB: 8×1024 weights are 32 KiB, the rest is small.
  record Net(Linear wide, Linear narrow) implements Module {
    static Net of(Seed seed) {
      return new Net(Linear.of(8, 1024, seed.at("wide")), Linear.of(1024, 2, seed.at("narrow")));
    }

    @Override
    public Tensor apply(Tensor x) {
      return narrow.apply(wide.apply(x).relu());
    }
  }

  private static double step(Net net, Adam adam, Tensor x, Tensor labels) {
    return Scope.run(scope -> {
      Tensor loss = net.apply(x).crossEntropy(labels);
      adam.step(loss);
      return loss.item();
    });
  }

  @Test
  void liveBytesAreTheSameAfterEveryStepAndTheHeapStaysFlat() {
    try (Session session = Session.open(Options.of().withBackend("cpu"))) {
      session.run(() -> {
        Net net = Net.of(Seed.of(1));
        Adam adam = Adam.of(net, 1e-3);
        Tensor x = Jacobi.ones(8, 8);
        Tensor labels = Jacobi.tensor(new long[] {0, 1, 0, 1, 0, 1, 0, 1});
        step(net, adam, x, labels);
        step(net, adam, x, labels);
        System.gc();
        step(net, adam, x, labels);
        long live = session.counters().liveBytes();
        assertTrue(live > 0);
        long before = 0;
        for (int i = 0; i < STEPS; i++) {
          step(net, adam, x, labels);
          long now = session.counters().liveBytes();
          // The first values of cells were made outside of any scope: the collector finds them.
          assertTrue(i > WARM ? now == live : now <= live, "step " + i + ": " + now);
          live = now;
          if (i == WARM) {
            before = usedHeap();
          }
        }
        long grown = usedHeap() - before;
        assertTrue(grown < (STEPS - WARM) * 1024L, grown + " bytes more");
        return null;
      });
    }
  }

  /// The least of a few readings, for interpreted vector code, which runs while kernels are being
  /// warmed in the background, leaves garbage faster than it can be read.
  private static long usedHeap() {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!Warming.isIdle() && System.nanoTime() < end) {
      LockSupport.parkNanos(20_000_000);
    }
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  @Test
  void theReversePassGivesBackWhatItHasLeft() {
    try (Session session = Session.open(Options.of().withBackend("cpu"))) {
      session.run(() ->
          Scope.run(scope -> {
            Tensor x = Jacobi.ones(64, 128).watch();
            Tensor y = x;
            for (int i = 0; i < 30; i++) {
              y = y.add(y.tanh().exp());
            }
            Tensor loss = y.sum();
            long held = session.counters().peakBytes();
            assertEquals(64 * 128, Jacobi.gradients(loss).of(x).shape().elements());
            long more = session.counters().peakBytes() - held;
            assertTrue(more <= 8 * 64 * 128 * Float.BYTES, more + " bytes more");
            return null;
          }));
    }
  }

  @Test
  void aFailedAllocationChangesNothing() {
    try (Session session = Session.open(Options.of().withBackend("cpu"))) {
      session.run(() -> {
        Tensor x = Jacobi.ones(100, 100);
        long live = session.counters().liveBytes();
        session.failAllocation(0);
        assertThrows(OutOfMemoryException.class, () -> x.add(x));
        assertEquals(live, session.counters().liveBytes());
        assertEquals(20_000, x.add(x).sum().item());
        return null;
      });
    }
  }

  @Test
  void aTensorUsedAfterItsScopeIsATypedError() {
    try (Session session = Session.open(Options.of().withBackend("cpu"))) {
      session.run(() -> {
        Tensor[] leaked = new Tensor[1];
        Tensor kept =
            Scope.tensor(() -> {
              leaked[0] = Jacobi.ones(100, 100);
              return leaked[0].mul(2);
            });
        assertEquals(20_000, kept.sum().item());
        assertThrows(ClosedException.class, () -> leaked[0].sum());
        return null;
      });
    }
  }
}
