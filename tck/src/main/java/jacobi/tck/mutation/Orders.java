package jacobi.tck.mutation;

import jacobi.type.DType;

/// Legal orders of adding up.
enum Orders {
  /// From the last term to the first.
  BACKWARDS {
    @Override
    double sum(double[] terms, DType dtype) {
      double sum = 0;
      for (int i = terms.length - 1; i >= 0; i--) {
        sum = Dot.rounded(dtype, sum + terms[i]);
      }
      return sum;
    }
  },
  /// Neighbors, then neighboring sums, and so on.
  PAIRWISE {
    @Override
    double sum(double[] terms, DType dtype) {
      double[] sums = terms.clone();
      for (int count = sums.length; count > 1; count = (count + 1) / 2) {
        for (int i = 0; i < count / 2; i++) {
          sums[i] = Dot.rounded(dtype, sums[2 * i] + sums[2 * i + 1]);
        }
        if (count % 2 == 1) {
          sums[count / 2] = sums[count - 1];
        }
      }
      return sums.length == 0 ? 0 : sums[0];
    }
  },
  /// Every eighth, then those sums.
  LANES {
    @Override
    double sum(double[] terms, DType dtype) {
      double[] sums = new double[WIDTH];
      for (int i = 0; i < terms.length; i++) {
        sums[i % WIDTH] = Dot.rounded(dtype, sums[i % WIDTH] + terms[i]);
      }
      return BACKWARDS.sum(sums, dtype);
    }
  },
  /// In doubles with what each addition loses, rounded once.
  WIDE {
    @Override
    double sum(double[] terms, DType dtype) {
      double sum = 0;
      double lost = 0;
      for (double term : terms) {
        double more = sum + term;
        double part = more - sum;
        lost += sum - (more - part) + (term - part);
        sum = more;
      }
      // What is not finite lost nothing that could be added.
      return Dot.rounded(dtype, Double.isFinite(lost) ? sum + lost : sum);
    }
  };

  private static final int WIDTH = 8;

  /// The sum of some terms, each step rounded to the type.
  abstract double sum(double[] terms, DType dtype);

  /// The same of the products; only where all is wide they are not rounded.
  double dot(double[] row, double[] column, DType dtype) {
    double[] terms = new double[row.length];
    for (int k = 0; k < terms.length; k++) {
      double product = row[k] * column[k];
      terms[k] = this == WIDE ? product : Dot.rounded(dtype, product);
    }
    return sum(terms, dtype);
  }
}
