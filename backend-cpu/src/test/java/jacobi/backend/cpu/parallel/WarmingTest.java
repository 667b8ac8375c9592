package jacobi.backend.cpu.parallel;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class WarmingTest {
  /// A kernel whose first code stays slow for ever, as a method does that HotSpot gave up on.
  private static final class GivenUp implements Warming.Kernel {
    final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private boolean renewed;

    @Override
    public void batch() {
      if (!renewed) {
        LockSupport.parkNanos(100_000);
      }
    }

    @Override
    public double compiledNanos() {
      return 50_000;
    }

    @Override
    public void renew() {
      renewed = true;
    }

    @Override
    public void end(boolean compiled) {
      ended.complete(compiled);
    }
  }

  @Test
  void aKernelThatStaysSlowIsTriedAgainAsNewCode() throws Exception {
    var kernel = new GivenUp();
    assertFalse(kernel.renewed, "the first turn runs the code as it is");
    Warming.ask(kernel);
    assertTrue(kernel.ended.get(5, TimeUnit.MINUTES), "compiled after it was renewed");
  }

  /// A kernel that HotSpot takes a second to compile.
  private static final class Late implements Warming.Kernel {
    final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private long begun;
    private int slow;

    @Override
    public void batch() {
      long now = System.nanoTime();
      begun = slow == 0 ? now : begun;
      if (now - begun < 1_000_000_000) {
        slow++;
        LockSupport.parkNanos(100_000);
      }
    }

    @Override
    public double compiledNanos() {
      return 50_000;
    }

    @Override
    public void end(boolean compiled) {
      ended.complete(compiled);
    }
  }

  @Test
  void theCompilerIsNotWaitedForByRunningSlowCode() throws Exception {
    var kernel = new Late();
    Warming.ask(kernel);
    assertTrue(kernel.ended.get(5, TimeUnit.MINUTES), "compiled in the end");
    assertTrue(kernel.slow < 1500, kernel.slow + " batches, where a second has room for 6000");
  }
}
