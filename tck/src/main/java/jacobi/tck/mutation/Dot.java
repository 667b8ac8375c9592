package jacobi.tck.mutation;

import jacobi.op.MatMul;
import jacobi.spi.OpCall;
import jacobi.type.DType;
import jacobi.type.Shape;

/// How a matrix product adds up: a row times a column.
interface Dot {
  /// The sum of the products, in elements of a type.
  double of(double[] row, double[] column, DType dtype);

  /// As kernels of floats do, one after the other in the type.
  static double plain(double[] row, double[] column, DType dtype) {
    double sum = 0;
    for (int k = 0; k < row.length; k++) {
      sum = rounded(dtype, sum + rounded(dtype, row[k] * column[k]));
    }
    return sum;
  }

  /// The nearest F32 where that is the type.
  static double rounded(DType dtype, double x) {
    return dtype == DType.F64 ? x : (float) x;
  }

  /// A matrix product that adds up so; of integers it stays as it is.
  static Plant plant(Dot dot) {
    return Plant.after(
        op -> op == MatMul.MATMUL,
        call -> {
          if (call.dtype().isFloat()) {
            compute(call, dot);
          }
        });
  }

  /// Computes a product of floats.
  static void compute(OpCall call, Dot dot) {
    double[] a = Elements.of(call.in(0));
    double[] b = Elements.of(call.in(1));
    Shape shape = call.in(0).shape();
    int rows = (int) shape.size(-2);
    int inner = (int) shape.size(-1);
    int columns = (int) call.in(1).shape().size(-1);
    double[] row = new double[inner];
    double[] column = new double[inner];
    for (int i = 0; i < call.out().count(); i++) {
      int batch = i / (rows * columns);
      int m = i / columns % rows;
      int n = i % columns;
      for (int k = 0; k < inner; k++) {
        row[k] = a[(batch * rows + m) * inner + k];
        column[k] = b[(batch * inner + k) * columns + n];
      }
      Elements.set(call.out(), i, dot.of(row, column, call.dtype()));
    }
  }
}
