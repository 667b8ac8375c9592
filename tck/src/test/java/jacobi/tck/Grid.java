package jacobi.tck;

import jacobi.Jacobi;
import jacobi.random.Seed;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.function.DoubleSupplier;

/// A batch of planes [N, C, H, W] in plain Java, zero outside of the planes.
final class Grid {
  final int batch;
  final int channels;
  final int height;
  final int width;
  final double[] elements;

  Grid(long batch, long channels, long height, long width) {
    this.batch = (int) batch;
    this.channels = (int) channels;
    this.height = (int) height;
    this.width = (int) width;
    this.elements = new double[this.batch * this.channels * this.height * this.width];
  }

  /// Whole numbers from −4 to 4, whose sums and products are exact.
  static Grid whole(long batch, long channels, long height, long width) {
    var random = Seed.of(5).at("%d %d %d %d".formatted(batch, channels, height, width)).stream();
    return new Grid(batch, channels, height, width).fill(() -> random.nextInt(-4, 5));
  }

  Grid fill(DoubleSupplier next) {
    for (int i = 0; i < elements.length; i++) {
      elements[i] = next.getAsDouble();
    }
    return this;
  }

  boolean holds(long i, long j) {
    return i >= 0 && i < height && j >= 0 && j < width;
  }

  double at(int n, int c, long i, long j) {
    return holds(i, j) ? elements[place(n, c, i, j)] : 0;
  }

  void set(int n, int c, long i, long j, double value) {
    elements[place(n, c, i, j)] = value;
  }

  /// Nothing is added outside.
  void add(int n, int c, long i, long j, double value) {
    if (holds(i, j)) {
      elements[place(n, c, i, j)] += value;
    }
  }

  private int place(int n, int c, long i, long j) {
    return (int) (((n * channels + c) * (long) height + i) * width + j);
  }

  /// What is done at each place.
  interface Visit {
    void at(int n, int c, int i, int j);
  }

  void visit(Visit visit) {
    for (int n = 0; n < batch; n++) {
      for (int c = 0; c < channels; c++) {
        for (int i = 0; i < height; i++) {
          for (int j = 0; j < width; j++) {
            visit.at(n, c, i, j);
          }
        }
      }
    }
  }

  Shape shape() {
    return Shape.of(batch, channels, height, width);
  }

  Tensor tensor() {
    return Jacobi.tensor(elements, shape().sizes());
  }

  Tensor tensor(DType dtype) {
    return tensor().cast(dtype);
  }

  /// Without the rows, for planes of one row: [N, C, W].
  Tensor signal(DType dtype) {
    return tensor(dtype).squeeze(2);
  }
}
