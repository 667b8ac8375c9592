package jacobi.models.data;

/// Moves and scales each feature to mean 0 and deviation 1, as measured on the rows to learn from
/// alone; what is missing becomes 0, the mean.
///
/// A feature that is always the same becomes 0.
@SuppressWarnings("ArrayRecordComponent") // Nobody compares two of them.
public record Standardizer(double[] mean, double[] deviation) {

  /// Measures the features on some rows.
  ///
  /// @param values `[rows][features]`, NaN where missing
  /// @param rows which to measure
  public static Standardizer fit(float[][] values, int... rows) {
    int features = rows.length == 0 ? 0 : values[rows[0]].length;
    double[] mean = new double[features];
    double[] deviation = new double[features];
    for (int j = 0; j < features; j++) {
      int count = 0;
      for (int row : rows) {
        boolean present = !Float.isNaN(values[row][j]);
        mean[j] += present ? values[row][j] : 0;
        count += present ? 1 : 0;
      }
      mean[j] /= Math.max(count, 1);
      double sum = 0;
      for (int row : rows) {
        double off = values[row][j] - mean[j];
        sum += Double.isNaN(off) ? 0 : off * off;
      }
      deviation[j] = Math.sqrt(sum / Math.max(count, 1));
    }
    return new Standardizer(mean, deviation);
  }

  /// Some rows, standardized: `[rows.length, features]`.
  public float[] apply(float[][] values, int... rows) {
    float[] out = new float[rows.length * mean.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < mean.length; j++) {
        double z = (values[rows[i]][j] - mean[j]) / deviation[j];
        out[i * mean.length + j] = Double.isFinite(z) ? (float) z : 0;
      }
    }
    return out;
  }
}
