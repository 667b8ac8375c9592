package jacobi.backend.opencl;

import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.DType;

/// Random words: `random.cl`.
final class RandomKernels {
  /// Words of a block.
  private static final int BLOCK = 4;

  /// Blocks that a work item of a processor makes.
  private static final int BLOCKS = 256;

  private RandomKernels() {}

  static void bits(OpCall call, OpenClQueue queue) {
    Operand state = call.in(0);
    Operand y = call.out();
    int key = (int) state.layout().offset();
    int start = key + (int) state.layout().stride(0);
    int words = (int) y.shape().elements();
    int blocks = queue.device().isProcessor() ? BLOCKS : 1;
    // The first block may begin before the first word.
    long all = words / BLOCK + 2L;
    queue
        .launch(Program.RANDOM, DType.I32, "RANDOM_BITS")
        .with(state)
        .with(y)
        .with(key, start, (int) y.layout().offset(), words)
        .with(blocks)
        .run((all + blocks - 1) / blocks);
  }
}
