package jacobi.backend.opencl;

import jacobi.op.Dropout;
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
    int blocks = blocks(queue);
    queue
        .launch(Program.RANDOM, DType.I32, "RANDOM_BITS")
        .with(state)
        .with(y)
        .with(key, start, (int) y.layout().offset(), words)
        .with(blocks)
        .run(items(words, blocks));
  }

  static void dropout(Dropout op, OpCall call, OpenClQueue queue) {
    int n = (int) call.out().shape().elements();
    int blocks = blocks(queue);
    queue
        .launch(Program.RANDOM, DType.I32, "DROPOUT")
        .with(call.in(0))
        .with(call.in(1))
        .with(call.out())
        .with(n)
        .with(op.threshold())
        .with(Float.floatToRawIntBits((float) (1 / (1 - op.p()))))
        .with(blocks)
        .run(items(n, blocks));
  }

  private static int blocks(OpenClQueue queue) {
    return queue.device().isProcessor() ? BLOCKS : 1;
  }

  /// The first block may begin before the first word.
  private static long items(int words, int blocks) {
    return (words / BLOCK + 2L + blocks - 1) / blocks;
  }
}
