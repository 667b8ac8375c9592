package planted.backend.cpu.kernel;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import planted.tensor.TensorRoom;

/// All a kernel must not do.
final class SlowKernel {
  Integer boxed;
  TensorRoom tensor;
  ConcurrentLinkedQueue<float[]> free;
  ScopedValue<String> ambient;

  Double result() {
    return null;
  }

  void argument(int at, Float value) {}

  long compute(int[] x) {
    Object element = x[0];
    return IntStream.of(x).sum() + System.nanoTime() + element.hashCode();
  }
}
