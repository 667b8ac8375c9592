package jacobi.backend.blas;

import jacobi.backend.blas.library.Search;
import jacobi.backend.cpu.CpuDriver;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Op;
import jacobi.spi.HostBuffer;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.spi.ProbeContext;
import jacobi.spi.Queue;
import jacobi.type.DType;
import jacobi.type.Layout;
import jacobi.type.Shape;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Drivers on the libraries of the test's class path, and operands for them.
final class TestLibraries {
  private TestLibraries() {}

  /// A driver whose library computes all it can.
  ///
  /// @param which of the libraries found, `Search::oneDnn` or `Search::cblas`
  static BlasDriver driver(Workers workers, Function<Search, Optional<?>> which) {
    return driver(workers, which, 10);
  }

  static BlasDriver driver(
      Workers workers, Function<Search, Optional<?>> which, double milliseconds) {
    Search all = Search.of(new ProbeContext(Map.of()));
    Object wanted = which.apply(all).orElseThrow();
    var search = new Search(all.attempts().stream().filter(one -> one == wanted).toList());
    var libraries = new Libraries(search, new Settings(true, milliseconds));
    var java = new CpuDriver(workers);
    return new BlasDriver(
        java, "test", libraries.products(java, workers), libraries.convolutions(workers));
  }

  /// Dense elements that look random and are small whole numbers, so that every order of adding
  /// them up gives the same bits.
  static Operand numbers(DType dtype, long seed, long... sizes) {
    Shape shape = Shape.of(sizes);
    HostBuffer buffer = HostBuffer.of(dtype, shape.elements());
    for (int i = 0; i < shape.elements(); i++) {
      buffer.setDouble(i, Math.floorMod((i + 1) * (2 * seed + 1) * 2654435761L >>> 7, 7L) - 3);
    }
    return new Operand(buffer, shape.layout());
  }

  /// The same elements seen with the last two axes exchanged.
  static Operand turned(Operand x) {
    int rank = x.shape().rank();
    int[] order = new int[rank];
    for (int i = 0; i < rank; i++) {
      order[i] = i < rank - 2 ? i : 2 * rank - 3 - i;
    }
    Layout layout = x.layout().permute(order);
    return new Operand(x.buffer(), layout);
  }

  /// What a driver computes.
  static HostBuffer result(jacobi.spi.Driver driver, Op op, long[] sizes, Operand... in) {
    Shape shape = Shape.of(sizes);
    HostBuffer out = HostBuffer.of(in[0].dtype(), shape.elements());
    for (int i = 0; i < shape.elements(); i++) {
      out.setDouble(i, Double.NaN);
    }
    var call = new OpCall(op, in, new Operand[] {new Operand(out, shape.layout())}, null);
    driver.execute(call, Queue.inline());
    return out;
  }
}
