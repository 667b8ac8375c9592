package jacobi.backend.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jacobi.backend.blas.library.Search;
import jacobi.backend.cpu.CpuDriver;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Binary;
import jacobi.op.Conv2d;
import jacobi.op.ElementwiseChain;
import jacobi.op.Op;
import jacobi.op.Sliding;
import jacobi.spi.Driver;
import jacobi.spi.HostBuffer;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.spi.Queue;
import jacobi.type.DType;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Convolutions by oneDNN are those of Java. Operands are small whole numbers: to the bit.
class ConvolutionsTest {
  private static final Workers WORKERS = Workers.of(3);
  private static final CpuDriver JAVA = new CpuDriver(WORKERS);

  /// @param n images
  /// @param c channels of `x`
  /// @param o channels of `y`
  record Sizes(int n, int c, int h, int w, int o, int kh, int kw, Conv2d op) {
    long rows() {
      return op.rows().positions(h, kh);
    }

    long columns() {
      return op.columns().positions(w, kw);
    }
  }

  private static Conv2d op(int stride, int padding, int dilation, int groups) {
    return new Conv2d(
        new Sliding(stride, padding, dilation), new Sliding(stride, padding, dilation), groups);
  }

  private static final List<Sizes> SIZES =
      List.of(
          new Sizes(1, 1, 1, 1, 1, 1, 1, op(1, 0, 1, 1)),
          new Sizes(19, 3, 9, 7, 5, 3, 3, op(1, 1, 1, 1)),
          new Sizes(10, 16, 14, 14, 32, 3, 3, op(1, 1, 1, 1)),
          new Sizes(3, 17, 11, 12, 18, 5, 2, op(2, 2, 1, 1)),
          new Sizes(5, 8, 13, 13, 12, 3, 3, op(1, 2, 2, 4)),
          new Sizes(4, 16, 10, 10, 16, 3, 3, op(1, 1, 1, 16)),
          new Sizes(2, 64, 12, 12, 32, 1, 1, op(1, 0, 1, 1)));

  private static void same(Driver by, Op op, long[] sizes, Operand... in) {
    HostBuffer expected = TestLibraries.result(JAVA, op, sizes, in);
    HostBuffer actual = TestLibraries.result(by, op, sizes, in);
    for (int i = 0; i < expected.elements(); i++) {
      if (expected.asDouble(i) != actual.asDouble(i)) {
        assertEquals(expected.asDouble(i), actual.asDouble(i), op + " at " + i);
      }
    }
  }

  static void run(Driver by, Sizes s) {
    long[] xs = {s.n, s.c, s.h, s.w};
    long[] ws = {s.o, s.c / s.op.groups(), s.kh, s.kw};
    long[] ys = {s.n, s.o, s.rows(), s.columns()};
    Operand x = TestLibraries.numbers(DType.F32, 1, xs);
    Operand w = TestLibraries.numbers(DType.F32, 2, ws);
    Operand g = TestLibraries.numbers(DType.F32, 3, ys);
    same(by, s.op, ys, x, w);
    same(by, s.op.backwardInput(s.h, s.w), xs, g, w);
    same(by, s.op.backwardWeight(s.kh, s.kw), ws, g, x);
  }

  @Test
  void forwardAndBothBackwardAreThoseOfJava() {
    Driver by = TestLibraries.driver(WORKERS, Search::oneDnn);
    for (Sizes sizes : SIZES) {
      run(by, sizes);
    }
  }

  @Test
  void weightsThatChangeInTheirBufferAreSeen() {
    Driver by = TestLibraries.driver(WORKERS, Search::oneDnn);
    Conv2d op = op(1, 1, 1, 1);
    long[] ys = {4, 16, 8, 8};
    Operand x = TestLibraries.numbers(DType.F32, 1, 4, 16, 8, 8);
    Operand w = TestLibraries.numbers(DType.F32, 2, 16, 16, 3, 3);
    Operand other = TestLibraries.numbers(DType.F32, 5, 16, 16, 3, 3);
    same(by, op, ys, x, w);
    by.upload(other.host().segment(), w.buffer(), 0, Queue.inline());
    same(by, op, ys, x, w);
    same(by, op, ys, x, other);
    same(by, op, ys, x, w);
  }

  @Test
  void weightsThatAPreparedChainChangesAreSeen() {
    Driver by = TestLibraries.driver(WORKERS, Search::oneDnn);
    Conv2d op = op(1, 1, 1, 1);
    long[] ys = {4, 16, 8, 8};
    Operand x = TestLibraries.numbers(DType.F32, 1, 4, 16, 8, 8);
    Operand w = TestLibraries.numbers(DType.F32, 2, 16, 16, 3, 3);
    var twice = new ElementwiseChain.Link(Binary.ADD, List.of(0, 0));
    var chain = new ElementwiseChain(1, List.of(twice), List.of(0));
    var call = new OpCall(chain, new Operand[] {w}, new Operand[] {w}, null);
    Runnable prepared = by.prepare(call, Queue.inline());
    for (int i = 0; i < 3; i++) {
      same(by, op, ys, x, w);
      float before = w.floats()[1];
      prepared.run();
      assertEquals(2 * before, w.floats()[1]);
    }
  }

  @Test
  void theNumberOfThreadsDoesNotChangeBits() {
    Driver one = TestLibraries.driver(Workers.of(1), Search::oneDnn);
    Driver three = TestLibraries.driver(WORKERS, Search::oneDnn);
    Operand x = fractions(TestLibraries.numbers(DType.F32, 1, 9, 16, 14, 14));
    Operand w = fractions(TestLibraries.numbers(DType.F32, 2, 32, 16, 3, 3));
    Operand g = fractions(TestLibraries.numbers(DType.F32, 3, 9, 32, 14, 14));
    Conv2d op = op(1, 1, 1, 1);
    bits(one, three, op, new long[] {9, 32, 14, 14}, x, w);
    bits(one, three, op.backwardInput(14, 14), new long[] {9, 16, 14, 14}, g, w);
    bits(one, three, op.backwardWeight(3, 3), new long[] {32, 16, 3, 3}, g, x);
  }

  private static Operand fractions(Operand x) {
    float[] all = x.floats();
    for (int i = 0; i < all.length; i++) {
      all[i] = all[i] * 0.37f + 0.001f * (i % 101);
    }
    return x;
  }

  private static void bits(Driver one, Driver other, Op op, long[] sizes, Operand... in) {
    HostBuffer expected = TestLibraries.result(one, op, sizes, in);
    assertEquals(
        -1,
        expected.segment().mismatch(TestLibraries.result(other, op, sizes, in).segment()),
        op.name());
  }
}
